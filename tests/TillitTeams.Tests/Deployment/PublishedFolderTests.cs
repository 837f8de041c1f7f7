using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Tests.Deployment;

/// <summary>What a container and a service of systemd's have in common: a published folder, and little that it may do.</summary>
public sealed class PublishedFolderTests(PublishedFolder published) : IClassFixture<PublishedFolder>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_for_a_user_who_may_write_in_its_data_folder_alone_and_ends_when_told_to()
    {
        var url = new Uri($"http://localhost:{SandboxAddresses.FreePort()}/");
        using var app = published.Start(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_URLS"] = url.ToString(),
            ["AzureAd__TenantId"] = Guid.NewGuid().ToString(),
            ["AzureAd__ClientId"] = Guid.NewGuid().ToString(),
            ["AzureAd__ClientCredentials__0__SourceType"] = "SignedAssertionFromManagedIdentity",
            ["Teams__AppId"] = Guid.NewGuid().ToString(),
            ["Tab__PublicUrl"] = "https://mal.vadstena.example",
        });
        var said = app.StandardOutput.ReadToEndAsync(Cancel);
        var refused = app.StandardError.ReadToEndAsync(Cancel);
        using var http = new HttpClient { BaseAddress = url };
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            limit.CancelAfter(Patience);
            while (!app.HasExited && await StatusAsync(http, "healthz/ready", limit.Token) != HttpStatusCode.OK)
            {
                await Task.Delay(100, limit.Token);
            }

            Assert.False(app.HasExited);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, "tab", Cancel));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, "views/goals", Cancel));
            Assert.Equal(["tillitteams.db", "tillitteams.db-shm", "tillitteams.db-wal"], (await published.WrittenAsync()).Order(StringComparer.Ordinal));

            using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{app.Id}"]);
            await app.WaitForExitAsync(limit.Token);
            Assert.Equal(0, app.ExitCode);
            Assert.Equal(["tillitteams.db"], await published.WrittenAsync());
        }
        finally
        {
            app.Kill(entireProcessTree: true);
            TestContext.Current.TestOutputHelper?.WriteLine($"{await said}{await refused}");
        }

        Assert.DoesNotContain("warn:", await said, StringComparison.Ordinal);
        Assert.Empty(await refused);
    }

    [Fact]
    public async Task It_says_what_it_is_made_of()
    {
        var (server, tab) = (await PackagesAsync("server"), await PackagesAsync("tab"));

        Assert.Superset(new HashSet<string?>(["Microsoft.Graph", "Microsoft.Identity.Web", "Npgsql", "SQLitePCLRaw.core"], StringComparer.Ordinal), server);
        Assert.Superset(new HashSet<string?>(["@microsoft/teams-js", "htmx.org", "adaptivecards"], StringComparer.Ordinal), tab);
    }

    private async Task<HashSet<string?>> PackagesAsync(string part)
    {
        var sbom = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(published.App, "sbom", $"{part}.cdx.json"), Cancel))!;
        Assert.Equal("CycloneDX", (string?)sbom["bomFormat"]);
        return sbom["components"]!.AsArray().Select(component => (string?)component!["name"]).ToHashSet(StringComparer.Ordinal);
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(path, cancellationToken);
            return answer.StatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is SocketException)
        {
            return null;
        }
    }
}
