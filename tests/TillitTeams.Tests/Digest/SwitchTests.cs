using System.Text.Json.Nodes;
using TillitTeams.Model;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>A channel takes up its letter by one press, and ends it by another.</summary>
public sealed class SwitchTests(DigestTenant vadstena) : IClassFixture<DigestTenant>
{
    [Fact]
    public async Task One_press_starts_the_letter_on_Fridays_and_another_ends_it()
    {
        var channel = vadstena.Conversation("omsorg/hemtjansten");

        var on = await DigestTenant.ShownAsync(vadstena.PressAsync("lena", channel, "digest.start"));

        Assert.Contains("Veckobrevet kommer hit fredagar klockan 08.30.", on.Text, StringComparison.Ordinal);
        Assert.Equal(["Avsluta veckobrevet", "Ändra"], on.Buttons);
        var kept = (await vadstena.SubscriptionAsync(channel.Id))!;
        Assert.Equal((vadstena.NextFriday.At, vadstena.NextFriday.Week.ToString(), null), (kept.NextAt, kept.NextWeek, kept.EndedAt));

        var off = await DigestTenant.ShownAsync(vadstena.PressAsync("karin", channel, "digest.stop"));

        Assert.Equal(["Slå på veckobrevet", "Ändra"], off.Buttons);
        Assert.NotNull((await vadstena.SubscriptionAsync(channel.Id))!.EndedAt);
    }

    [Fact]
    public async Task Pressed_by_many_at_once_it_is_one_letter()
    {
        var channel = vadstena.Conversation("gata/allmant");

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => vadstena.PressAsync("karin", channel, "digest.start")));

        Assert.Null((await vadstena.SubscriptionAsync(channel.Id))!.EndedAt);
    }

    [Theory]
    [InlineData("sv", "veckobrev", "Slå på veckobrevet")]
    [InlineData("sv", "<at>TillitTeams</at> Veckobrev ", "Slå på veckobrevet")]
    [InlineData("en", "digest", "Turn on the weekly letter")]
    public async Task Whoever_writes_veckobrev_is_asked_whether_it_shall_come(string language, string words, string button)
    {
        var channel = vadstena.Conversation("gata/vinter");

        await vadstena.Host.Bot.SendAsync(
            vadstena.Host.Activities.Message(vadstena.Person("karin"), channel.Id, words, new ClientState(language)), TestContext.Current.CancellationToken);

        var card = JsonNode.Parse(vadstena.Tenant.Read(_ => channel.Messages[^1]).CardJson!)!;
        Assert.Equal(button, (string)card["actions"]![0]!["title"]!);
    }

    [Fact]
    public async Task Who_has_the_app_added_to_a_team_is_greeted_once_and_can_start_the_letter_there()
    {
        var channel = vadstena.Conversation("kansli/allmant");
        for (var added = 0; added < 2; added++)
        {
            await vadstena.Host.Bot.SendAsync(
                vadstena.Host.Activities.Installation(channel.Id, vadstena.Person("karin").Id, "add"), TestContext.Current.CancellationToken);
            await vadstena.WorkAsync();
        }

        var greeting = Assert.Single(vadstena.Tenant.Read(_ => channel.Messages.ToList()), message => message.CardJson?.Contains("digest.start", StringComparison.Ordinal) == true);
        Assert.Equal(["Öppna fliken Mål", "Slå på veckobrevet"], new Dialog("", JsonNode.Parse(greeting.CardJson!)!.AsObject()).Buttons);
    }

    [Fact]
    public async Task A_group_chat_has_no_letter_and_is_told_so()
    {
        var reply = await vadstena.PressAsync("sara", vadstena.Conversation("chat/sommarpraktik"), "digest.start");

        Assert.Equal("application/vnd.microsoft.error", (string)reply.Body!["type"]!);
        Assert.Contains("Här går det inte att få veckobrevet.", (string)reply.Body["value"]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_s_own_letter_is_begun_in_the_tab_where_teams_are_chosen()
    {
        var chat = vadstena.Tenant.InstallAppFor(vadstena.Person("amina").Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);

        var reply = await vadstena.PressAsync("amina", chat, "digest.start");

        Assert.Contains("Välj först vilka team du följer", (string)reply.Body!["value"]!["message"]!, StringComparison.Ordinal);
        Assert.Null(await vadstena.SubscriptionAsync(Delivery.ToPerson(vadstena.Person("amina").Id)));
    }
}
