using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph.Subscriptions;

/// <summary>What an app is told about messages, and what becomes of it on the way.</summary>
public sealed class NotificationTests(SubscriptionTenant tenant) : IClassFixture<SubscriptionTenant>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await tenant.SettleAsync();
        tenant.Listener.Rest();
    }

    public ValueTask DisposeAsync()
    {
        tenant.Listener.Take = _ => Task.FromResult(StatusCodes.Status202Accepted);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_message_is_told_of_when_it_is_written_edited_and_deleted()
    {
        var channel = tenant.NewChannel();
        var subscription = await tenant.SubscribeAsync(channel);

        var message = tenant.Write(channel);
        tenant.Tenant.EditMessage(channel.Id, message.Id, "<p>Två</p>");
        tenant.Tenant.React(channel.Id, message.Id, "👍");
        tenant.Tenant.DeleteMessage(channel.Id, message.Id);
        tenant.Tenant.UndeleteMessage(channel.Id, message.Id);
        await tenant.SettleAsync();

        var told = tenant.Listener.Rest();
        Assert.Equal(["created", "updated", "updated", "deleted", "updated"], told.Select(one => (string)one["changeType"]!));
        var resource = $"teams('{SubscriptionTenant.Skola}')/channels('{channel.Id}')/messages('{message.Id}')";
        Assert.All(told, one =>
        {
            Assert.Equal((string)subscription["id"]!, (string)one["subscriptionId"]!);
            Assert.Equal(("hemligt", tenant.Tenant.Id.ToString()), ((string)one["clientState"]!, (string)one["tenantId"]!));
            Assert.Equal((string)subscription["expirationDateTime"]!, (string)one["subscriptionExpirationDateTime"]!);
            Assert.Equal(resource, (string)one["resource"]!);
            Assert.Equal((message.Id, "#Microsoft.Graph.chatMessage", resource), (
                (string)one["resourceData"]!["id"]!, (string)one["resourceData"]!["@odata.type"]!, (string)one["resourceData"]!["@odata.id"]!));
            Assert.DoesNotContain("Ett", one.ToJsonString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_reply_names_its_thread_and_a_chat_its_own_id()
    {
        var channel = tenant.NewChannel();
        var chat = tenant.Conversation("chat/sommarpraktik");
        var root = tenant.Write(channel);
        await tenant.SubscribeAsync(channel);
        await tenant.SubscribeAsync(chat);

        var reply = tenant.Write(channel, replyTo: root.Id);
        var line = tenant.Write(chat);
        await tenant.SettleAsync();

        Assert.Equal(
            [
                $"teams('{SubscriptionTenant.Skola}')/channels('{channel.Id}')/messages('{root.Id}')/replies('{reply.Id}')",
                $"chats('{chat.Id}')/messages('{line.Id}')",
            ],
            tenant.Listener.Rest().Select(one => (string)one["resource"]!));
    }

    [Fact]
    public async Task Only_what_was_asked_for_is_told()
    {
        var channel = tenant.NewChannel();
        var message = tenant.Write(channel);
        await tenant.SubscribeAsync(channel, order => order["changeType"] = "deleted");

        tenant.Tenant.EditMessage(channel.Id, message.Id, "<p>Två</p>");
        tenant.Write(tenant.NewChannel());
        tenant.Tenant.DeleteMessage(channel.Id, message.Id);
        await tenant.SettleAsync();

        Assert.Equal("deleted", (string)Assert.Single(tenant.Listener.Rest())["changeType"]!);
    }

    [Fact]
    public async Task What_is_not_taken_comes_again_after_ever_longer_pauses_for_four_hours()
    {
        var channel = tenant.NewChannel();
        await tenant.SubscribeAsync(channel);
        tenant.Listener.Take = _ => Task.FromResult(StatusCodes.Status503ServiceUnavailable);
        var before = tenant.Listener.Attempts;

        tenant.Write(channel);
        await tenant.SettleAsync();
        Assert.Equal(1, tenant.Listener.Attempts - before);
        await tenant.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, tenant.Listener.Attempts - before);
        await tenant.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(2, tenant.Listener.Attempts - before);
        await tenant.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(3, tenant.Listener.Attempts - before);

        tenant.Listener.Take = _ => Task.FromResult(StatusCodes.Status202Accepted);
        await tenant.PassAsync(TimeSpan.FromSeconds(40));
        Assert.Equal("created", (string)Assert.Single(tenant.Listener.Rest())["changeType"]!);
    }

    [Fact]
    public async Task What_nobody_takes_is_given_up()
    {
        var channel = tenant.NewChannel();
        await tenant.SubscribeAsync(channel);
        tenant.Listener.Take = context => Task.FromResult(context.Request.Path == "/changes" ? StatusCodes.Status500InternalServerError : 202);

        tenant.Write(channel);
        await tenant.SettleAsync();
        await tenant.PassAsync(TimeSpan.FromMinutes(235), TimeSpan.FromMinutes(5));
        tenant.Listener.Take = _ => Task.FromResult(StatusCodes.Status202Accepted);
        await tenant.PassAsync(TimeSpan.FromHours(6), TimeSpan.FromMinutes(30));

        Assert.DoesNotContain(tenant.Listener.Rest(), one => one.ContainsKey("changeType"));
    }

    [Fact]
    public async Task Nothing_is_told_once_the_app_is_removed()
    {
        var channel = tenant.Tenant.CreateChannel(SeedIds.Team("omsorg"), "Prov");
        await tenant.SubscribeAsync(channel, order => order["resource"] = $"/teams/{SeedIds.Team("omsorg")}/channels/{channel.Id}/messages");
        tenant.Tenant.RemoveApp(SeedIds.Team("omsorg"));

        tenant.Write(channel);
        await tenant.SettleAsync();

        Assert.Equal("reauthorizationRequired", (string)Assert.Single(tenant.Listener.Rest())["lifecycleEvent"]!);
    }

    [Fact]
    public async Task Notifications_can_be_lost_doubled_and_forged()
    {
        var channel = tenant.NewChannel();
        await tenant.SubscribeAsync(channel);
        var faults = tenant.Host.NotificationFaults;

        faults.Drop(1);
        tenant.Write(channel);
        await tenant.SettleAsync();
        Assert.Empty(tenant.Listener.Rest());

        faults.Duplicate(1);
        tenant.Write(channel);
        await tenant.SettleAsync();
        var both = tenant.Listener.Rest();
        Assert.Equal(2, both.Count);
        Assert.True(JsonNode.DeepEquals(both[0], both[1]));

        faults.Forge(1);
        tenant.Write(channel);
        tenant.Write(channel);
        await tenant.SettleAsync();
        Assert.Equal([false, true], tenant.Listener.Rest().Select(one => (string)one["clientState"]! == "hemligt"));
    }

    [Fact]
    public async Task Notifications_can_come_in_reverse_order()
    {
        var channel = tenant.NewChannel();
        await tenant.SubscribeAsync(channel);
        tenant.Host.NotificationFaults.Reverse(3);

        var message = tenant.Write(channel);
        tenant.Tenant.EditMessage(channel.Id, message.Id, "<p>Två</p>");
        await tenant.SettleAsync();
        Assert.Empty(tenant.Listener.Rest());
        tenant.Tenant.DeleteMessage(channel.Id, message.Id);
        await tenant.SettleAsync();

        Assert.Equal(["deleted", "updated", "created"], tenant.Listener.Rest().Select(one => (string)one["changeType"]!));
    }

    [Fact]
    public async Task Notifications_can_come_late()
    {
        var channel = tenant.NewChannel();
        await tenant.SubscribeAsync(channel);
        tenant.Host.NotificationFaults.Delay(1, TimeSpan.FromMinutes(5));

        tenant.Write(channel);
        await tenant.SettleAsync();
        Assert.Empty(tenant.Listener.Rest());
        await tenant.PassAsync(TimeSpan.FromMinutes(5));

        Assert.Single(tenant.Listener.Rest());
    }
}

public sealed class SlowEndpointTests(ImpatientTenant tenant) : IClassFixture<ImpatientTenant>
{
    [Fact]
    public async Task An_endpoint_that_is_late_with_its_handshake_gets_no_subscription()
    {
        var order = tenant.Order(tenant.NewChannel());
        var agree = tenant.Listener.Shake;
        tenant.Listener.Shake = (context, _) => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);

        var (status, code, message) = await tenant.RefusedAsync(order);

        tenant.Listener.Shake = agree;
        Assert.Equal((HttpStatusCode.BadRequest, "ValidationError", "Subscription validation request timed out."), (status, code, message));
    }

    [Fact]
    public async Task An_endpoint_of_which_every_fifth_answer_is_late_is_told_nothing_for_ten_minutes()
    {
        var channel = tenant.NewChannel();
        await tenant.SubscribeAsync(channel);
        tenant.Listener.Take = async context =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
            return StatusCodes.Status202Accepted;
        };
        tenant.Write(channel);
        await tenant.SettleAsync();
        tenant.Listener.Take = _ => Task.FromResult(StatusCodes.Status202Accepted);
        await WriteAsync(channel, 3);
        Assert.Equal(3, tenant.Listener.Rest().Count);

        // The late one comes again, and makes five.
        await tenant.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Single(tenant.Listener.Rest());
        await WriteAsync(channel, 1);
        Assert.Empty(tenant.Listener.Rest());

        await tenant.PassAsync(TimeSpan.FromMinutes(10));
        await WriteAsync(channel, 1);
        Assert.Single(tenant.Listener.Rest());
    }

    private async Task WriteAsync(Channel channel, int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            tenant.Write(channel);
        }

        await tenant.SettleAsync();
    }
}
