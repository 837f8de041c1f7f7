using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

public sealed class SearchTests(DocumentTenant tenant) : IClassFixture<DocumentTenant>
{
    [Theory]
    [InlineData("amina", "rutin", "Rutin för frånvaro.docx|Rutin första samtal.docx")]
    [InlineData("sara", "rutin", "Rutin för frånvaro.docx")]
    [InlineData("lena", "rutin", "Rutin nyckelskåp.docx")]
    [InlineData("johan", "rutin", "")]
    [InlineData("sara", "läs*", "Ansökan Kulturrådet, utkast.docx|Kvalitetsrapport 2026.pdf|Läslista mellanstadiet.xlsx|Läslust")]
    [InlineData("sara", "läs* filetype:xlsx", "Läslista mellanstadiet.xlsx")]
    [InlineData("sara", "läs* isDocument:true NOT filetype:pdf", "Ansökan Kulturrådet, utkast.docx|Läslista mellanstadiet.xlsx")]
    [InlineData("sara", "\"tjugo minuter\"", "Tjugo minuter om dagen.pptx")]
    [InlineData("sara", "plattor OR språkcafé", "Affisch språkcafé.png|Program våren.docx")]
    [InlineData("karin", "author:\"Ylva Fagerholm\" filename:brev", "Brev om komplettering.docx")]
    [InlineData("peter", "tal chefsdagen", "")]
    public async Task A_search_finds_what_the_person_may_open(string person, string query, string names)
    {
        var (_, body) = await Search(person, query, """, "sortProperties": [ { "name": "name" } ]""");

        Assert.Equal(names.Split('|', StringSplitOptions.RemoveEmptyEntries), Hits(body).Select(hit => (string)hit!["resource"]!["name"]!).Order(StringComparer.CurrentCulture));
    }

    [Fact]
    public async Task The_latest_come_first_when_asked_so_and_in_pages()
    {
        const string latest = """, "from": {0}, "size": 4, "sortProperties": [ { "name": "lastModifiedDateTime", "isDescending": true } ]""";
        var (_, first) = await Search("amina", "isDocument:true", latest.Replace("{0}", "0", StringComparison.Ordinal));
        var (_, second) = await Search("amina", "isDocument:true", latest.Replace("{0}", "4", StringComparison.Ordinal));

        var times = Hits(first).Concat(Hits(second)).Select(hit => (DateTimeOffset)hit!["resource"]!["lastModifiedDateTime"]!).ToList();
        Assert.Equal(8, times.Count);
        Assert.Equal(times.OrderDescending(), times);
        Assert.True((bool)first["value"]![0]!["hitsContainers"]![0]!["moreResultsAvailable"]!);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], Hits(first).Concat(Hits(second)).Select(hit => (int)hit!["rank"]!));
    }

    [Fact]
    public async Task A_hit_names_its_drive_its_list_and_its_path()
    {
        var document = tenant.Document("skola", "Läslust/Läslista mellanstadiet.xlsx");

        var (_, body) = await Search("sara", "läslista mellanstadiet");

        var resource = Assert.Single(Hits(body))!["resource"]!;
        Assert.Equal(document.Item.Id, (string)resource["id"]!);
        Assert.Equal(document.Drive.Id, (string)resource["parentReference"]!["driveId"]!);
        Assert.Equal(document.Drive.ListId.ToString(), (string)resource["parentReference"]!["sharepointIds"]!["listId"]!);
        Assert.Equal(TillitTeams.Sandbox.Tenant.Documents.DocumentAddresses.PathUrl(document), (string)resource["webUrl"]!);
    }

    [Theory]
    [InlineData("läs*", """, "size": 501""")]
    [InlineData("läs*", """, "sortProperties": [ { "name": "shoeSize" } ]""")]
    [InlineData("shoeSize:42", "")]
    [InlineData("OR", "")]
    public async Task What_search_does_not_know_is_a_bad_request(string query, string more) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Search("sara", query, more)).Status);

    [Fact]
    public async Task Nothing_found_has_no_hits()
    {
        var (_, body) = await Search("sara", "xyzzy");

        var container = body["value"]![0]!["hitsContainers"]![0]!.AsObject();
        Assert.Equal(0, (int)container["total"]!);
        Assert.False(container.ContainsKey("hits"));
    }

    private static JsonArray Hits(JsonObject body) => body["value"]![0]!["hitsContainers"]![0]!["hits"]?.AsArray() ?? [];

    private async Task<(HttpStatusCode Status, JsonObject Body)> Search(string person, string query, string more = "")
    {
        var (response, body) = await tenant.As(person, DocumentTenant.Read).PostAsync(
            "/search/query", $$"""{ "requests": [ { "entityTypes": ["driveItem"], "query": { "queryString": {{JsonValue.Create(query).ToJsonString()}} }{{more}} } ] }""");
        return (response.StatusCode, body);
    }
}
