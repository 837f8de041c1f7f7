using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>In a real tenant something before the app speaks TLS for it, and knows it by a name of its own.</summary>
public sealed class BehindProxyTests(BehindProxyTests.Proxied vadstena) : IClassFixture<BehindProxyTests.Proxied>
{
    public sealed class Proxied : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with { AppSettings = new Dictionary<string, string?> { ["Tab:PublicUrl"] = "https://mal.vadstena.example/" } };
    }

    [Fact]
    public async Task Browsers_are_told_to_ask_for_TLS_from_then_on()
    {
        using var browser = vadstena.AppClient(null);
        using var answer = await browser.GetAsync("tab", TestContext.Current.CancellationToken);

        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Entra_sends_people_back_to_the_address_that_is_registered()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = vadstena.Host.AppUrl };
        using var answer = await browser.GetAsync($"tab/consent?state={new string('s', 32)}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("https://mal.vadstena.example/tab/consent/end", QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["redirect_uri"]);
    }

    [Fact]
    public async Task A_failure_that_nobody_answers_for_gives_its_reference_and_the_same_headers()
    {
        await using var broken = await BrokenTable.RenameAsync(vadstena, "GraphSubscriptions");
        using var graph = vadstena.AppClient(null);
        using var told = new StringContent("""{"value":[{"subscriptionId":"x","clientState":"y"}]}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await graph.PostAsync("api/notifications", told, TestContext.Current.CancellationToken);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(32, ((string)problem["traceId"]!).Split('-')[1].Length);
        Assert.DoesNotContain("SQLite", problem.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }
}
