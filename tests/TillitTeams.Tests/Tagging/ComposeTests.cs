using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Client;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>At the compose box: a pasted link and a search show what the person there may see, and nothing more.</summary>
public sealed class ComposeTests(PatientTenant vadstena) : IClassFixture<PatientTenant>, IDisposable
{
    private const string Conversation = "kansli/allmant";

    public void Dispose() => vadstena.Host.Faults.Clear();

    [Fact]
    public async Task A_pasted_documents_card_has_its_goals_and_leads_to_the_form()
    {
        var document = vadstena.Document("kansli", "Allmänt/Mål och budget 2027.docx");
        await (await TabForm.OpenAsync(vadstena, "karin", document.WebUrl())).PressAsync("Koppla", ("goals", ["hallbar"]), ("principles", ["tillit"]), ("why", ["Hemliga ord."]));

        var reply = await PasteAsync("karin", document.PathUrl());

        Assert.Equal("result", (string?)reply["type"]);
        var attachment = reply["attachments"]!.AsArray().Single()!;
        var card = new Dialog("", attachment["content"]!.AsObject());
        Assert.Equal("1.3", (string?)card.Card["version"]);
        Assert.Equal(["Koppla till mål", "Öppna dokumentet"], card.Buttons);
        Assert.Contains("Mål och budget 2027.docx", card.Text, StringComparison.Ordinal);
        Assert.Contains("Kansli", card.Text, StringComparison.OrdinalIgnoreCase);
        var goal = await vadstena.InDatabase(db => Task.FromResult(db.Goals.Single(found => found.Code == "hallbar").Name.Sv));
        Assert.Contains(goal, card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemliga ord", reply.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("Mål och budget 2027.docx", (string?)attachment["preview"]!["content"]!["title"]);
        // Teams would keep it for half an hour and for everybody.
        Assert.Equal("""{"type":"no-cache"}""", (string?)reply["suggestedActions"]!["actions"]![0]!["value"]);

        var data = card.Press("Koppla till mål");
        Assert.Equal("task/fetch", (string?)data["msteams"]!["type"]);
        var dialog = await new Tagger(vadstena, "karin").SendAsync(Request("taskFetch") with { Data = data, MessageId = vadstena.Root(Conversation).Message.Id });
        Assert.Contains($"/tab/link?url={Uri.EscapeDataString(document.WebUrl())}", (string)dialog["body"]!["task"]!["value"]!["url"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_persons_token_nothing_is_told_but_where_to_sign_in()
    {
        var url = vadstena.Document("kansli", "Allmänt/Budgetdialog, tre frågor.pptx").WebUrl();
        string?[] tokens =
        [
            null,
            "",
            "skräp",
            // Somebody else's, and the person's own in ways that the tab's rules refuse.
            vadstena.Host.Tokens.MintTabToken(vadstena.Person("sara")),
            vadstena.Host.Tokens.MintTabToken(vadstena.Person("karin"), new TokenFlaws { Scope = "annat" }),
            vadstena.Host.Tokens.MintTabToken(vadstena.Person("karin"), new TokenFlaws { Audience = Guid.NewGuid().ToString() }),
        ];

        foreach (var token in tokens)
        {
            var unfurled = await AskAsync("karin", Request("queryLink") with { Url = url, Token = token });
            var found = await AskAsync("karin", Request("query") with { CommandId = "findDocument", Token = token });

            Assert.All([unfurled, found], reply =>
            {
                Assert.Equal("silentAuth", (string?)reply["type"]);
                Assert.Null(reply["attachments"]);
                var action = reply["suggestedActions"]!["actions"]!.AsArray().Single()!;
                Assert.Equal("openUrl", (string?)action["type"]);
                Assert.StartsWith(new Uri(vadstena.Host.Addresses.AppUrl, "/tab/consent?state=").ToString(), (string)action["value"]!, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public async Task Of_a_document_that_the_person_cannot_open_nothing_is_told_as_of_none()
    {
        var hidden = vadstena.Document("skola/elevhalsa", "Elevhälsan/Sömn, material till klasserna.pdf");
        await (await TabForm.OpenAsync(vadstena, "amina", hidden.WebUrl())).PressAsync("Koppla", ("goals", ["vaxande"]));

        var replies = new[]
        {
            await PasteAsync("karin", hidden.WebUrl()),
            await PasteAsync("karin", hidden.PathUrl() + "finns-inte"),
            await PasteAsync("karin", $"https://{hidden.Site.Host}/sites/{Guid.NewGuid()}/a.docx"),
            await PasteAsync("karin", vadstena.Document("skola", "Läslust").WebUrl()),
        };

        Assert.Single(replies.Select(reply => reply.ToJsonString()).Distinct(StringComparer.Ordinal));
        Assert.Empty(replies[0]["attachments"]!.AsArray());
    }

    [Fact]
    public async Task A_classified_documents_card_offers_no_link()
    {
        var document = vadstena.Document("skola/elevhalsa", "Elevhälsan/Rutin första samtal.docx");
        Assert.Equal(["Koppla till mål", "Öppna dokumentet"], await ButtonsAsync());

        await vadstena.CloseLabel("Sekretess");

        Assert.Equal(["Öppna dokumentet"], await ButtonsAsync());

        async Task<IReadOnlyList<string>> ButtonsAsync() =>
            new Dialog("", (await PasteAsync("amina", document.WebUrl()))["attachments"]!.AsArray().Single()!["content"]!.AsObject()).Buttons;
    }

    [Fact]
    public async Task The_link_of_a_goals_page_shows_the_councils_words_to_anybody()
    {
        var tab = vadstena.Host.Addresses.AppUrl;

        var goal = await AskAsync("karin", Request("queryLink") with { Url = new Uri(tab, "/tab/goal/hallbar?period=year").ToString() });
        var principle = await AskAsync("karin", Request("queryLink") with { Url = new Uri(tab, "/tab/principle/tillit").ToString(), Locale = "en-GB" });
        var none = await AskAsync("karin", Request("queryLink") with { Url = new Uri(tab, "/tab/goal/finns-inte").ToString() });

        Assert.Equal(["Visa på målfliken"], new Dialog("", goal["attachments"]![0]!["content"]!.AsObject()).Buttons);
        Assert.Contains("Principle:", new Dialog("", principle["attachments"]![0]!["content"]!.AsObject()).Text, StringComparison.Ordinal);
        Assert.Empty(none["attachments"]!.AsArray());
    }

    [Fact]
    public async Task A_search_finds_what_the_person_can_open_with_place_and_goals()
    {
        var list = vadstena.Document("skola", "Läslust/Läslista mellanstadiet.xlsx");
        await (await TabForm.OpenAsync(vadstena, "amina", list.WebUrl())).PressAsync("Koppla", ("principles", ["tillit"]));

        var found = await SearchAsync("sara", "läslista");
        var nothing = await SearchAsync("johan", "läslista");
        var latest = await SearchAsync("sara", null);

        Assert.Equal("result", (string?)found["type"]);
        var result = found["attachments"]!.AsArray().Single()!;
        Assert.Equal("Läslista mellanstadiet.xlsx", (string?)result["preview"]!["content"]!["title"]);
        Assert.Contains("Läslust · Tillit", (string)result["preview"]!["content"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal(["Koppla till mål", "Öppna dokumentet"], new Dialog("", result["content"]!.AsObject()).Buttons);
        Assert.Equal(("message", "Inga dokument som du kan öppna stämmer med det du sökte. Prova ett annat ord."), ((string?)nothing["type"], (string?)nothing["text"]));
        Assert.InRange(latest["attachments"]!.AsArray().Count, 5, 12);
    }

    [Fact]
    public async Task Without_consent_the_way_to_it_is_shown()
    {
        var consented = vadstena.Host.App.ConsentedPermissions;
        consented.Remove("Files.Read.All");
        try
        {
            // Nobody whom the product holds a token of yet.
            Assert.Equal("auth", (string?)(await SearchAsync("peter", "rutin"))["type"]);
        }
        finally
        {
            consented.Add("Files.Read.All");
        }
    }

    [Fact]
    public async Task Whoever_has_no_account_in_Entra_is_refused_and_anonymous_links_are_not_asked_for()
    {
        var activity = vadstena.Host.Activities.QueryLink(vadstena.Person("karin"), vadstena.Conversation(Conversation).Id, vadstena.Document("kansli", "Allmänt/Mål och budget 2027.docx").WebUrl());
        var anonymous = activity.DeepClone().AsObject();
        anonymous["name"] = "composeExtension/anonymousQueryLink";
        var stranger = activity.DeepClone().AsObject();
        stranger["from"]!.AsObject().Remove("aadObjectId");

        Assert.Equal(501, (await vadstena.Host.Bot.SendAsync(anonymous, TestContext.Current.CancellationToken)).Status);
        Assert.Equal(403, (await vadstena.Host.Bot.SendAsync(stranger, TestContext.Current.CancellationToken)).Status);
    }

    private InvokeRequest Request(string kind) => new(kind, "sv-SE", "default", vadstena.Conversation(Conversation).Id, null, null, null, null, null);

    /// <summary>As the client does after it was asked for the person's token.</summary>
    private Task<JsonNode> PasteAsync(string person, string url) => AskAsync(person, Request("queryLink") with { Url = url, Token = TokenOf(person) });

    private Task<JsonNode> SearchAsync(string person, string? words) => AskAsync(person, Request("query") with
    {
        CommandId = "findDocument",
        ConversationId = vadstena.Conversation(person is "sara" ? "bibliotek/allmant" : person is "johan" ? "gata/allmant" : "skola/allmant").Id,
        Parameters = words is null ? [] : new() { ["words"] = words },
        Token = TokenOf(person),
    });

    private string TokenOf(string person) => vadstena.Host.Tokens.MintTabToken(vadstena.Person(person));

    private async Task<JsonNode> AskAsync(string person, InvokeRequest request)
    {
        var reply = await new Tagger(vadstena, person).SendAsync(request);
        Assert.Equal(200, (int?)reply["status"]);
        return reply["body"]!["composeExtension"]!;
    }
}

/// <summary>Teams waits for some seconds only: without SharePoint's answer there is the button, or an honest sentence.</summary>
public sealed class SlowComposeTests(SlowComposeTests.Hurried vadstena) : IClassFixture<SlowComposeTests.Hurried>
{
    public sealed class Hurried : Harness.LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?> { ["Bot:ComposeLimit"] = "00:00:01", ["Bot:InvokeLimit"] = "00:00:10" },
        };
    }

    [Fact]
    public async Task A_slow_SharePoint_leaves_the_button_and_tells_nothing_of_the_document()
    {
        var document = vadstena.Document("kansli", "Allmänt/Mål och budget 2027.docx");
        vadstena.Host.Faults.BreakDown(CloudService.Graph, FaultKind.Slow);
        var person = vadstena.Person("karin");
        var request = new InvokeRequest("queryLink", "sv-SE", "default", vadstena.Conversation("kansli/allmant").Id, null, null, null, null, null)
        {
            Url = document.PathUrl(),
            Token = vadstena.Host.Tokens.MintTabToken(person),
        };

        var unfurled = (await new Tagger(vadstena, "karin").SendAsync(request))["body"]!["composeExtension"]!;
        var found = (await new Tagger(vadstena, "karin").SendAsync(request with { Kind = "query", CommandId = "findDocument", Parameters = new() { ["words"] = "budget" } }))["body"]!["composeExtension"]!;

        var card = new Dialog("", unfurled["attachments"]!.AsArray().Single()!["content"]!.AsObject());
        Assert.Equal(["Koppla till mål", "Öppna dokumentet"], card.Buttons);
        Assert.DoesNotContain("budget 2027", card.Text.Replace(document.PathUrl(), "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("message", "SharePoint svarade inte just nu. Försök igen om en stund."), ((string?)found["type"], (string?)found["text"]));
    }
}
