using System.Text.Json.Nodes;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>Activities that would change something if they were let in, and a look at whether they did.</summary>
internal static class Attempts
{
    /// <summary>Lena saves the dialog: without a flaw, this links a message of hers.</summary>
    public static JsonObject TagMessage(this LocalTenant vadstena)
    {
        var channel = vadstena.Conversation("omsorg/hemtjansten");
        return vadstena.Host.Activities.SubmitAction(
            vadstena.Person("lena"),
            channel.Id,
            channel.Messages[0].Id,
            "linkToGoal",
            new JsonObject { ["verb"] = "linkToGoal", ["goals"] = "hallbar", ["principles"] = "tillit", ["tell"] = "true" });
    }

    /// <summary>A token that says what the activity says.</summary>
    public static string TokenFor(this LocalTenant vadstena, JsonObject activity) =>
        vadstena.Host.Bot.Mint(new TokenFlaws(), (string?)activity["serviceUrl"]);

    public static Task<BotReply> SendFutileAsync(this LocalTenant vadstena, JsonObject activity) =>
        vadstena.SendFutileAsync(activity.ToJsonString(), vadstena.TokenFor(activity));

    /// <summary>Nothing must come of it: no row in the database, no message in Teams.</summary>
    public static async Task<BotReply> SendFutileAsync(this LocalTenant vadstena, string activity, string? token)
    {
        var rows = await vadstena.StoredRowsAsync();
        var messages = vadstena.CountMessages();

        var reply = await vadstena.Host.Bot.SendAsync(activity, token, TestContext.Current.CancellationToken);

        Assert.Equal(rows, await vadstena.StoredRowsAsync());
        Assert.Equal(messages, vadstena.CountMessages());
        return reply;
    }

    private static int CountMessages(this LocalTenant vadstena) => vadstena.Tenant.Read(content =>
        content.Teams.SelectMany(team => team.Channels).Concat<Conversation>(content.Chats).Sum(conversation => conversation.Messages.Count));
}
