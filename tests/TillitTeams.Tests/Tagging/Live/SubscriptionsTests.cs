using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Graph.Subscriptions;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tagging.Live;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging.Live;

/// <summary>How the app keeps its subscriptions over days. Each test has a tenant and a calendar of its own.</summary>
public sealed class SubscriptionsTests : IAsyncLifetime
{
    private readonly LiveTenant vadstena = new();

    public ValueTask InitializeAsync() => vadstena.InitializeAsync();

    public ValueTask DisposeAsync() => vadstena.DisposeAsync();

    [Fact]
    public async Task A_channel_is_followed_from_its_first_link_to_its_last()
    {
        var first = vadstena.Write("skola/allmant", "amina", "<p>Ett</p>");
        var second = vadstena.Write("skola/allmant", "amina", "<p>Två</p>");
        await vadstena.WorkAsync();
        Assert.Empty(vadstena.AtGraph(first.Conversation));

        await vadstena.LinkAsync(first);
        await vadstena.WorkAsync();
        var made = Assert.Single(vadstena.AtGraph(first.Conversation));
        Assert.Equal("updated,deleted", made.ChangeType);

        await vadstena.LinkAsync(second);
        await vadstena.WorkAsync();
        Assert.Equal(made.Id, Assert.Single(vadstena.AtGraph(first.Conversation)).Id);

        await vadstena.UnlinkAsync(first);
        await vadstena.WorkAsync();
        Assert.Single(vadstena.AtGraph(first.Conversation));

        await vadstena.UnlinkAsync(second);
        await vadstena.WorkAsync();
        Assert.Empty(vadstena.AtGraph(first.Conversation));
        Assert.Empty(await vadstena.Kept());
    }

    [Fact]
    public async Task What_happened_between_the_link_and_the_subscription_is_seen()
    {
        var spot = vadstena.Write("skola/allmant", "amina", "<p>Snabbt</p>");
        await vadstena.LinkAsync(spot);
        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);

        await vadstena.WorkAsync();

        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(spot)).State);
    }

    [Fact]
    public async Task A_subscription_is_renewed_for_weeks_and_never_lapses()
    {
        var spot = await FollowedAsync();
        var id = Assert.Single(vadstena.AtGraph(spot.Conversation)).Id;

        await vadstena.PassAsync(TimeSpan.FromDays(14), TimeSpan.FromHours(6));

        Assert.Equal(id, Assert.Single(vadstena.AtGraph(spot.Conversation)).Id);
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task A_restart_keeps_the_subscription_and_goes_on_renewing_it()
    {
        var spot = await FollowedAsync();
        var id = Assert.Single(vadstena.AtGraph(spot.Conversation)).Id;

        await vadstena.BeAwayAsync(TimeSpan.FromHours(1), () => { });
        await vadstena.PassAsync(TimeSpan.FromDays(3), TimeSpan.FromHours(6));

        Assert.Equal(id, Assert.Single(vadstena.AtGraph(spot.Conversation)).Id);
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task A_subscription_to_where_the_app_no_longer_is_is_made_anew_at_the_next_start()
    {
        var spot = await FollowedAsync();
        var before = Assert.Single(vadstena.AtGraph(spot.Conversation));
        before.NotificationUrl = new Uri("https://gamla.vadstena.example/api/notifications");

        await vadstena.BeAwayAsync(TimeSpan.FromHours(1), () => { });
        await vadstena.WorkAsync();

        var now = Assert.Single(vadstena.AtGraph(spot.Conversation));
        Assert.NotEqual(before.Id, now.Id);
        Assert.Equal(new Uri(vadstena.Host.AppUrl, "/api/notifications"), now.NotificationUrl);
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task The_app_proves_itself_whenever_Graph_asks()
    {
        var spot = await FollowedAsync();
        vadstena.Host.Subscriptions.Challenge(spot.Conversation.Id);
        await vadstena.WorkAsync();

        Assert.Null(Assert.Single(vadstena.AtGraph(spot.Conversation)).ChallengedAt);
        Assert.Equal(vadstena.Clock.GetUtcNow().AddDays(2), Assert.Single(vadstena.AtGraph(spot.Conversation)).ExpiresAt, TimeSpan.FromMinutes(1));
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task A_refused_renewal_is_tried_again()
    {
        var spot = await FollowedAsync();
        vadstena.Host.NotificationFaults.RefuseRenewals(1);
        vadstena.Host.Subscriptions.Challenge(spot.Conversation.Id);
        await vadstena.WorkAsync();
        Assert.NotNull(Assert.Single(vadstena.AtGraph(spot.Conversation)).ChallengedAt);

        await vadstena.PassAsync(TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(4));

        Assert.Null(Assert.Single(vadstena.AtGraph(spot.Conversation)).ChallengedAt);
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task Missed_notifications_are_caught_up_with()
    {
        var spot = await FollowedAsync();
        vadstena.Host.NotificationFaults.Drop(1);
        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await vadstena.WorkAsync();
        Assert.Equal(SourceState.Live, (await vadstena.LinkOf(spot)).State);

        vadstena.Host.Subscriptions.Miss(spot.Conversation.Id);
        await vadstena.WorkAsync();

        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(spot)).State);
    }

    [Fact]
    public async Task A_removed_subscription_is_made_anew_and_caught_up_with()
    {
        var spot = await FollowedAsync();
        var id = Assert.Single(vadstena.AtGraph(spot.Conversation)).Id;
        vadstena.Host.NotificationFaults.Drop(1);
        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Under tiden</p>");

        vadstena.Host.Subscriptions.Remove(spot.Conversation.Id);
        await vadstena.WorkAsync();

        Assert.NotEqual(id, Assert.Single(vadstena.AtGraph(spot.Conversation)).Id);
        Assert.Equal((SourceState.Edited, "Under tiden"), (await vadstena.LinkOf(spot)) switch { var link => (link.State, link.Title) });
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task A_reply_and_a_chat_line_that_changed_unseen_are_caught_up_with()
    {
        var root = vadstena.Write("skola/allmant", "amina", "<p>Tråden</p>");
        var reply = new Spot(root.Conversation, vadstena.Tenant.Post(root.Conversation.Id, root.Message.Id, vadstena.Person("amina").Id, "<p>Svaret</p>"));
        var line = vadstena.Write("chat/sommarpraktik", "sara", "<p>Raden</p>");
        await vadstena.LinkAsync(reply);
        await vadstena.LinkAsync(line, "sara");
        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        vadstena.Host.NotificationFaults.Drop(2);

        vadstena.Tenant.DeleteMessage(reply.Conversation.Id, reply.Message.Id);
        vadstena.Tenant.DeleteMessage(line.Conversation.Id, line.Message.Id);
        vadstena.Host.Subscriptions.Miss(reply.Conversation.Id);
        vadstena.Host.Subscriptions.Miss(line.Conversation.Id);
        await vadstena.WorkAsync();

        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(reply)).State);
        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(line)).State);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task What_happened_while_the_app_was_down_for_days_is_seen_afterwards(int days)
    {
        var (edited, deleted) = (await FollowedAsync("Ändras"), await FollowedAsync("Tas bort"));

        await vadstena.BeAwayAsync(TimeSpan.FromDays(days), () =>
        {
            vadstena.Tenant.EditMessage(edited.Conversation.Id, edited.Message.Id, "<p>Ändrades</p>");
            vadstena.Tenant.DeleteMessage(deleted.Conversation.Id, deleted.Message.Id);
        });
        await vadstena.WorkAsync();

        Assert.Equal((SourceState.Edited, "Ändrades"), (await vadstena.LinkOf(edited)) switch { var link => (link.State, link.Title) });
        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(deleted)).State);
        await AssertFollowsAsync(edited);
    }

    [Fact]
    public async Task What_happened_while_Graph_was_down_for_a_day_is_seen_afterwards()
    {
        var spot = await FollowedAsync();
        vadstena.Host.NotificationFaults.Drop(1);
        vadstena.Host.Faults.Drop(CloudService.Graph, 100_000);

        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Under strömavbrottet</p>");
        await vadstena.PassAsync(TimeSpan.FromDays(1), TimeSpan.FromHours(6));
        Assert.Equal(SourceState.Live, (await vadstena.LinkOf(spot)).State);
        vadstena.Host.Faults.Clear();
        await vadstena.PassAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10));

        Assert.Equal((SourceState.Edited, "Under strömavbrottet"), (await vadstena.LinkOf(spot)) switch { var link => (link.State, link.Title) });
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task Without_quota_the_app_goes_on_and_shows_nothing_that_is_gone()
    {
        vadstena.Host.NotificationFaults.HeldByOtherApps = 10_000;
        var spot = vadstena.Write("skola/allmant", "amina", "<p>Utan prenumeration</p>");
        await vadstena.LinkAsync(spot);
        await vadstena.WorkAsync();
        Assert.Empty(vadstena.AtGraph(spot.Conversation));
        Assert.Contains("Utan prenumeration", await vadstena.PageAsync(), StringComparison.Ordinal);

        vadstena.Tenant.DeleteMessage(spot.Conversation.Id, spot.Message.Id);
        await vadstena.WorkAsync();
        Assert.DoesNotContain("Utan prenumeration", await vadstena.PageAsync(), StringComparison.Ordinal);

        vadstena.Host.NotificationFaults.HeldByOtherApps = 0;
        await vadstena.PassAsync(TimeSpan.FromMinutes(16), TimeSpan.FromMinutes(4));
        Assert.Single(vadstena.AtGraph(spot.Conversation));
        Assert.Equal(SourceState.Gone, (await vadstena.LinkOf(spot)).State);
    }

    [Fact]
    public async Task A_conversation_that_the_app_left_is_no_longer_followed()
    {
        var spot = await FollowedAsync();
        vadstena.Tenant.RemoveApp(TillitTeams.Sandbox.Seed.SeedIds.Team("skola"));
        await vadstena.WorkAsync();
        Assert.Empty(await vadstena.Kept());

        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Medan appen var borta</p>");
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        vadstena.Tenant.InstallApp(TillitTeams.Sandbox.Seed.SeedIds.Team("skola"));
        await vadstena.WorkAsync();

        Assert.Equal((SourceState.Edited, "Medan appen var borta"), (await vadstena.LinkOf(spot)) switch { var link => (link.State, link.Title) });
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task Several_instances_at_once_make_one_subscription_that_all_believe()
    {
        var spot = vadstena.Write("skola/allmant", "amina", "<p>Samtidigt</p>");
        await vadstena.LinkAsync(spot);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(vadstena.RoundAsync)));
        await vadstena.WorkAsync();

        var subscription = Assert.Single(vadstena.AtGraph(spot.Conversation));
        var row = Assert.Single(await vadstena.Kept());
        Assert.Equal((subscription.Id.ToString(), subscription.ClientState), (row.SubscriptionId, row.ClientState));
        await AssertFollowsAsync(spot);
    }

    [Fact]
    public async Task A_subscription_that_was_made_but_never_noted_down_is_replaced()
    {
        var spot = await FollowedAsync();
        await vadstena.InDatabase(async db =>
        {
            var row = db.GraphSubscriptions.Single();
            row.SubscriptionId = null;
            return await db.SaveChangesAsync();
        });

        await vadstena.WorkAsync();

        Assert.Equal(Assert.Single(await vadstena.Kept()).SubscriptionId, Assert.Single(vadstena.AtGraph(spot.Conversation)).Id.ToString());
        await AssertFollowsAsync(spot);
    }

    private async Task<Spot> FollowedAsync(string text = "Följs")
    {
        var spot = vadstena.Write("skola/allmant", "amina", $"<p>{text}</p>");
        await vadstena.LinkAsync(spot);
        await vadstena.WorkAsync();
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        return spot;
    }

    /// <summary>An edit made now arrives by notification alone.</summary>
    private async Task AssertFollowsAsync(Spot spot)
    {
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Följs ännu</p>");
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        Assert.NotNull((await vadstena.LinkOf(spot)).CheckAt);
        await vadstena.WorkAsync();
        Assert.Equal((SourceState.Edited, "Följs ännu"), (await vadstena.LinkOf(spot)) switch { var link => (link.State, link.Title) });
    }
}

public sealed class LiveLoopTests : IAsyncLifetime
{
    private readonly LoopingTenant vadstena = new();

    public ValueTask InitializeAsync() => vadstena.InitializeAsync();

    public ValueTask DisposeAsync() => vadstena.DisposeAsync();

    [Fact]
    public async Task The_app_looks_after_its_links_by_itself()
    {
        var spot = vadstena.Write("skola/allmant", "amina", "<p>Av sig självt</p>");
        await new Tagger(vadstena, "amina").TagAsync(spot, ("goals", "hallbar"));
        var subscribed = new TaskCompletionSource();
        vadstena.Tenant.Changed += change => _ = change is SubscriptionChanged && subscribed.TrySetResult();

        await subscribed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Contains(vadstena.Tenant.Read(content => content.Subscriptions), one => one.ConversationId == spot.Conversation.Id);
    }

    public sealed class LoopingTenant : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?> { ["Live:Interval"] = "00:00:01" },
        };
    }
}
