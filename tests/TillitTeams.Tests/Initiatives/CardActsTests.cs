using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Initiatives;

/// <summary>What people do with a posted card: it answers to them alone, and only where they may read it.</summary>
public sealed class CardActsTests(QuietTenant vadstena) : IClassFixture<QuietTenant>, IDisposable
{
    private const string Home = "skola/elevhalsa";
    private const string Open = "kansli/allmant";

    public void Dispose() => vadstena.Host.Faults.Clear();

    [Fact]
    public async Task A_card_that_is_shown_again_tells_how_things_stand_now()
    {
        var initiative = await TellAsync("Trygga raster");
        await ChangeAsync(initiative, row => row.ResidentsGain = "Färre barn är ensamma på rasterna.");

        var card = await ActAsync("karin", Open, "initiative.refresh", initiative);

        Assert.Contains("Färre barn är ensamma på rasterna.", card.Text, StringComparison.Ordinal);
        Assert.Contains("Amina Warsame", card.Text, StringComparison.Ordinal);
        Assert.Equal(["Följ", "Koppla till mitt arbete", "Öppna", "Uppdatera"], card.Buttons);
    }

    [Fact]
    public async Task Following_shows_on_ones_own_card_and_ends_in_one_click()
    {
        var initiative = await TellAsync("Läsning i hallen");

        var followed = await ActAsync("karin", Open, "initiative.follow", initiative, ("follow", "true"));
        await ActAsync("karin", Open, "initiative.follow", initiative, ("follow", "true"));
        var others = await ActAsync("sara", Open, "initiative.refresh", initiative);

        Assert.Contains("Sluta följa", followed.Buttons);
        Assert.Contains("Följ", others.Buttons);
        Assert.Equal([vadstena.Person("karin").Id], await FollowersAsync(initiative));

        var left = await ActAsync("karin", Open, "initiative.follow", initiative, ("follow", "false"));

        Assert.Contains("Följ", left.Buttons);
        Assert.Empty(await FollowersAsync(initiative));
    }

    [Fact]
    public async Task Whoever_can_help_stands_in_the_story_and_the_contact_is_told_once()
    {
        var initiative = await TellAsync("Frukost för alla", AskingFor("En vuxen på morgonen."));

        var first = await ActAsync("karin", Open, "initiative.help", initiative);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ActAsync("karin", Open, "initiative.help", initiative)));

        Assert.Contains("Tack! Kontaktpersonen har fått veta", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Vi kan hjälpa till", first.Buttons);
        var offer = Assert.Single(await vadstena.InDatabase(db => db.InitiativeEvents.Where(step => step.InitiativeId == initiative.Id).ToListAsync()));
        Assert.Equal((InitiativeEventKind.SupportOffered, "Karin Lindqvist", "Kommunkansliet"), (offer.Kind, offer.ByName, offer.After));
        var told = Assert.Single(await DeliveriesAsync(initiative));
        Assert.Equal((vadstena.Person("amina").Id, DeliveryPurpose.SupportOffered, DeliveryState.Waiting), (told.PersonId!.Value, told.Purpose, told.State));
        Assert.Contains("Karin Lindqvist kan hjälpa till", told.Card, StringComparison.Ordinal);
        Assert.Equal(vadstena.Conversation(Home).Id, told.ViaConversationId);
    }

    [Fact]
    public async Task Two_who_can_help_are_both_told_and_a_new_call_for_support_is_answered_anew()
    {
        var initiative = await TellAsync("Sommarjobb", AskingFor("Handledare."));
        await ActAsync("karin", Open, "initiative.help", initiative);
        await ActAsync("sara", Open, "initiative.help", initiative);

        await ChangeAsync(initiative, row => row.SupportAskedAt = TimeProvider.System.GetUtcNow());
        await ActAsync("karin", Open, "initiative.help", initiative);

        Assert.Equal(3, (await DeliveriesAsync(initiative)).Count);
    }

    [Fact]
    public async Task The_contact_is_not_asked_to_help_themselves()
    {
        var initiative = await TellAsync("Skolskjuts", AskingFor("Chaufförer."));

        var card = await ActAsync("amina", Open, "initiative.refresh", initiative);

        Assert.DoesNotContain("Vi kan hjälpa till", card.Buttons);
    }

    [Fact]
    public async Task When_no_support_is_asked_for_any_more_the_button_of_an_old_card_says_so()
    {
        var initiative = await TellAsync("Cykelskola", AskingFor("Cyklar."));
        await ChangeAsync(initiative, row => row.SupportAsked = null);

        Assert.Equal("Initiativet ber inte om stöd längre.", await RefusedAsync("karin", Open, "initiative.help", initiative));
        Assert.Empty(await DeliveriesAsync(initiative));
    }

    [Theory]
    [InlineData("initiative.refresh")]
    [InlineData("initiative.follow")]
    [InlineData("initiative.help")]
    public async Task A_card_that_was_taken_elsewhere_opens_the_initiative_only_to_those_who_could_read_it(string verb)
    {
        var initiative = await TellAsync("Samtal i enrum", AskingFor("Ett rum."), Home);

        var opened = await ActAsync("amina", Open, verb, initiative, ("follow", "true"));
        var refused = await RefusedAsync("sara", Open, verb, initiative);

        Assert.Contains("Samtal i enrum", opened.Text, StringComparison.Ordinal);
        Assert.Equal("Det här initiativet hör till kanaler som du inte kan öppna.", refused);
        Assert.DoesNotContain(vadstena.Person("sara").Id, await FollowersAsync(initiative));
        Assert.DoesNotContain(await DeliveriesAsync(initiative), row => row.Card.Contains("Sara", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_Teams_does_not_say_who_may_read_it_nothing_is_shown()
    {
        var initiative = await TellAsync("Tyst samtal", null, Home);
        vadstena.Host.Faults.Unavailable(CloudService.Graph, 50);

        Assert.Equal("Teams svarade inte just nu. Försök igen om en stund.", await RefusedAsync("amina", Open, "initiative.refresh", initiative));
    }

    [Fact]
    public async Task Where_the_app_was_taken_out_it_neither_shows_the_initiative_nor_says_that_it_is_closed_to_anybody()
    {
        var initiative = await TellAsync("Utan app i teamet", null, "bibliotek/program");
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "bibliotek"));
        vadstena.Tenant.RemoveApp(team.Id);

        var said = await RefusedAsync("sara", Open, "initiative.refresh", initiative);
        vadstena.Tenant.InstallApp(team.Id);

        Assert.StartsWith("Appen är inte kvar där initiativet hör hemma", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_initiative_that_is_not_there_is_said_to_be_gone()
    {
        var never = new Initiative { Id = Guid.NewGuid(), Title = "Aldrig" };

        Assert.Equal("Initiativet finns inte längre.", await RefusedAsync("karin", Open, "initiative.refresh", never));
    }

    [Fact]
    public async Task One_that_came_with_the_governance_model_is_everybodys()
    {
        var initiative = await vadstena.InDatabase(db => db.Initiatives.AsNoTracking().FirstAsync(row => row.Title == "Samma ansikte hemma"));

        var card = await ActAsync("sara", Open, "initiative.refresh", initiative);

        Assert.Contains("Den som har hemtjänst möter färre nya ansikten", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Linking_to_ones_own_work_opens_the_tabs_form_for_that_initiative()
    {
        var initiative = await TellAsync("Språkvän");
        var data = new JsonObject { ["verb"] = "initiative.link", ["initiative"] = initiative.Id.ToString() };

        var reply = await SendAsync(vadstena.Host.Activities.TaskFetch(vadstena.Person("karin"), vadstena.Conversation(Open).Id, data));

        Assert.Contains($"/tab/link?initiative={initiative.Id}", (string)reply.Body!["task"]!["value"]!["url"]!, StringComparison.Ordinal);
    }

    private Task<Initiative> TellAsync(string title, Action<Initiative>? change = null, params string[] channels) =>
        vadstena.TellAsync(title, channels.Length > 0 ? channels : [Home, Open], change);

    private static Action<Initiative> AskingFor(string support) => row =>
    {
        row.SupportAsked = support;
        row.SupportAskedAt = row.StartedAt;
    };

    private Task<int> ChangeAsync(Initiative initiative, Action<Initiative> change) => vadstena.InDatabase(async db =>
    {
        change(await db.Initiatives.SingleAsync(row => row.Id == initiative.Id));
        return await db.SaveChangesAsync();
    });

    private async Task<Dialog> ActAsync(string person, string conversation, string verb, Initiative initiative, params (string Name, string Value)[] data)
    {
        var reply = await PressAsync(person, conversation, verb, initiative, data);
        Assert.Equal((200, "application/vnd.microsoft.card.adaptive"), ((int)reply.Body!["statusCode"]!, (string)reply.Body["type"]!));
        return new Dialog("", reply.Body["value"]!.AsObject());
    }

    private async Task<string> RefusedAsync(string person, string conversation, string verb, Initiative initiative)
    {
        var reply = await PressAsync(person, conversation, verb, initiative, []);
        Assert.Equal("application/vnd.microsoft.error", (string)reply.Body!["type"]!);
        return (string)reply.Body["value"]!["message"]!;
    }

    private Task<BotReply> PressAsync(string person, string conversation, string verb, Initiative initiative, (string Name, string Value)[] data)
    {
        var sent = new JsonObject { ["initiative"] = initiative.Id.ToString() };
        foreach (var (name, value) in data)
        {
            sent[name] = value;
        }

        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = sent };
        var spot = vadstena.Root(conversation);
        return SendAsync(vadstena.Host.Activities.CardAction(vadstena.Person(person), spot.Conversation.Id, spot.Message.Id, action));
    }

    private async Task<BotReply> SendAsync(JsonObject activity)
    {
        var reply = await vadstena.Host.Bot.SendAsync(activity, TestContext.Current.CancellationToken);
        Assert.Equal(200, reply.Status);
        return reply;
    }

    private Task<List<Guid>> FollowersAsync(Initiative initiative) => vadstena.InDatabase(db =>
        db.InitiativeFollowers.Where(row => row.InitiativeId == initiative.Id).Select(row => row.UserId).ToListAsync());

    private Task<List<Delivery>> DeliveriesAsync(Initiative initiative) => vadstena.InDatabase(db =>
        db.Deliveries.AsNoTracking().Where(row => row.InitiativeId == initiative.Id).ToListAsync());
}
