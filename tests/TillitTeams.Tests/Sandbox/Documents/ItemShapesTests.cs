using System.Net;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Documents;

/// <summary>The resources as the pages of the Graph reference show them.</summary>
public sealed class ItemShapesTests(DocumentTenant tenant) : IClassFixture<DocumentTenant>
{
    [Fact]
    public async Task A_file_tells_where_it_lies_and_who_changed_it()
    {
        var document = tenant.Document("skola", "Läslust/Läslista mellanstadiet.xlsx");

        var json = await tenant.As("sara", DocumentTenant.Read).ReadAsync(DocumentTenant.Item("skola", "Läslust/Läslista mellanstadiet.xlsx"));

        Assert.Matches("^01[A-Z2-7]{32}$", (string)json["id"]!);
        Assert.Equal($"\"{{{document.Item.UniqueId.ToString().ToUpperInvariant()}}},2\"", (string)json["eTag"]!);
        Assert.Equal("Nora Castell", (string)json["lastModifiedBy"]!["user"]!["displayName"]!);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (string)json["file"]!["mimeType"]!);
        var parent = json["parentReference"]!;
        Assert.Equal((SeedIds.Drive("skola"), "documentLibrary"), ((string)parent["driveId"]!, (string)parent["driveType"]!));
        Assert.Equal($"/drives/{SeedIds.Drive("skola")}/root:/L%C3%A4slust", (string)parent["path"]!);
        Assert.Equal(tenant.Site("skola").GraphId, (string)parent["siteId"]!);
        Assert.Contains("/_layouts/15/Doc.aspx?sourcedoc=%7B", (string)json["webUrl"]!, StringComparison.Ordinal);
        Assert.Null(json["sharepointIds"]);
    }

    [Fact]
    public async Task The_ids_of_the_list_come_when_selected()
    {
        var json = await tenant.As("sara", DocumentTenant.Read).ReadAsync($"{DocumentTenant.Item("skola", "Läslust/Läslista mellanstadiet.xlsx")}?$select=id,folder,sharepointIds");

        Assert.Equal(["@odata.context", "id", "sharepointIds"], json.Select(pair => pair.Key).Order());
        Assert.Equal(tenant.Site("skola").Drives[0].ListId.ToString(), (string)json["sharepointIds"]!["listId"]!);
        Assert.Equal(tenant.Site("skola").Id.ToString(), (string)json["sharepointIds"]!["siteId"]!);

        Assert.Equal((HttpStatusCode.BadRequest, "invalidRequest"), await DocumentTenant.Refused(
            tenant.As("sara", DocumentTenant.Read).RefusalAsync($"{DocumentTenant.Item("skola", "Läslust/Läslista mellanstadiet.xlsx")}?$select=shoeSize")));
    }

    [Fact]
    public async Task Folders_and_notebooks_are_no_files()
    {
        var amina = tenant.As("amina", DocumentTenant.Read);

        var folder = await amina.ReadAsync(DocumentTenant.Item("skola", "Läslust"));
        var notebook = await amina.ReadAsync(DocumentTenant.Item("skola", "Klosterängens skola/Planeringsboken/"));

        Assert.Equal(3, (int)folder["folder"]!["childCount"]!);
        Assert.Null(folder["file"]);
        Assert.Equal("oneNote", (string)notebook["package"]!["type"]!);
        Assert.Null(notebook["file"]);
    }

    [Fact]
    public async Task A_channel_leads_to_its_folder_and_a_person_to_the_own_drive()
    {
        var folder = await tenant.As("amina", DocumentTenant.Read, "Channel.ReadBasic.All")
            .ReadAsync($"{Graph.GraphTenant.Elevhalsa}/filesFolder");
        var mine = await tenant.As("sara", DocumentTenant.Read).ReadAsync("/me/drive");

        Assert.Equal(("Elevhälsan", SeedIds.Drive("skola/elevhalsa")), ((string)folder["name"]!, (string)folder["parentReference"]!["driveId"]!));
        Assert.Equal(("business", SeedIds.Drive("person/sara")), ((string)mine["driveType"]!, (string)mine["id"]!));
    }

    [Fact]
    public async Task A_teams_drive_belongs_to_its_group_and_a_closed_channels_to_nobody_in_the_directory()
    {
        var amina = tenant.As("amina", DocumentTenant.Read);

        var team = await amina.ReadAsync($"/drives/{SeedIds.Drive("skola")}?$select=id,name,owner");
        var channel = await amina.ReadAsync($"/drives/{SeedIds.Drive("skola/elevhalsa")}");

        Assert.Equal((SeedIds.Team("skola").ToString(), "Skola och förskola"), ((string)team["owner"]!["group"]!["id"]!, (string)team["owner"]!["group"]!["displayName"]!));
        Assert.Null(channel["owner"]!["group"]!["id"]);
    }

    [Fact]
    public async Task A_folder_lists_what_lies_in_it_in_pages()
    {
        var amina = tenant.As("amina", DocumentTenant.Read);
        var path = $"{DocumentTenant.Item("skola", "Läslust")}/children?$top=2&$select=id,name";

        var first = await amina.ReadAsync(path);
        var second = await amina.ReadAsync((string)first["@odata.nextLink"]!);

        Assert.Equal(
            ["Bokprat, tider.xlsx", "Läslista mellanstadiet.xlsx", "Tjugo minuter om dagen.pptx"],
            Graph.GraphClient.Items(first).Concat(Graph.GraphClient.Items(second)).Select(item => (string)item["name"]!));
        Assert.Null(second["@odata.nextLink"]);
    }

    [Fact]
    public async Task A_name_with_every_awkward_character_survives_its_addresses()
    {
        var document = tenant.Document("skola", "Allmänt/Schema & salar #1 100%' klart åäö.xlsx");
        var amina = tenant.As("amina", DocumentTenant.Read);

        foreach (var url in new[] { document.PathUrl(), document.WebUrl() })
        {
            Assert.Equal(document.Item.Name, (string)(await amina.ReadAsync(DocumentTenant.Share(url)))["name"]!);
        }
    }

    [Theory]
    [InlineData("skola/elevhalsa", "Elevhälsan/Rutin första samtal.docx", "Sekretess")]
    [InlineData("skola", "Allmänt/Kvalitetsrapport 2026.pdf", "Allmän")]
    [InlineData("skola", "Läslust/Läslista mellanstadiet.xlsx", null)]
    public async Task A_label_is_read_from_the_file(string site, string path, string? label)
    {
        var (response, body) = await tenant.As("amina", DocumentTenant.Read).PostAsync($"{DocumentTenant.Item(site, path)}/extractSensitivityLabels", "");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            label is null ? [] : [SensitivityLabels.Named(label).Id.ToString()],
            body["labels"]!.AsArray().Select(one => (string)one!["sensitivityLabelId"]!));
    }

    [Theory]
    [InlineData("bibliotek", "Programverksamhet/Affisch språkcafé.png")]
    [InlineData("skola", "Klosterängens skola/Planeringsboken/")]
    [InlineData("skola", "Läslust")]
    public async Task What_cannot_carry_a_label_says_so(string site, string path)
    {
        var (response, _) = await tenant.As("amina", DocumentTenant.Read).PostAsync($"{DocumentTenant.Item(site, path)}/extractSensitivityLabels", "");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task A_message_carries_its_file_by_reference_in_Graph_and_to_the_bot()
    {
        var channel = tenant.Conversation("skola/lasning");
        var message = channel.Messages.First(message => message.Files.Count > 0);
        var document = tenant.Document("skola", "Läslust/Läslista mellanstadiet.xlsx");

        var json = await tenant.As("sara", "ChannelMessage.Read.All").ReadAsync($"{Graph.GraphTenant.Lasning}/messages/{message.Id}");
        var sent = tenant.Host.Activities.FetchTask(tenant.Person("sara"), channel.Id, message.Id, "linkToGoal")["value"]!["messagePayload"]!;

        foreach (var attachment in new[] { Assert.Single(json["attachments"]!.AsArray())!, Assert.Single(sent["attachments"]!.AsArray())! })
        {
            Assert.Equal("reference", (string)attachment["contentType"]!);
            Assert.Equal((document.PathUrl(), document.Item.Name), ((string)attachment["contentUrl"]!, (string)attachment["name"]!));
            Assert.Equal(document.Item.UniqueId.ToString(), (string)attachment["id"]!);
        }

        Assert.EndsWith($"<attachment id=\"{document.Item.UniqueId}\"></attachment>", (string)json["body"]!["content"]!, StringComparison.Ordinal);
        Assert.EndsWith($"<attachment id=\"{document.Item.UniqueId}\"></attachment>", (string)sent["body"]!["content"]!, StringComparison.Ordinal);
    }
}
