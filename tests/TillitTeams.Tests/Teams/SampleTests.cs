using TillitTeams.Model;
using TillitTeams.Teams;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>What Microsoft documents is read as it is meant, from the bytes to the act.</summary>
public sealed class SampleTests(OwnRoutes edge) : IClassFixture<OwnRoutes>
{
    private const string General = "19:efa9296d959346209fea44151c742e73@thread.tacv2";
    private const string Channel = "19:83ed1d507cb5427c93495cf914326310@thread.tacv2";
    private const string GroupChat = "19:1c0e2f3a4b5c6d7e8f90123456789abc@thread.v2";
    private const string Meeting = "19:meeting_NDQ4YjQ3MDctNGU0MC00ZjVi@thread.v2";
    private const string OneToOne = "19:2c9d8a10-7b6c-4f5e-9d3a-1b2c3d4e5f60_b130c271-d2eb-45f9-83ab-9eb3fe3788bc@unq.gbl.spaces";
    private const string WithTheBot = "a:1pL6i0oY3C0K8oAj8VHr7Vb";
    private const string Root = "1795079544833";
    private const string Reply = "1795080002417";

    public static TheoryData<string, string, ConversationKind, string, string?> Places => new()
    {
        { "fetchTask-channel-root", "fetch linkToGoal", ConversationKind.Channel, Channel, Root },
        { "fetchTask-channel-reply", "fetch linkToGoal", ConversationKind.Channel, Channel, Root },
        { "fetchTask-group-chat", "fetch linkToGoal", ConversationKind.GroupChat, GroupChat, null },
        { "fetchTask-meeting-chat", "fetch linkToGoal", ConversationKind.GroupChat, Meeting, null },
        { "fetchTask-one-to-one-chat", "fetch linkToGoal", ConversationKind.Personal, OneToOne, null },
        { "submitAction-channel-root", "submit linkToGoal", ConversationKind.Channel, Channel, Root },
        { "submitAction-group-chat", "submit linkToGoal", ConversationKind.GroupChat, GroupChat, null },
        { "submitAction-remove", "submit linkToGoal.remove", ConversationKind.Channel, Channel, Root },
        { "query-words", "search findDocument", ConversationKind.Channel, Channel, null },
        { "query-first-run", "search findDocument", ConversationKind.GroupChat, GroupChat, null },
        { "queryLink", "unfurl", ConversationKind.GroupChat, GroupChat, null },
        { "card-action", "card linkToGoal.refresh", ConversationKind.Channel, Channel, Root },
        { "task-fetch", "task fetch linkToGoal.edit", ConversationKind.Channel, Channel, Root },
        { "task-submit", "task submit linkToGoal.edit", ConversationKind.Channel, Channel, Root },
        { "installation-added-team", EventNames.Installed, ConversationKind.Channel, General, null },
        { "installation-added-personal", EventNames.Installed, ConversationKind.Personal, WithTheBot, null },
        { "installation-upgraded-team", EventNames.Upgraded, ConversationKind.Channel, General, null },
        { "installation-removed-team", EventNames.Uninstalled, ConversationKind.Channel, General, null },
        { "installation-removed-chat", EventNames.Uninstalled, ConversationKind.GroupChat, GroupChat, null },
        { "bot-added-team", EventNames.BotAdded, ConversationKind.Channel, General, null },
        { "bot-added-chat", EventNames.BotAdded, ConversationKind.GroupChat, GroupChat, null },
        { "bot-removed-team", EventNames.BotRemoved, ConversationKind.Channel, General, null },
        { "channel-created", EventNames.ChannelCreated, ConversationKind.Channel, General, null },
        { "channel-renamed", EventNames.ChannelRenamed, ConversationKind.Channel, General, null },
        { "channel-deleted", EventNames.ChannelDeleted, ConversationKind.Channel, General, null },
        { "channel-restored", EventNames.ChannelRestored, ConversationKind.Channel, General, null },
        { "team-renamed", EventNames.TeamRenamed, ConversationKind.Channel, General, null },
        { "team-archived", EventNames.TeamArchived, ConversationKind.Channel, General, null },
        { "team-unarchived", EventNames.TeamUnarchived, ConversationKind.Channel, General, null },
        { "team-deleted", EventNames.TeamDeleted, ConversationKind.Channel, General, null },
        { "team-hard-deleted", EventNames.TeamHardDeleted, ConversationKind.Channel, General, null },
        { "team-restored", EventNames.TeamRestored, ConversationKind.Channel, General, null },
        { "message-mention", EventNames.Message, ConversationKind.Channel, Channel, Root },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public async Task An_activity_reaches_its_act_with_its_place_and_person(
        string sample, string route, ConversationKind kind, string conversation, string? root)
    {
        var seen = await RouteAsync(sample);

        Assert.Equal(
            (route, kind, conversation, root),
            (seen!.Route, seen.Activity.ConversationKind, seen.Activity.ConversationId, seen.Activity.ThreadRootId));
        Assert.Equal(OwnRoutes.SampleTenant, seen.Tenant);
        Assert.Equal(Guid.Parse("b130c271-d2eb-45f9-83ab-9eb3fe3788bc"), seen.User);
        Assert.Equal(OwnRoutes.ServiceUrl, seen.Activity.ServiceUrl);
        Assert.NotNull(seen.Activity.Timestamp);
    }

    [Fact]
    public void Every_sample_is_read() => Assert.Equal(
        Sample.Names.Order(StringComparer.Ordinal),
        Places.Select(place => place.Data.Item1).Append("person-added-team").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Other_people_coming_to_a_team_do_not_look_like_the_bot_coming() =>
        Assert.Null(await RouteAsync("person-added-team"));

    [Theory]
    [InlineData("fetchTask-channel-root", Root, null, "Ny planering")]
    [InlineData("fetchTask-channel-reply", Reply, Root, null)]
    [InlineData("fetchTask-group-chat", "1795082401500", null, null)]
    [InlineData("fetchTask-meeting-chat", "1795082402500", null, null)]
    [InlineData("fetchTask-one-to-one-chat", "1795082403500", null, null)]
    [InlineData("submitAction-channel-root", Root, null, "Ny planering")]
    public async Task The_message_that_an_action_was_chosen_on_is_read(string sample, string id, string? replyTo, string? subject)
    {
        var message = (await RouteAsync(sample))!.Invoke!.Message!;

        Assert.Equal((id, replyTo, subject), (message.Id, message.ReplyToId, message.Subject));
        Assert.Equal(long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), message.CreatedDateTime!.Value.ToUnixTimeMilliseconds());
        Assert.False(message.Deleted);
        Assert.Equal("html", message.Body!.ContentType);
        Assert.Contains(id, message.LinkToMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query-words", "läslista mellanstadiet", null, "eyJ0eXAiOiJKV1QifQ.e30.c2ln")]
    [InlineData("query-first-run", null, null, null)]
    [InlineData("queryLink", null, "https://vadstena.sharepoint.com/:w:/s/skola/EQ2k8mJ0aVxMnQ", null)]
    public async Task What_is_asked_at_the_compose_box_is_read(string sample, string? words, string? url, string? token) =>
        Assert.Equal(new ComposeQuery(words, url, token), (await RouteAsync(sample))!.Invoke!.Query);

    [Fact]
    public async Task The_file_that_a_message_carries_is_read()
    {
        var file = Assert.Single((await RouteAsync("fetchTask-channel-root"))!.Invoke!.Message!.Attachments!);

        Assert.Equal(new MessagePayloadAttachment("reference", "https://vadstena.sharepoint.com/sites/omsorg/Shared%20Documents/Hemtj%C3%A4nsten/Planering.docx", "Planering.docx"), file);
    }

    [Fact]
    public async Task What_was_filled_in_is_read()
    {
        var invoke = (await RouteAsync("submitAction-channel-root"))!.Invoke!;

        Assert.Equal(["hallbar", "attraktiv"], invoke.Choices("goals"));
        Assert.Equal(["tillit"], invoke.Choices("principles"));
        Assert.Equal("Gamla får sova längre.", invoke.Text("why"));
        Assert.True(invoke.IsOn("tell"));
        Assert.Empty(invoke.Choices("initiatives"));
    }

    [Theory]
    [InlineData("fetchTask-channel-root", "sv")]
    [InlineData("fetchTask-group-chat", "en")]
    [InlineData("fetchTask-meeting-chat", "sv")]
    [InlineData("bot-added-team", "sv")]
    public async Task The_language_is_the_clients(string sample, string language) =>
        Assert.Equal(language, (await RouteAsync(sample))!.Activity.Culture.TwoLetterISOLanguageName);

    [Theory]
    [InlineData("channel-renamed", "Vård och omsorg", "Hemtjänsten")]
    [InlineData("team-renamed", "Vård och omsorg", null)]
    public async Task An_event_in_a_team_names_team_and_channel(string sample, string team, string? channel)
    {
        var data = (await RouteAsync(sample))!.Activity.ChannelData!;

        Assert.Equal((General, team, "7e1a1f2e-3c4b-4d5e-8f60-718293a4b5c6"), (data.Team!.Id, data.Team.Name, data.Team.AadGroupId));
        Assert.Equal(channel, data.Channel?.Name);
    }

    private async Task<Routed?> RouteAsync(string sample)
    {
        edge.Seen.Clear();
        edge.Answer = null;

        var (status, text) = await edge.SendAsync(Sample.Read(sample));

        Assert.True(status == 200, $"{sample}: {status} {text}");
        return edge.Seen.SingleOrDefault();
    }
}
