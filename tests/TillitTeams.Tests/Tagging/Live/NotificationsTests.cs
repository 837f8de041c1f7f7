using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tagging.Live;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.Live;

/// <summary>What the endpoint believes, and whom. A forged deletion is told by the message that is still there being read again.</summary>
public sealed class NotificationsTests(LiveTenant vadstena) : IClassFixture<LiveTenant>
{
    [Theory]
    [InlineData("api/notifications", "Validation: Testing client application reachability for subscription Request-Id: 1")]
    [InlineData("api/notifications/lifecycle", "<script>alert('åäö')</script>")]
    public async Task The_handshake_gives_the_token_back_as_plain_text(string path, string token)
    {
        using var graph = vadstena.AppClient(null);

        using var answer = await graph.PostAsync(
            new Uri($"{path}?validationToken={Uri.EscapeDataString(token)}", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(token, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"value":"x"}""")]
    [InlineData("""{"value":[7]}""")]
    [InlineData("""{"value":[{"subscriptionId":7}]}""")]
    [InlineData("")]
    public async Task A_body_that_is_no_notification_is_refused(string body)
    {
        Assert.Equal(StatusCodes.Status400BadRequest, await vadstena.NotifyAsync(body));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":[null,{}]}""")]
    [InlineData("""{"value":[{"subscriptionId":"finns-inte","clientState":"x","resource":"chats('1')/messages('2')"}]}""")]
    [InlineData("""{"value":[{"subscriptionId":"finns-inte","clientState":null,"lifecycleEvent":"subscriptionRemoved"}]}""")]
    public async Task What_is_not_for_us_is_taken_and_forgotten(string body)
    {
        var before = await vadstena.StoredRowsAsync();

        Assert.Equal(StatusCodes.Status202Accepted, await vadstena.NotifyAsync(body));

        Assert.Equal(before, await vadstena.StoredRowsAsync());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_not_read()
    {
        Assert.Equal(StatusCodes.Status413PayloadTooLarge, await vadstena.NotifyAsync(new string(' ', (4 * 1024 * 1024) + 1)));
    }

    [Theory]
    [InlineData("not-what-was-agreed")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("åäö")]
    public async Task A_forged_client_state_is_taken_and_forgotten(string? forged)
    {
        var (spot, subscription) = await FollowedAsync();
        var before = await vadstena.StoredRowsAsync();

        foreach (var lifecycle in new[] { null, "missed", "subscriptionRemoved", "reauthorizationRequired" })
        {
            var notification = Notification(spot, subscription);
            notification["clientState"] = forged;
            notification["lifecycleEvent"] = lifecycle;
            Assert.Equal(StatusCodes.Status202Accepted, await vadstena.NotifyAsync(LiveTenant.Envelope(notification)));
        }

        Assert.Equal(before, await vadstena.StoredRowsAsync());
        Assert.Contains(vadstena.Logs.GetSnapshot(), record => record.Message.Contains(subscription.SubscriptionId!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_client_state_is_never_logged_and_never_the_same_twice()
    {
        var (_, first) = await FollowedAsync("skola/lasning");
        var (_, second) = await FollowedAsync("skola/allmant");

        Assert.NotEqual(first.ClientState, second.ClientState);
        Assert.InRange(first.ClientState.Length, 32, 128);
        Assert.DoesNotContain(vadstena.Logs.GetSnapshot(), record => record.Message.Contains(first.ClientState, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tenantId", "NA")]
    [InlineData("tenantId", null)]
    [InlineData("changeType", "UPDATED")]
    [InlineData("@odata.type", "#microsoft.graph.changeNotification")]
    [InlineData("EncryptedContent", "")]
    public async Task Notifications_are_understood_however_Graph_spells_them(string property, string? value)
    {
        var (spot, subscription) = await FollowedAsync();
        var notification = Notification(spot, subscription);
        notification[property] = value;

        await vadstena.NotifyAsync(LiveTenant.Envelope(notification));

        Assert.NotNull((await vadstena.LinkOf(spot)).CheckAt);
        await vadstena.WorkAsync();
    }

    [Fact]
    public async Task Capitals_in_names_are_no_hindrance()
    {
        var (spot, subscription) = await FollowedAsync();

        await vadstena.NotifyAsync($$"""
            {"Value":[{"SubscriptionID":"{{subscription.SubscriptionId}}","ClientState":"{{subscription.ClientState}}",
              "Resource":"/Teams/x/Channels/y/Messages/{{spot.Message.Id}}"}]}
            """);

        Assert.NotNull((await vadstena.LinkOf(spot)).CheckAt);
        await vadstena.WorkAsync();
    }

    [Fact]
    public async Task Good_and_bad_in_one_envelope_are_told_apart()
    {
        var (spot, subscription) = await FollowedAsync();
        var forged = Notification(spot, subscription);
        forged["clientState"] = "x";

        Assert.Equal(StatusCodes.Status202Accepted, await vadstena.NotifyAsync(LiveTenant.Envelope(forged, Notification(spot, subscription))));

        Assert.NotNull((await vadstena.LinkOf(spot)).CheckAt);
        await vadstena.WorkAsync();
    }

    [Fact]
    public async Task A_subscription_speaks_only_for_its_own_conversation()
    {
        var (_, subscription) = await FollowedAsync("skola/allmant");
        var (other, _) = await FollowedAsync("skola/lasning");

        await vadstena.NotifyAsync(LiveTenant.Envelope(Notification(other, subscription)));

        Assert.Null((await vadstena.LinkOf(other)).CheckAt);
    }

    [Theory]
    [InlineData("teams('a')/channels('19:b@thread.tacv2')/messages('1612293113399')", "1612293113399")]
    [InlineData("teams('a')/channels('19:b@thread.tacv2')/messages('1612293113399')/replies('1612293113400')", "1612293113400")]
    [InlineData("/teams/a/channels/19:b@thread.tacv2/messages/1612293113399/replies/1612293113400", "1612293113400")]
    [InlineData("Chats('19:c@unq.gbl.spaces')/Messages('1612289765949')", "1612289765949")]
    [InlineData("chats/19:c@unq.gbl.spaces/messages/1612289765949/", "1612289765949")]
    [InlineData("chats('19:c@unq.gbl.spaces')/messages", null)]
    [InlineData("chats('19:c@unq.gbl.spaces')/messages('1 OR 1=1')", null)]
    [InlineData("users('1')", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void The_message_is_found_in_the_resource(string? resource, string? id)
    {
        Assert.Equal(id, NotifiedMessage.IdIn(resource));
    }

    private async Task<(Spot Spot, GraphSubscription Subscription)> FollowedAsync(string channel = "skola/allmant")
    {
        var spot = vadstena.Write(channel, "amina", "<p>Följs</p>");
        await vadstena.LinkAsync(spot);
        await vadstena.WorkAsync();
        return (spot, (await vadstena.Kept()).Single(row => row.ConversationId == spot.Conversation.Id));
    }

    private static JsonObject Notification(Spot spot, GraphSubscription subscription) => new()
    {
        ["subscriptionId"] = subscription.SubscriptionId,
        ["clientState"] = subscription.ClientState,
        ["changeType"] = "updated",
        ["tenantId"] = subscription.TenantId.ToString(),
        ["resource"] = $"teams('{subscription.TeamId}')/channels('{subscription.ConversationId}')/messages('{spot.Message.Id}')",
    };
}
