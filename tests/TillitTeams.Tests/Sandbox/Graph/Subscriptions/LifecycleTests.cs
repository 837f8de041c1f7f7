using System.Net;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph.Subscriptions;

/// <summary>What an app is told about its subscriptions themselves. Each test has the calendar to itself.</summary>
public sealed class LifecycleTests : IAsyncLifetime
{
    private readonly SubscriptionTenant tenant = new();

    public ValueTask InitializeAsync() => tenant.InitializeAsync();

    public ValueTask DisposeAsync() => tenant.DisposeAsync();

    [Fact]
    public async Task The_app_is_asked_to_prove_itself_before_the_hour_is_over_and_every_quarter_until_it_does()
    {
        var subscription = await tenant.SubscribeAsync(tenant.NewChannel());

        await tenant.PassAsync(TimeSpan.FromMinutes(44));
        Assert.Empty(tenant.Listener.Rest());
        await tenant.PassAsync(TimeSpan.FromMinutes(1));

        var challenge = Assert.Single(tenant.Listener.Rest());
        Assert.Equal("reauthorizationRequired", (string)challenge["lifecycleEvent"]!);
        Assert.Equal((string)subscription["id"]!, (string)challenge["subscriptionId"]!);
        Assert.Equal(("hemligt", tenant.Tenant.Id.ToString()), ((string)challenge["clientState"]!, (string)challenge["tenantId"]!));
        Assert.False(challenge.ContainsKey("resource"));
        await tenant.PassAsync(TimeSpan.FromMinutes(15));
        Assert.Single(tenant.Listener.Rest());

        await ReauthorizeAsync(subscription);
        await tenant.PassAsync(TimeSpan.FromMinutes(44));
        Assert.Empty(tenant.Listener.Rest());
    }

    [Fact]
    public async Task Whoever_does_not_prove_themselves_is_told_nothing_until_they_do()
    {
        var channel = tenant.NewChannel();
        var subscription = await tenant.SubscribeAsync(channel);
        await tenant.PassAsync(TimeSpan.FromMinutes(61));
        tenant.Listener.Rest();

        tenant.Write(channel);
        await tenant.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(tenant.Listener.Rest(), one => one.ContainsKey("changeType"));

        await ReauthorizeAsync(subscription);
        await tenant.PassAsync(TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(1));
        Assert.Equal("created", (string)Assert.Single(tenant.Listener.Rest())["changeType"]!);
    }

    [Fact]
    public async Task A_subscription_that_nobody_renews_ends_without_a_word()
    {
        var channel = tenant.NewChannel();
        var subscription = await tenant.SubscribeAsync(channel, order =>
        {
            order["expirationDateTime"] = tenant.Clock.GetUtcNow().AddMinutes(50).ToString("O");
            order.Remove("lifecycleNotificationUrl");
        });

        await tenant.PassAsync(TimeSpan.FromMinutes(50));
        tenant.Write(channel);
        await tenant.SettleAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await tenant.App.RefusalAsync($"/subscriptions/{subscription["id"]}")).Status);
        Assert.Empty(tenant.Listener.Rest());
    }

    [Fact]
    public async Task A_renewal_puts_the_end_off()
    {
        var subscription = await tenant.SubscribeAsync(tenant.NewChannel());
        await tenant.PassAsync(TimeSpan.FromDays(1.9));

        await tenant.App.SendAsync(
            HttpMethod.Patch, $"/subscriptions/{subscription["id"]}", new JsonObject { ["expirationDateTime"] = tenant.Clock.GetUtcNow().AddDays(2).ToString("O") });
        await tenant.PassAsync(TimeSpan.FromDays(1.9));

        await tenant.App.ReadAsync($"/subscriptions/{subscription["id"]}");
    }

    [Fact]
    public async Task A_deleted_channel_takes_its_subscription_with_it_and_the_app_is_told()
    {
        var channel = tenant.NewChannel();
        var subscription = await tenant.SubscribeAsync(channel);

        tenant.Tenant.DeleteChannel(channel.Id);
        await tenant.SettleAsync();

        Assert.Equal("subscriptionRemoved", (string)Assert.Single(tenant.Listener.Rest())["lifecycleEvent"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.App.RefusalAsync($"/subscriptions/{subscription["id"]}")).Status);
    }

    [Fact]
    public async Task Graph_challenges_removes_and_misses_when_it_is_told_to()
    {
        var channel = tenant.NewChannel();
        await tenant.SubscribeAsync(channel);

        tenant.Host.Subscriptions.Challenge(channel.Id);
        tenant.Host.Subscriptions.Miss(channel.Id);
        await tenant.SettleAsync();
        tenant.Host.Subscriptions.Remove(channel.Id);
        await tenant.SettleAsync();

        Assert.Equal(
            ["reauthorizationRequired", "missed", "subscriptionRemoved"], tenant.Listener.Rest().Select(one => (string)one["lifecycleEvent"]!));
        await tenant.SubscribeAsync(channel);
    }

    private async Task ReauthorizeAsync(JsonObject subscription) =>
        Assert.Equal(HttpStatusCode.NoContent, (await tenant.App.SendAsync(HttpMethod.Post, $"/subscriptions/{subscription["id"]}/reauthorize")).Status);
}
