using System.Globalization;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Installations;

/// <summary>Teams delivers an event late, twice, together with others or before the one it followed.</summary>
public sealed class EventOrderTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private static readonly DateTimeOffset Noon = new(2030, 5, 2, 12, 0, 0, TimeSpan.Zero);

    private string chat = NewChat();

    [Theory]
    [InlineData("add 1", true)]
    [InlineData("add 1, remove 2", false)]
    [InlineData("remove 2, add 1", false)]
    [InlineData("add 1, remove 2, add 3", true)]
    [InlineData("remove 2, add 3, add 1", true)]
    [InlineData("add 3, remove 2, add 1", true)]
    [InlineData("add 1, add 1, remove 2, remove 2, add 1", false)]
    [InlineData("add 1, add 3, remove 2", true)]
    [InlineData("add 1, remove 5, remove 3, add 4", false)]
    public async Task The_latest_event_counts_in_whatever_order_they_come(string events, bool open)
    {
        foreach (var told in events.Split(", ").Select(one => one.Split(' ')))
        {
            await TellAsync(At(int.Parse(told[1], CultureInfo.InvariantCulture), InChat(told[0])));
        }

        var row = Assert.Single(await RowsAsync(chat));
        Assert.Equal(open, row.ClosedAt is null);
        Assert.Equal(ConversationKind.GroupChat, row.Kind);
    }

    [Fact]
    public void The_latest_event_counts_whichever_are_delivered_and_how_often()
    {
        // What happened in each hour, and which of the hours are told of, in this order.
        var happened = Gen.Elements("add", "remove").ArrayOf(6).ToArbitrary();
        var delivered = Gen.Choose(0, 5).NonEmptyListOf().Select(hours => hours.ToArray()).ToArbitrary();

        Prop.ForAll(happened, delivered, EndsAsTheLatestSaysAsync).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(12));
    }

    private async Task EndsAsTheLatestSaysAsync(string[] happened, int[] delivered)
    {
        chat = NewChat();
        foreach (var hour in delivered)
        {
            await TellAsync(At(hour, InChat(happened[hour])));
        }

        var row = Assert.Single(await RowsAsync(chat));
        Assert.Equal(happened[delivered.Max()] == "add", row.ClosedAt is null);
    }

    [Fact]
    public async Task The_same_event_many_times_at_once_keeps_one_row()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TellAsync(At(1, InChat("add")))));

        Assert.Single(await RowsAsync(chat));
    }

    [Fact]
    public async Task A_personal_installation_is_kept_as_one()
    {
        var activity = At(1, InChat("add"));
        activity["conversation"] = new JsonObject { ["conversationType"] = "personal", ["id"] = "a:1pL6i0oY3C0K8oAj8VHr7Vb" };
        activity["locale"] = "en-GB";

        await TellAsync(activity);

        var row = Assert.Single(await RowsAsync("a:1pL6i0oY3C0K8oAj8VHr7Vb"));
        Assert.Equal((ConversationKind.Personal, "en", null), (row.Kind, row.Language, row.TeamId));
    }

    [Fact]
    public async Task A_channel_that_was_deleted_stays_closed_when_its_creation_is_told_late()
    {
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "kansli"));
        var channel = $"19:{Guid.NewGuid():N}@thread.tacv2";

        await TellAsync(At(2, vadstena.Host.Activities.TeamEvent("channelDeleted", team, channel)));
        await TellAsync(At(1, vadstena.Host.Activities.TeamEvent("channelCreated", team, channel)));

        Assert.NotNull(Assert.Single(await RowsAsync(channel)).ClosedAt);
    }

    [Fact]
    public async Task A_new_name_opens_nothing_that_was_closed()
    {
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "bibliotek"));

        await TellAsync(At(1, vadstena.Host.Activities.TeamEvent("teamArchived", team)));
        await TellAsync(At(2, vadstena.Host.Activities.TeamEvent("teamRenamed", team)));

        foreach (var channel in team.Channels)
        {
            Assert.NotNull(Assert.Single(await RowsAsync(channel.Id)).ClosedAt);
        }
    }

    [Fact]
    public async Task An_archived_team_is_closed_as_a_whole_even_when_the_event_does_not_say_which_group_it_is()
    {
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "omsorg"));
        var archived = At(1, vadstena.Host.Activities.TeamEvent("teamArchived", team));
        archived["channelData"]!["team"] = new JsonObject { ["id"] = team.General.Id, ["name"] = team.DisplayName };

        await TellAsync(archived);

        foreach (var channel in team.Channels)
        {
            Assert.NotNull(Assert.Single(await RowsAsync(channel.Id)).ClosedAt);
        }
    }

    [Fact]
    public async Task The_latest_service_URL_of_a_conversation_is_kept_and_others_keep_theirs()
    {
        var moved = new Uri(vadstena.Host.CloudUrl, "connector/moved/").ToString();
        var channel = vadstena.Conversation("skola/lasning").Id;
        var typing = vadstena.Host.Activities.Message(vadstena.Person("amina"), channel, "");
        typing["type"] = "typing";
        typing["conversation"]!["id"] = $"{channel};messageid=1";
        typing["serviceUrl"] = moved;

        await TellAsync(typing);

        Assert.Equal(moved, Assert.Single(await RowsAsync(channel)).ServiceUrl);
        Assert.NotEqual(moved, Assert.Single(await RowsAsync(vadstena.Conversation("skola/allmant").Id)).ServiceUrl);
    }

    [Fact]
    public async Task When_the_connector_does_not_answer_the_events_own_words_are_kept()
    {
        var team = vadstena.Tenant.Read(content => content.Teams.Single(team => team.Key == "gata"));
        var channel = $"19:{Guid.NewGuid():N}@thread.tacv2";
        var created = vadstena.Host.Activities.TeamEvent("channelCreated", team, channel);
        created["channelData"]!["channel"]!["name"] = "Snöröjning";
        vadstena.Host.Faults.Drop(CloudService.Connector, 8, path => path.Contains("/v3/teams/", StringComparison.Ordinal));

        await TellAsync(At(1, created));
        vadstena.Host.Faults.Clear();

        var row = Assert.Single(await RowsAsync(channel));
        Assert.Equal((team.Id.ToString(), team.DisplayName, "Snöröjning"), (row.TeamId, row.TeamName, row.ChannelName));
        Assert.Null(row.ClosedAt);
    }

    private static string NewChat() => $"19:{Guid.NewGuid():N}@thread.v2";

    private JsonObject InChat(string action)
    {
        var activity = vadstena.Host.Activities.Installation(vadstena.Conversation("chat/kulturnatten").Id, vadstena.Person("sara").Id, action);
        activity["conversation"]!["id"] = chat;
        return activity;
    }

    private static JsonObject At(int hour, JsonObject activity)
    {
        activity["timestamp"] = Noon.AddHours(hour);
        return activity;
    }

    private async Task TellAsync(JsonObject activity)
    {
        var token = vadstena.Host.Bot.Mint(new TokenFlaws(), (string?)activity["serviceUrl"]);
        var reply = await vadstena.Host.Bot.SendAsync(activity.ToJsonString(), token, TestContext.Current.CancellationToken);
        Assert.Equal(200, reply.Status);
    }

    private Task<List<ChannelInstallation>> RowsAsync(string conversation) => vadstena.InDatabase(db =>
        db.ChannelInstallations.AsNoTracking().Where(row => row.ConversationId == conversation).ToListAsync(TestContext.Current.CancellationToken));
}
