using System.Text.Json.Nodes;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Tagging;

/// <summary>An initiative is offered, by name, only to those who may know of it.</summary>
public sealed class InitiativeChoicesTests(InitiativeChoicesTests.Started vadstena) : IClassFixture<InitiativeChoicesTests.Started>
{
    /// <summary>Six initiatives, some of them in channels that few can open.</summary>
    public sealed class Started : LocalTenant
    {
        public static readonly (string Who, string Home, string[] Concerns)[] All =
        [
            ("amina", "skola/elevhalsa", []),
            ("amina", "skola/allmant", ["skola/elevhalsa"]),
            ("lena", "omsorg/hemtjansten", []),
            ("karin", "omsorg/anhoriga", ["bibliotek/program", "gata/allmant"]),
            ("johan", "gata/skolvagar", []),
            ("sara", "bibliotek/allmant", ["skola/lasning"]),
        ];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            foreach (var (who, home, concerns) in All)
            {
                await this.StartAsync(who, home, TitleOf(home), ("channels", [.. concerns.Select(SeedIds.Channel)]));
            }
        }

        public static string TitleOf(string home) => $"Initiativ i {home}";
    }

    public static TheoryData<string, string> PeopleAndMessages => new()
    {
        { "lena", "omsorg/hemtjansten" }, { "karin", "omsorg/anhoriga" }, { "karin", "gata/allmant" }, { "amina", "skola/elevhalsa" }, { "sara", "skola/allmant" },
        { "sara", "skola/lasning" }, { "johan", "gata/skolvagar" }, { "sara", "bibliotek/program" }, { "peter", "chat/sommarpraktik" }, { "karin", "kansli/allmant" },
    };

    [Theory]
    [MemberData(nameof(PeopleAndMessages))]
    public async Task In_the_dialog_those_of_the_messages_own_channel_are_offered_and_those_of_the_governance_model(string person, string conversation)
    {
        var dialog = await new Tagger(vadstena, person).OpenAsync(vadstena.Root(conversation));

        Assert.Equal(
            Started.All.Where(one => one.Home == conversation || one.Concerns.Contains(conversation)).Select(one => Started.TitleOf(one.Home)).Order(StringComparer.Ordinal),
            Offered(dialog).Where(title => title.StartsWith("Initiativ i ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(await ModelsAsync(), Offered(dialog).Where(title => !title.StartsWith("Initiativ i ", StringComparison.Ordinal)).Skip(1).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string> SixPeople => ["lena", "karin", "amina", "johan", "sara", "peter"];

    [Theory]
    [MemberData(nameof(SixPeople))]
    public async Task In_the_tab_those_are_offered_of_which_the_viewer_can_open_a_channel(string person)
    {
        var open = vadstena.Tenant.Read(content => Started.All
            .Where(one => one.Concerns.Prepend(one.Home).Any(channel => content.IsMember(vadstena.Person(person).Id, vadstena.Conversation(channel))))
            .Select(one => Started.TitleOf(one.Home))
            .Order(StringComparer.Ordinal)
            .ToList());

        // All six are in Kommunkansliet.
        var form = await TabForm.OpenAsync(vadstena, person, LinkTo(vadstena.Root("kansli/allmant")));

        var offered = form.Page.QuerySelectorAll("select[name=initiative] option").Select(option => option.TextContent).ToList();
        Assert.Equal(open, offered.Where(title => title.StartsWith("Initiativ i ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(await ModelsAsync(), offered.Where(title => !title.StartsWith("Initiativ i ", StringComparison.Ordinal)).Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task One_that_the_viewer_may_not_know_of_stays_on_the_link_and_is_shown_nowhere()
    {
        var hidden = await OneAsync("skola/elevhalsa");
        var spot = vadstena.Write("skola/allmant", "amina", "<p>Vi väntar in elevhälsan.</p>");
        var first = await (await TabForm.OpenAsync(vadstena, "amina", LinkTo(spot))).PressAsync("Koppla", ("goals", ["hallbar"]), ("initiative", [hidden.Id.ToString()]));
        Assert.Contains("Kopplat!", first.Text, StringComparison.Ordinal);

        var form = await TabForm.OpenAsync(vadstena, "sara", LinkTo(spot));
        var saved = await form.PressAsync("Spara", ("goals", ["hallbar", "vaxande"]), ("why", ["Ingen faller mellan stolarna."]));
        var dialog = await new Tagger(vadstena, "sara").OpenAsync(spot);
        var confirmed = await new Tagger(vadstena, "sara").PressAsync(spot, dialog, "Spara", ("goals", "vaxande"));

        Assert.All(
            new[] { form.Page.Body!.InnerHtml, saved.Page.Body!.InnerHtml, dialog.Card.ToJsonString(), confirmed.Card.ToJsonString() },
            shown =>
            {
                Assert.DoesNotContain(hidden.Title, shown, StringComparison.Ordinal);
                Assert.DoesNotContain(hidden.Id.ToString(), shown, StringComparison.Ordinal);
            });
        var link = (await vadstena.Links()).Single(link => link.Message?.MessageId == spot.Message.Id);
        Assert.Equal((hidden.Id, 1, "Ingen faller mellan stolarna."), (link.InitiativeId!.Value, link.Goals.Count, link.Why));
        Assert.Equal(hidden.Id.ToString(), (await TabForm.OpenAsync(vadstena, "amina", LinkTo(spot))).Value("initiative"));
    }

    [Fact]
    public async Task Nobody_links_to_an_initiative_that_they_may_not_know_of()
    {
        var hidden = await OneAsync("skola/elevhalsa");
        var spot = vadstena.Write("skola/allmant", "sara", "<p>Gissat</p>");
        var before = await vadstena.Everything();

        var refused = await (await TabForm.OpenAsync(vadstena, "sara", LinkTo(spot))).PressAsync("Koppla", ("goals", ["hallbar"]), ("initiative", [hidden.Id.ToString()]));
        var opened = await TabForm.OpenViewAsync(vadstena, "sara", $"link?url={Uri.EscapeDataString(LinkTo(spot))}&initiative={hidden.Id}");
        var tagger = new Tagger(vadstena, "sara");
        var dialog = await tagger.SubmitAsync(spot, new JsonObject { ["verb"] = "linkToGoal", ["goals"] = "hallbar", ["initiative"] = hidden.Id.ToString() });

        Assert.Contains("Något du valde finns inte längre", refused.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden.Title, refused.Text, StringComparison.Ordinal);
        Assert.Equal("", opened.Value("initiative"));
        Assert.Contains("Något du valde finns inte längre", dialog.Text, StringComparison.Ordinal);
        Assert.Equal(before, await vadstena.Everything());
    }

    [Fact]
    public async Task From_an_initiative_the_form_opens_with_it_chosen_and_the_way_there_keeps_it()
    {
        var mine = await OneAsync("bibliotek/allmant");
        var spot = vadstena.Write("bibliotek/program", "sara", "<p>Hör dit</p>");

        var paste = await TabForm.OpenViewAsync(vadstena, "sara", $"link?initiative={mine.Id}");
        var form = await TabForm.OpenViewAsync(vadstena, "sara", $"link?url={Uri.EscapeDataString(LinkTo(spot))}&initiative={mine.Id}");

        Assert.Equal(mine.Id.ToString(), paste.Value("initiative"));
        Assert.Equal(mine.Id.ToString(), form.Value("initiative"));
        await form.PressAsync("Koppla");
        Assert.Equal(mine.Id, (await vadstena.Links()).Single(link => link.Message?.MessageId == spot.Message.Id).InitiativeId);
    }

    [Fact]
    public async Task One_that_is_done_is_no_longer_offered_but_stays_where_it_was_chosen()
    {
        var one = await vadstena.StartAsync("johan", "gata/vinter", "Klart i mars", ("gain", ["Halkfritt."]));
        var spot = vadstena.Write("gata/vinter", "johan", "<p>Sista plogningen</p>");
        await (await TabForm.OpenAsync(vadstena, "johan", LinkTo(spot))).PressAsync("Koppla", ("goals", ["hallbar"]), ("initiative", [one.Id.ToString()]));
        await (await vadstena.EditFormAsync("johan", one.Id)).PressAsync("Spara", ("state", ["Done"]));

        var again = await TabForm.OpenAsync(vadstena, "johan", LinkTo(spot));
        var other = await TabForm.OpenAsync(vadstena, "johan", LinkTo(vadstena.Write("gata/vinter", "johan", "<p>Något nytt</p>")));

        Assert.Equal(one.Id.ToString(), again.Value("initiative"));
        Assert.DoesNotContain("Klart i mars", other.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Klart i mars", Offered(await new Tagger(vadstena, "johan").OpenAsync(vadstena.Root("gata/vinter", 2))));
    }

    private static List<string> Offered(Dialog dialog) =>
        [.. dialog.Inputs.Single(input => (string?)input["id"] == "initiative")["choices"]!.AsArray().Select(choice => (string)choice!["title"]!)];

    private async Task<IEnumerable<string>> ModelsAsync() =>
        (await vadstena.Initiatives()).Where(one => one.Channels.Count == 0).Select(one => one.Title).Order(StringComparer.Ordinal);

    private async Task<Initiative> OneAsync(string home) => (await vadstena.Initiatives()).Single(one => one.Title == Started.TitleOf(home));

    private string LinkTo(Spot spot) => vadstena.Tenant.Read(content => MessageLink.To(content, spot.Conversation, spot.Message));
}
