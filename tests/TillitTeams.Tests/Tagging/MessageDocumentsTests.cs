using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Client;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>A message that carries documents offers them too: each by itself, in the tab's own form.</summary>
public sealed class MessageDocumentsTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task The_file_of_a_message_is_offered_and_opens_the_tabs_form_in_a_dialog()
    {
        var spot = vadstena.Root("gata/vinter");
        var document = vadstena.Document("gata", "Vinterväghållning/Plogslingor 2026–2027.pdf");
        spot = spot with { Message = vadstena.Tenant.SendFile(spot.Conversation.Id, document.Drive.Id, document.Item.Id, vadstena.Person("johan").Id, "<p>Se här</p>") };
        var johan = new Tagger(vadstena, "johan");

        var dialog = await johan.OpenAsync(spot);
        var page = (await SubmitAsync("johan", spot, dialog.Press("Koppla dokumentet Plogslingor 2026–2027.pdf")))["task"]!;

        Assert.Equal(["Koppla", "Koppla dokumentet Plogslingor 2026–2027.pdf"], dialog.Buttons);
        Assert.Equal(("continue", "Koppla till mål"), ((string)page["type"]!, (string)page["value"]!["title"]!));
        Assert.Null(page["value"]!["card"]);
        var url = new Uri((string)page["value"]!["url"]!);
        Assert.Equal(vadstena.Host.Addresses.AppUrl.Authority, url.Authority);
        Assert.Equal($"/tab/link?url={Uri.EscapeDataString(document.PathUrl())}&locale=sv", url.PathAndQuery);

        // What the frame in the dialog shows, and what the tab tells when it is done.
        await (await TabForm.OpenAsync(vadstena, "johan", document.PathUrl())).PressAsync("Koppla", ("goals", ["hallbar"]));
        var done = Tagger.DialogIn(await SubmitAsync("johan", spot, new JsonObject { ["verb"] = "linkToGoal.documentDone" }));
        var again = Tagger.DialogIn(await SubmitAsync("johan", spot, done.Press("Koppla samtalet")));
        var confirmed = await johan.PressAsync(spot, again, "Koppla", ("goals", "hallbar"));

        Assert.NotNull(await vadstena.LinkOf(document));
        Assert.Contains(await vadstena.Links(), link => link.Message?.MessageId == spot.Message.Id);
        Assert.Equal(["Visa på målfliken", "Koppla dokumentet Plogslingor 2026–2027.pdf", "Ångra"], confirmed.Buttons);
    }

    [Fact]
    public async Task Links_to_SharePoint_in_the_text_are_offered_by_their_words_or_their_names_three_at_most()
    {
        var list = vadstena.Document("skola", "Läslust/Läslista mellanstadiet.xlsx");
        var report = vadstena.Document("skola", "Allmänt/Kvalitetsrapport 2026.pdf");
        var spot = vadstena.Write(
            "skola/lasning",
            "amina",
            $"""
            <p>Se <a href="{list.WebUrl()}">listan</a>, <a href="{report.PathUrl()}">{report.PathUrl()}</a> och <a href="{list.WebUrl()}">listan igen</a>.
            <a href="https://evil.example/sharepoint.com/a.docx">Inte</a> <a href="https://vadstena.sharepoint.com.evil.example/a.docx">Inte heller</a>
            <a href="javascript:alert(1)">Aldrig</a> <a href="https://teams.microsoft.com/l/channel/1">Kanal</a></p>
            """);
        var many = vadstena.Write(
            "skola/lasning", "amina", string.Concat(Enumerable.Range(1, 5).Select(at => $"<a href=\"https://vadstena.sharepoint.com/sites/skola/{at}.docx\">{new string('å', 200)}{at}</a>")));

        var dialog = await new Tagger(vadstena, "sara").OpenAsync(spot);
        var full = await new Tagger(vadstena, "sara", "en").OpenAsync(many);

        Assert.Equal(["Koppla", "Koppla dokumentet listan", "Koppla dokumentet Kvalitetsrapport 2026.pdf"], dialog.Buttons);
        Assert.Equal(4, full.Buttons.Count);
        Assert.All(full.Buttons.Skip(1), button => Assert.InRange(button.Length, 20, 70));
    }

    [Theory]
    [InlineData("https://vadstena.sharepoint.com/sites/skola/a.docx", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("http://vadstena.sharepoint.com/a.docx", false)]
    [InlineData("", false)]
    public async Task Only_what_could_be_a_files_address_opens_the_dialog_and_only_on_the_apps_own_page(string url, bool opens)
    {
        var body = await SubmitAsync("sara", vadstena.Root("bibliotek/allmant"), new JsonObject { ["verb"] = "linkToGoal.document", ["url"] = url });

        Assert.Equal(opens, body["task"]!["value"]!["url"] is not null);
        if (opens)
        {
            Assert.StartsWith(vadstena.Host.Addresses.AppUrl.ToString(), (string)body["task"]!["value"]!["url"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task From_a_posted_card_the_same_form_opens_and_ends()
    {
        var spot = vadstena.Root("bibliotek/allmant");
        var data = new JsonObject { ["verb"] = "linkToGoal.document", ["url"] = "https://vadstena.sharepoint.com/sites/skola/a.docx" };

        var opened = await SendAsync("taskFetch", "sara", spot, data);
        var ended = await SendAsync("taskSubmit", "sara", spot, new JsonObject { ["verb"] = "linkToGoal.documentDone" });

        Assert.Contains("/tab/link?url=", (string)opened["task"]!["value"]!["url"]!, StringComparison.Ordinal);
        Assert.Empty(Tagger.DialogIn(ended).Buttons);
    }

    private Task<JsonNode> SubmitAsync(string person, Spot spot, JsonObject data) => SendAsync("submitAction", person, spot, data);

    private async Task<JsonNode> SendAsync(string kind, string person, Spot spot, JsonObject data)
    {
        var reply = await new Tagger(vadstena, person).SendAsync(
            new InvokeRequest(kind, "sv-SE", "default", spot.Conversation.Id, spot.Message.Id, Tagger.Command, data, null, null));
        Assert.Equal(200, (int?)reply["status"]);
        return reply["body"]!;
    }
}

/// <summary>Without its public address the app has no page to show in a dialog.</summary>
public sealed class NoPublicAddressTests(NoPublicAddressTests.Hidden vadstena) : IClassFixture<NoPublicAddressTests.Hidden>
{
    public sealed class Hidden : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with { AppSettings = new Dictionary<string, string?> { ["Tab:PublicUrl"] = null } };
    }

    [Fact]
    public async Task Then_no_document_is_offered()
    {
        var document = vadstena.Document("gata", "Vinterväghållning/Plogslingor 2026–2027.pdf");
        var place = vadstena.Conversation("gata/vinter");
        var spot = new Spot(place, vadstena.Tenant.SendFile(place.Id, document.Drive.Id, document.Item.Id, vadstena.Person("johan").Id, "<p>Se här</p>"));

        Assert.Equal(["Koppla"], (await new Tagger(vadstena, "johan").OpenAsync(spot)).Buttons);
    }
}
