using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>Whoever tags may tell the thread; that it cannot be told never costs the link.</summary>
public sealed class ThreadCardTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    public static Dialog CardBelow(LocalTenant vadstena, Spot spot) => new("", JsonNode.Parse(Cards(vadstena, spot).Single().CardJson!)!.AsObject());

    [Fact]
    public async Task The_card_is_a_reply_in_the_thread_also_when_a_reply_was_tagged()
    {
        var spot = vadstena.Reply("skola/klosterangen");

        var done = await new Tagger(vadstena, "amina").TagAsync(spot, ("goals", "hallbar"), ("why", "Fler går till skolan."), ("tell", "true"));

        Assert.Contains("Ett kort ligger nu i tråden.", done.Text, StringComparison.Ordinal);
        var card = CardBelow(vadstena, spot);
        Assert.Contains("Amina Warsame har kopplat samtalet till kommunens mål", card.Text, StringComparison.Ordinal);
        Assert.Contains("Fler går till skolan.", card.Text, StringComparison.Ordinal);
        Assert.Contains("Hållbar", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_tick_nothing_is_posted()
    {
        var spot = vadstena.Root("skola/lasning");

        await new Tagger(vadstena, "amina").TagAsync(spot, ("goals", "hallbar"));

        Assert.Empty(Cards(vadstena, spot));
    }

    [Fact]
    public async Task In_a_chat_the_card_names_the_message()
    {
        var spot = vadstena.Root("chat/sommarpraktik");

        var done = await new Tagger(vadstena, "sara").TagAsync(spot, ("goals", "vaxande"), ("tell", "true"));

        Assert.Contains("Ett kort ligger nu i chatten.", done.Text, StringComparison.Ordinal);
        var link = Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        Assert.Contains(link.Title, CardBelow(vadstena, spot).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bygg/bygglov", "johan", "Appen får inte skriva i den här kanalen")]
    [InlineData("chat/karin-lena", "lena", "Appen får inte skriva i den här chatten")]
    public async Task Where_the_app_is_not_installed_the_link_is_kept_and_the_tagger_told(string conversation, string person, string said)
    {
        var spot = vadstena.Root(conversation);

        var done = await new Tagger(vadstena, person).TagAsync(spot, ("goals", "hallbar"), ("tell", "true"));

        await KeptAsync(spot, done, said);
    }

    [Fact]
    public async Task Where_the_bot_was_removed_the_link_is_kept_and_the_tagger_told()
    {
        var spot = vadstena.Root("gata/parker");
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "gata"));
        var johan = new Tagger(vadstena, "johan");
        var opened = await johan.OpenAsync(spot);
        vadstena.Tenant.RemoveApp(team.Id);

        var done = await johan.PressAsync(spot, opened, "Koppla", ("goals", "hallbar"), ("tell", "true"));

        await KeptAsync(spot, done, "Appen får inte skriva i den här kanalen");
    }

    [Fact]
    public async Task A_card_that_Teams_finds_too_big_is_not_said_to_be_uncertain()
    {
        var spot = vadstena.Root("omsorg/hemtjansten");
        vadstena.Host.Faults.Refuse(CloudService.Connector, 1, 413, "MessageSizeTooBig", path => IsIn(spot, path));

        var done = await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"), ("tell", "true"));

        await KeptAsync(spot, done, "Teams tog inte emot kortet. Kopplingen är sparad ändå.");
    }

    [Fact]
    public async Task A_throttled_card_is_tried_again_and_posted_once()
    {
        var spot = vadstena.Root("omsorg/anhoriga");
        vadstena.Host.Faults.Throttle(CloudService.Connector, 1, TimeSpan.Zero, path => IsIn(spot, path));

        var done = await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"), ("tell", "true"));

        Assert.Contains("Ett kort ligger nu i tråden.", done.Text, StringComparison.Ordinal);
        Assert.Single(Cards(vadstena, spot));
    }

    [Theory]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.Slow)]
    [InlineData(FaultKind.Drop)]
    [InlineData(FaultKind.Unavailable)]
    public async Task Where_nobody_knows_whether_the_card_came_the_link_is_kept_and_the_tagger_told_so(FaultKind outage)
    {
        var spot = vadstena.Write("omsorg/allmant", "lena", "<p>Tre nya i personalen</p>");
        var lena = new Tagger(vadstena, "lena");
        var opened = await lena.OpenAsync(spot);
        vadstena.Host.Faults.BreakDown(CloudService.Connector, outage);

        var done = await lena.PressAsync(spot, opened, "Koppla", ("goals", "hallbar"), ("tell", "true"));

        vadstena.Host.Faults.Clear();
        Assert.Contains("osäkert om kortet kom fram", done.Text, StringComparison.Ordinal);
        Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
    }

    [Fact]
    public async Task A_card_that_is_shown_again_tells_what_the_link_says_now_in_the_readers_language()
    {
        var spot = vadstena.Root("kansli/allmant");
        var karin = new Tagger(vadstena, "karin");
        await karin.TagAsync(spot, ("goals", "hallbar"), ("tell", "true"));
        await karin.TagAsync(spot, ("goals", "attraktiv"), ("why", "Nytt."));
        var (posted, card) = (Cards(vadstena, spot).Single(), CardBelow(vadstena, spot));
        var action = card.Card["refresh"]!["action"]!.AsObject();

        var shown = await new Tagger(vadstena, "peter", "en").RefreshAsync(new Spot(spot.Conversation, posted), action);

        Assert.Equal(200, (int?)shown["statusCode"]);
        Assert.Equal("application/vnd.microsoft.card.adaptive", (string?)shown["type"]);
        var now = new Dialog("", shown["value"]!.AsObject());
        Assert.Contains("Attractive", now.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sustainable", now.Text, StringComparison.Ordinal);
        Assert.Contains("Nytt.", now.Text, StringComparison.Ordinal);
        Assert.Equal(action.ToJsonString(), now.Card["refresh"]!["action"]!.AsObject().ToJsonString().Replace("Refresh", "Uppdatera", StringComparison.Ordinal));

        await karin.PressAsync(spot, await karin.OpenAsync(spot), "Ta bort koppling");
        var gone = await new Tagger(vadstena, "peter").RefreshAsync(new Spot(spot.Conversation, posted), action);
        Assert.Equal("Kopplingen till kommunens mål är borttagen.", new Dialog("", gone["value"]!.AsObject()).Text);
    }

    [Fact]
    public async Task A_card_cannot_be_made_to_tell_of_a_link_in_another_conversation()
    {
        var secret = vadstena.Root("skola/elevhalsa");
        await new Tagger(vadstena, "amina").TagAsync(secret, ("goals", "hallbar"), ("why", "Hemligt."));
        var link = Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == secret.Message.Id);
        var forged = new JsonObject
        {
            ["type"] = "Action.Execute", ["verb"] = "linkToGoal.refresh", ["data"] = new JsonObject { ["link"] = link.Id.ToString(), ["by"] = "Amina" },
        };

        var shown = await new Tagger(vadstena, "sara").RefreshAsync(vadstena.Root("skola/allmant"), forged);

        Assert.Equal("Kopplingen till kommunens mål är borttagen.", new Dialog("", shown["value"]!.AsObject()).Text);
    }

    /// <summary>The app may be greeting other channels meanwhile.</summary>
    private static bool IsIn(Spot spot, string path) => path.Contains(spot.Conversation.Id, StringComparison.Ordinal);

    private static List<Message> Cards(LocalTenant vadstena, Spot spot) => vadstena.Tenant.Read(_ => spot.Conversation.Messages
        .Where(message => message.CardJson is not null && (spot.Conversation is Chat || message.ReplyToId == (spot.Message.ReplyToId ?? spot.Message.Id)))
        .ToList());

    private async Task KeptAsync(Spot spot, Dialog done, string said)
    {
        Assert.Contains("Kopplat!", done.Text, StringComparison.Ordinal);
        Assert.Contains(said, done.Text, StringComparison.Ordinal);
        Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        Assert.Empty(Cards(vadstena, spot));
    }
}
