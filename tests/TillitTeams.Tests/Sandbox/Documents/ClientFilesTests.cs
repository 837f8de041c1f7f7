using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

/// <summary>What the client lets a person see and do with files.</summary>
public sealed class ClientFilesTests(DocumentTenant tenant) : IClassFixture<DocumentTenant>
{
    private static readonly string Skola = $"client/files/{SeedIds.Drive("skola")}";

    [Fact]
    public async Task A_person_sees_the_own_drive_and_the_sites_that_open()
    {
        var libraries = (await As("sara").GetFromJsonAsync<JsonArray>("client/files", Cancel))!;

        Assert.True((bool)libraries[0]!["isMine"]!);
        Assert.Equal(
            ["Bibliotek och kultur", "Intranätet", "Intranätet", "Kommunkansliet", "Skola och förskola"],
            libraries.Skip(1).Select(library => (string)library!["siteName"]!));
    }

    [Fact]
    public async Task Files_are_changed_by_those_who_may_and_while_nobody_holds_them()
    {
        var file = tenant.NewFile();
        var path = $"{Skola}/{file.Id}";

        Assert.Equal(HttpStatusCode.NoContent, await Patch("amina", path, new() { ["name"] = $"{Guid.NewGuid():N}.docx" }));
        Assert.Equal(HttpStatusCode.NotFound, await Patch("lena", path, new() { ["name"] = "Mitt.docx" }));
        Assert.Equal(HttpStatusCode.Conflict, await Patch("amina", path, new() { ["name"] = "Bokprat, tider.xlsx" }));
        Assert.Equal(HttpStatusCode.Conflict, await Patch("amina", path, new() { ["name"] = "a/b.docx" }));
        Assert.Equal(HttpStatusCode.NoContent, await Patch("amina", path, new() { ["folderId"] = "root" }));
        tenant.Tenant.CheckOut(SeedIds.Drive("skola"), file.Id, DocumentTenant.Amina);
        Assert.Equal(HttpStatusCode.Conflict, await Patch("sara", path, new() { ["name"] = "Annat.docx" }));
        Assert.Equal(HttpStatusCode.NoContent, (await As("amina").DeleteAsync(new Uri(path, UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await As("amina").GetAsync(new Uri(path, UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_communication_site_is_read_by_all_and_changed_by_few()
    {
        var path = $"client/files/{SeedIds.Drive("intranat")}/{SeedIds.DriveItem("intranat", "Så skriver vi.pdf")}";

        Assert.Equal(HttpStatusCode.Forbidden, await Patch("lena", path, new() { ["name"] = "Så skriver jag.pdf" }));
        Assert.Equal(HttpStatusCode.NoContent, await Patch("karin", path, new() { ["name"] = "Så skriver vi nu.pdf" }));
    }

    [Fact]
    public async Task Whoever_follows_a_link_to_everybody_has_the_file_from_then_on()
    {
        var file = tenant.NewFile();
        var shared = (await (await As("amina").PostAsJsonAsync($"{Skola}/{file.Id}/share", new JsonObject { ["people"] = new JsonArray(), ["canEdit"] = false }, Cancel)).Content.ReadFromJsonAsync<string>(Cancel))!;
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.As("lena", DocumentTenant.Read).RefusalAsync(DocumentTenant.PathOf(file))).Status);

        var place = (await As("lena").GetFromJsonAsync<JsonObject>($"client/files/follow?url={Uri.EscapeDataString(shared)}", Cancel))!;

        Assert.Equal(file.Id, (string)place["itemId"]!);
        await tenant.As("lena", DocumentTenant.Read).ReadAsync(DocumentTenant.PathOf(file));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private HttpClient As(string person)
    {
        var client = new HttpClient { BaseAddress = tenant.Host.ClientUrl };
        client.DefaultRequestHeaders.Add("X-Sandbox-Person", person);
        return client;
    }

    private async Task<HttpStatusCode> Patch(string person, string path, JsonObject change) =>
        (await As(person).PatchAsJsonAsync(path, change, Cancel)).StatusCode;
}
