using System.Text.Json.Nodes;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>Whoever writes to the bot is told what it is for, where they wrote.</summary>
public sealed class GreetingTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Theory]
    [InlineData("sv", "Med mig kopplar du samtal till kommunens mål.", "Öppna fliken Mål")]
    [InlineData("en", "I link conversations to the municipality’s goals.", "Open the Goals tab")]
    public async Task A_mention_in_a_thread_is_answered_there_in_the_writers_language(string language, string how, string open)
    {
        var channel = vadstena.Conversation("omsorg/hemtjansten");
        var root = channel.Messages.First(message => message.ReplyToId is null);
        var mention = vadstena.Host.Activities.Message(vadstena.Person("lena"), channel.Id, "hej", new ClientState(language));
        mention["conversation"]!["id"] = $"{channel.Id};messageid={root.Id}";

        var reply = await vadstena.Host.Bot.SendAsync(mention, TestContext.Current.CancellationToken);

        Assert.Equal(200, reply.Status);
        var answer = vadstena.Tenant.Read(_ => channel.Messages[^1]);
        Assert.Equal(root.Id, answer.ReplyToId);
        var card = JsonNode.Parse(answer.CardJson!)!;
        Assert.StartsWith(how, (string)card["body"]![1]!["text"]!, StringComparison.Ordinal);
        var button = card["actions"]![0]!;
        Assert.Equal(open, (string)button["title"]!);
        Assert.StartsWith($"https://teams.microsoft.com/l/entity/{vadstena.Host.App.TeamsAppId}/goals?", (string)button["url"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_bot_may_not_speak_it_keeps_silent()
    {
        var chat = (Chat)vadstena.Conversation("chat/kulturnatten");
        var before = chat.Messages.Count;

        var reply = await vadstena.Host.Bot.SendAsync(
            vadstena.Host.Activities.Message(vadstena.Person("sara"), chat.Id, "hej"), TestContext.Current.CancellationToken);

        Assert.Equal(200, reply.Status);
        Assert.Equal(before, chat.Messages.Count);
    }
}
