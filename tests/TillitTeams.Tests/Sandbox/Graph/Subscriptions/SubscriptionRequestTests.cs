using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Sandbox.Graph.Subscriptions;

public sealed class SubscriptionRequestTests(SubscriptionTenant tenant) : IClassFixture<SubscriptionTenant>, IDisposable
{
    public void Dispose()
    {
        tenant.Listener.Shake = (context, token) =>
        {
            context.Response.ContentType = "text/plain";
            return context.Response.WriteAsync(token);
        };
        tenant.Host.NotificationFaults.HeldByOtherApps = 0;
    }

    [Fact]
    public async Task A_subscription_is_kept_once_both_endpoints_have_agreed()
    {
        var channel = tenant.NewChannel();
        tenant.Listener.Handshakes.Clear();

        var made = await tenant.SubscribeAsync(channel);

        Assert.Equal(["changes", "lifecycle"], tenant.Listener.Handshakes.Select(handshake => handshake.Path));
        Assert.All(tenant.Listener.Handshakes, handshake => Assert.Equal("text/plain; charset=utf-8", handshake.ContentType));
        Assert.EndsWith("/v1.0/$metadata#subscriptions/$entity", (string)made["@odata.context"]!, StringComparison.Ordinal);
        Assert.Equal($"/teams/{SubscriptionTenant.Skola}/channels/{channel.Id}/messages", (string)made["resource"]!);
        Assert.Equal(("created,updated,deleted", "hemligt"), ((string)made["changeType"]!, (string)made["clientState"]!));
        Assert.Equal(tenant.Host.App.ClientId.ToString(), (string)made["applicationId"]!);
        Assert.Equal(tenant.Clock.GetUtcNow().AddDays(2), DateTimeOffset.Parse((string)made["expirationDateTime"]!, null));
        var read = await tenant.App.ReadAsync($"/subscriptions/{made["id"]}");
        Assert.True(JsonNode.DeepEquals(made, read));
        Assert.Contains(await tenant.App.ListAsync("/subscriptions"), one => (string)one["id"]! == (string)made["id"]!);
    }

    [Theory]
    [InlineData("changeType", null, "missing")]
    [InlineData("resource", null, "missing")]
    [InlineData("notificationUrl", null, "missing")]
    [InlineData("expirationDateTime", null, "missing")]
    [InlineData("changeType", "created,moved", "'moved'")]
    [InlineData("clientState", "129", "128 characters")]
    [InlineData("expirationDateTime", "-00:00:01", "in the future")]
    [InlineData("expirationDateTime", "3.00:00:01", "beyond allowed max '3.00:00:00'")]
    [InlineData("notificationUrl", "http://vadstena.example/changes", "https")]
    [InlineData("notificationUrl", "ftp://localhost/changes", "https")]
    [InlineData("notificationUrl", "changes", "https")]
    [InlineData("lifecycleNotificationUrl", "http://vadstena.example/lifecycle", "https")]
    public async Task An_order_that_Graph_would_not_take_is_refused(string property, string? value, string why)
    {
        var order = tenant.Order(tenant.NewChannel());
        order[property] = (property, value) switch
        {
            ("clientState", _) => new string('x', 129),
            ("expirationDateTime", not null) => (tenant.Clock.GetUtcNow() + TimeSpan.Parse(value, null)).ToString("O"),
            _ => value,
        };

        var (status, _, message) = await tenant.RefusedAsync(order);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"changeType":7}""")]
    [InlineData("""{"expirationDateTime":"snart"}""")]
    public async Task A_body_that_is_no_subscription_is_refused(string body)
    {
        var (response, _) = await tenant.App.PostAsync("/subscriptions", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task More_than_an_hour_takes_a_lifecycle_address()
    {
        var order = tenant.Order(tenant.NewChannel());
        order.Remove("lifecycleNotificationUrl");

        var (_, _, message) = await tenant.RefusedAsync(order);

        Assert.Equal(
            "lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.",
            message);
        await tenant.SubscribeAsync(tenant.NewChannel(), shorter =>
        {
            shorter.Remove("lifecycleNotificationUrl");
            shorter["expirationDateTime"] = tenant.Clock.GetUtcNow().AddMinutes(60).ToString("O");
        });
    }

    [Fact]
    public async Task Nothing_shorter_than_three_quarters_of_an_hour_is_made()
    {
        var made = await tenant.SubscribeAsync(tenant.NewChannel(), order => order["expirationDateTime"] = tenant.Clock.GetUtcNow().AddMinutes(1).ToString("O"));

        Assert.Equal(tenant.Clock.GetUtcNow().AddMinutes(45), DateTimeOffset.Parse((string)made["expirationDateTime"]!, null));
    }

    public static TheoryData<string, string> BadHandshakes() => new()
    {
        { "error", "must respond with 200 OK" },
        { "accepted", "must respond with 200 OK" },
        { "encoded", "must exactly match" },
        { "json", "must exactly match" },
    };

    [Theory]
    [MemberData(nameof(BadHandshakes))]
    public async Task An_endpoint_that_does_not_agree_gets_no_subscription(string how, string why)
    {
        var channel = tenant.NewChannel();
        tenant.Listener.Shake = async (context, token) =>
        {
            context.Response.ContentType = how == "json" ? "application/json" : "text/plain";
            context.Response.StatusCode = how switch { "error" => 500, "accepted" => 202, _ => 200 };
            await context.Response.WriteAsync(how == "encoded" ? Uri.EscapeDataString(token) : token, context.RequestAborted);
        };

        var (status, code, message) = await tenant.RefusedAsync(tenant.Order(channel));

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationError"), (status, code));
        Assert.Contains(why, message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            await tenant.App.ListAsync("/subscriptions"), one => ((string)one["resource"]!).Contains(channel.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_endpoint_that_nobody_answers_at_gets_no_subscription()
    {
        var order = tenant.Order(tenant.NewChannel());
        order["notificationUrl"] = "http://127.0.0.1:1/changes";

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationError"), (await tenant.RefusedAsync(order)) switch { var (status, code, _) => (status, code) });
    }

    [Fact]
    public async Task The_same_subscription_twice_is_a_conflict_and_another_to_the_same_channel_too_many()
    {
        var channel = tenant.NewChannel();
        var made = await tenant.SubscribeAsync(channel);

        var same = await tenant.RefusedAsync(tenant.Order(channel));
        var other = tenant.Order(channel);
        other["changeType"] = "deleted";

        Assert.Equal(HttpStatusCode.Conflict, same.Status);
        Assert.Equal($"Subscription Id {made["id"]} already exists for the requested combination", same.Message);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.RefusedAsync(other)).Status);
    }

    [Fact]
    public async Task An_organisation_whose_quota_is_used_up_makes_no_more()
    {
        tenant.Host.NotificationFaults.HeldByOtherApps = 10_000;
        var channel = tenant.NewChannel();

        var (status, _, message) = await tenant.RefusedAsync(tenant.Order(channel));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("10000", message, StringComparison.Ordinal);
        tenant.Host.NotificationFaults.HeldByOtherApps = 0;
        await tenant.SubscribeAsync(channel);
    }

    [Fact]
    public async Task The_app_subscribes_only_where_it_is_installed()
    {
        var kansli = tenant.Tenant.CreateChannel(SeedIds.Team("kansli"), "Prov");
        tenant.Tenant.RemoveApp(SeedIds.Team("kansli"));
        var resource = $"/teams/{SeedIds.Team("kansli")}/channels/{kansli.Id}/messages";

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.RefusedAsync(tenant.Order(kansli, resource))).Status);

        tenant.Tenant.InstallApp(SeedIds.Team("kansli"));
        await tenant.SubscribeAsync(kansli, order => order["resource"] = resource);
    }

    [Fact]
    public async Task A_chat_with_the_app_in_it_can_be_subscribed_to()
    {
        var chat = tenant.Conversation("chat/sommarpraktik");
        var order = tenant.Order(chat);
        tenant.Tenant.RemoveApp(chat.Id);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.RefusedAsync(order)).Status);

        tenant.Tenant.InstallApp(chat.Id);
        await tenant.SubscribeAsync(chat);
    }

    [Fact]
    public async Task A_person_subscribes_with_the_right_scope_to_where_they_are()
    {
        var order = tenant.Order(tenant.Conversation("skola/elevhalsa"));

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.RefusedAsync(order, tenant.As("amina", "Chat.Read"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.RefusedAsync(order, tenant.As("sara", "ChannelMessage.Read.All"))).Status);
        var (status, made) = await tenant.As("amina", "ChannelMessage.Read.All").SendAsync(HttpMethod.Post, "/subscriptions", order);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.App.RefusalAsync($"/subscriptions/{made["id"]}")).Status);
    }

    [Theory]
    [InlineData("/teams/{0}/channels/19:finns-inte@thread.tacv2/messages", HttpStatusCode.NotFound)]
    [InlineData("/teams/{0}/channels/finns-inte/messages", HttpStatusCode.BadRequest)]
    [InlineData("/chats/getAllMessages", HttpStatusCode.NotImplemented)]
    [InlineData("/users", HttpStatusCode.NotImplemented)]
    public async Task What_is_not_there_cannot_be_subscribed_to(string resource, HttpStatusCode expected)
    {
        var order = tenant.Order(tenant.NewChannel(), string.Format(null, resource, SubscriptionTenant.Skola));

        Assert.Equal(expected, (await tenant.RefusedAsync(order)).Status);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_answered()
    {
        var nobody = new GraphClient(tenant.Host, null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await tenant.RefusedAsync(tenant.Order(tenant.NewChannel()), nobody)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.RefusalAsync("/subscriptions")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendAsync(HttpMethod.Delete, $"/subscriptions/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task A_subscription_is_renewed_reauthorised_and_deleted()
    {
        var path = $"/subscriptions/{(await tenant.SubscribeAsync(tenant.NewChannel()))["id"]}";
        var later = tenant.Clock.GetUtcNow().AddDays(2.5);

        var (renewed, body) = await tenant.App.SendAsync(HttpMethod.Patch, path, new JsonObject { ["expirationDateTime"] = later.ToString("O") });
        var (tooLong, _) = await tenant.App.SendAsync(
            HttpMethod.Patch, path, new JsonObject { ["expirationDateTime"] = tenant.Clock.GetUtcNow().AddDays(4).ToString("O") });
        var (nothing, _) = await tenant.App.SendAsync(HttpMethod.Patch, path, new JsonObject { ["clientState"] = "annat" });
        var (reauthorised, _) = await tenant.App.SendAsync(HttpMethod.Post, $"{path}/reauthorize");
        var (deleted, _) = await tenant.App.SendAsync(HttpMethod.Delete, path);

        Assert.Equal(HttpStatusCode.OK, renewed);
        Assert.Equal(later, DateTimeOffset.Parse((string)body["expirationDateTime"]!, null));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (tooLong, nothing));
        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (reauthorised, deleted));
    }

    [Fact]
    public async Task What_was_deleted_is_gone()
    {
        var path = $"/subscriptions/{(await tenant.SubscribeAsync(tenant.NewChannel()))["id"]}";
        await tenant.App.SendAsync(HttpMethod.Delete, path);
        var renewal = new JsonObject { ["expirationDateTime"] = tenant.Clock.GetUtcNow().AddDays(1).ToString("O") };

        Assert.Equal(HttpStatusCode.NotFound, (await tenant.App.RefusalAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.App.SendAsync(HttpMethod.Patch, path, renewal)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.App.SendAsync(HttpMethod.Post, $"{path}/reauthorize")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.App.SendAsync(HttpMethod.Delete, path)).Status);
    }

    [Fact]
    public async Task A_renewal_can_be_refused()
    {
        var path = $"/subscriptions/{(await tenant.SubscribeAsync(tenant.NewChannel()))["id"]}";
        tenant.Host.NotificationFaults.RefuseRenewals(1);

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.App.SendAsync(HttpMethod.Post, $"{path}/reauthorize")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await tenant.App.SendAsync(HttpMethod.Post, $"{path}/reauthorize")).Status);
    }
}

public sealed class SubscriptionTransportTests(SubscriptionTransportTests.StrictTenant tenant) : IClassFixture<SubscriptionTransportTests.StrictTenant>
{
    [Fact]
    public async Task Even_this_computer_needs_https_when_that_is_asked_for()
    {
        var (status, _, message) = await tenant.RefusedAsync(tenant.Order(tenant.NewChannel()));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("https", message, StringComparison.Ordinal);
    }

    public sealed class StrictTenant : SubscriptionTenant
    {
        protected override SandboxSettings Settings => base.Settings with { PlainLoopbackNotifications = false };
    }
}
