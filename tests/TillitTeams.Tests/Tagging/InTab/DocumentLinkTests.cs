using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.InTab;

/// <summary>A file has one link, however somebody came by its address.</summary>
public sealed class DocumentLinkTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task A_document_is_linked_shown_changed_removed_and_brought_back()
    {
        var document = vadstena.Document("skola", "Läslust/Läslista mellanstadiet.xlsx");
        var form = await TabForm.OpenAsync(vadstena, "sara", document.WebUrl());

        var saved = await form.PressAsync("Koppla", ("goals", ["vaxande"]), ("principles", ["tillit"]), ("why", ["Alla barn hittar en bok."]));

        Assert.Contains("Kopplat!", saved.Text, StringComparison.Ordinal);
        var link = (await vadstena.LinkOf(document))!;
        Assert.Equal((LinkKind.Document, "Läslista mellanstadiet.xlsx", "Skola och förskola › Dokument › Läslust"), (link.Kind, link.Title, link.PlaceName));
        Assert.Equal((document.Site.TeamId.ToString(), document.Item.ModifiedAt), (link.ContainerId, link.OccurredAt));
        Assert.Equal(
            new DocumentSource(document.Drive.Id, document.Item.Id, document.Site.GraphId, document.Drive.ListId.ToString(), $"{document.Item.ListItemId}", document.Site.TeamId.ToString()),
            link.Document);
        using var viewer = vadstena.AppClient("amina");
        Assert.Contains(link.Id.ToString(), await viewer.ReadToTheEndAsync("goal/vaxande"), StringComparison.Ordinal);

        var changed = await (await TabForm.OpenAsync(vadstena, "amina", document.PathUrl())).PressAsync("Spara", ("goals", ["vaxande", "hallbar"]));
        Assert.Equal(2, (await vadstena.LinkOf(document))!.Goals.Count);
        await changed.PressAsync("Ångra");
        Assert.Single((await vadstena.LinkOf(document))!.Goals);

        var removed = await (await TabForm.OpenAsync(vadstena, "sara", link.WebUrl)).PressAsync("Ta bort koppling");
        Assert.Null(await vadstena.LinkOf(document));
        await removed.PressAsync("Ångra");
        Assert.Equal("Alla barn hittar en bok.", (await vadstena.LinkOf(document))!.Why);
    }

    [Fact]
    public async Task Every_address_of_one_file_leads_to_its_one_link()
    {
        var document = vadstena.NewDocument("Många vägar.docx");
        var sharing = vadstena.Tenant.ShareWithEverybody(document.Drive.Id, document.Item.Id);
        var channel = (Channel)vadstena.Conversation("skola/lasning");
        var teams = document.TeamsUrl(vadstena.Tenant.Id, document.Site.TeamId, channel.Id);
        string[] addresses =
        [
            document.WebUrl(),
            document.PathUrl(),
            document.SharingUrl(sharing),
            $"  {document.PathUrl()}?web=1\n",
            teams,
            teams.Replace("teams.microsoft.com", "teams.cloud.microsoft", StringComparison.Ordinal),
            $"https://eur02.safelinks.protection.outlook.com/?url={Uri.EscapeDataString(document.SharingUrl(sharing))}&data=05",
        ];
        await (await TabForm.OpenAsync(vadstena, "amina", addresses[0])).PressAsync("Koppla", ("goals", ["vaxande"]));
        var link = (await vadstena.LinkOf(document))!;

        foreach (var address in addresses)
        {
            var form = await TabForm.OpenAsync(vadstena, "sara", address);
            Assert.Equal(["vaxande"], form.Ticked("goals"));
            await form.PressAsync("Spara", ("goals", ["vaxande"]), ("why", [address]));

            Assert.Equal((link.Id, address.Trim()), ((await vadstena.LinkOf(document))!.Id, (await vadstena.LinkOf(document))!.Why));
        }

        Assert.Single(await vadstena.Links(), stored => stored.Title == "Många vägar.docx");
    }

    [Theory]
    [InlineData("skola", "Allmänt/Schema & salar #1 100%' klart åäö.xlsx", "sara", "Skola och förskola › Dokument › Allmänt", true)]
    [InlineData("gata/skolvagar", "Trygga skolvägar/Före och efter.pptx", "amina", null, false)]
    [InlineData("intranat", "Så skriver vi.pdf", "lena", "intranat › Dokument", false)]
    [InlineData("person/lena", "Norra gruppen, underlag till nämnden.docx", "lena", "Lena Sjöholm › OneDrive", false)]
    [InlineData("person/lena", "Norra gruppen, underlag till nämnden.docx", "karin", null, false)]
    public async Task Where_it_lies_and_whose_it_is_come_from_SharePoint(string site, string path, string person, string? place, bool isTeams)
    {
        var document = vadstena.Document(site, path);

        await (await TabForm.OpenAsync(vadstena, person, document.WebUrl())).PressAsync("Koppla", ("principles", ["tillit"]));

        var link = (await vadstena.LinkOf(document))!;
        Assert.Equal(document.Item.Name, link.Title);
        Assert.Equal(isTeams ? document.Site.TeamId.ToString() : DocumentSource.Elsewhere, link.ContainerId);
        if (place is not null)
        {
            Assert.Equal(place, link.PlaceName);
        }

        using var viewer = vadstena.AppClient(person);
        Assert.Contains(link.Id.ToString(), await viewer.ReadToTheEndAsync("principle/tillit"), StringComparison.Ordinal);
        await (await TabForm.OpenAsync(vadstena, person, link.WebUrl)).PressAsync("Ta bort koppling");
    }

    [Fact]
    public async Task A_path_of_400_characters_is_no_hindrance()
    {
        var document = vadstena.Tenant.Read(content => content.Documents().Single(found => found.ServerPath.Length == 401));

        await (await TabForm.OpenAsync(vadstena, "amina", document.PathUrl())).PressAsync("Koppla", ("goals", ["hallbar"]));

        var link = (await vadstena.LinkOf(document))!;
        Assert.InRange(link.Title.Length, 1, Link.TitleMaxLength);
        Assert.EndsWith(".docx", link.Title, StringComparison.Ordinal);
        Assert.Equal(["hallbar"], (await TabForm.OpenAsync(vadstena, "amina", link.WebUrl)).Ticked("goals"));
    }

    [Fact]
    public async Task A_name_with_code_in_it_is_shown_as_it_is_written()
    {
        var document = vadstena.NewDocument("Koppla (javascript;alert) &amp; 100%.docx");

        var form = await TabForm.OpenAsync(vadstena, "amina", document.WebUrl());

        Assert.Equal(document.Item.Name, form.Page.QuerySelector(".source a")!.TextContent);
    }
}
