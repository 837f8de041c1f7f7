using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>
/// The life of subscriptions between requests: they expire, the app is asked to prove itself anew, and
/// those whose channel is gone are removed (<em>Reduce missing change notifications and removed subscriptions</em>).
/// </summary>
public sealed class SubscriptionWatch : IDisposable
{
    private readonly SandboxTenant tenant;
    private readonly Deliveries deliveries;
    private readonly SubscriptionLimits limits;
    private readonly ITimer timer;

    internal SubscriptionWatch(SandboxTenant tenant, Deliveries deliveries, SubscriptionLimits limits)
    {
        (this.tenant, this.deliveries, this.limits) = (tenant, deliveries, limits);
        timer = tenant.Clock.CreateTimer(_ => Look(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        tenant.Changed += Follow;
        Look();
    }

    /// <summary>Asks the app to prove itself anew, as Graph may at any time.</summary>
    public void Challenge(string conversationId) => Tell("reauthorizationRequired", subscription => subscription.ConversationId == conversationId);

    /// <summary>Tells that notifications were lost. Documented for Outlook's resources only; an app that follows the page takes it for any.</summary>
    public void Miss(string conversationId) => Tell("missed", subscription => subscription.ConversationId == conversationId);

    /// <summary>Takes the subscription away, and says so.</summary>
    public void Remove(string conversationId) => Remove(subscription => subscription.ConversationId == conversationId, tells: true);

    public void Dispose()
    {
        tenant.Changed -= Follow;
        timer.Dispose();
    }

    private void Follow(TenantChange change)
    {
        switch (change)
        {
            case ChannelChanged { Kind: ChangeKind.Deleted } channel:
                Remove(channel.ChannelId);
                break;
            case TeamChanged { Kind: ChangeKind.Deleted } team:
                Remove(subscription => team.Team.Channels.Exists(channel => channel.Id == subscription.ConversationId), tells: true);
                break;
            case AppInstallationChanged { Kind: ChangeKind.Deleted } app:
                var places = tenant.Read(content => Guid.TryParse(app.ConversationOrTeamId, out var id) && content.FindTeam(id) is { } team
                    ? team.Channels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal)
                    : [app.ConversationOrTeamId]);
                // "When an administrator has revoked your app's permissions to read a resource."
                Tell("reauthorizationRequired", subscription => places.Contains(subscription.ConversationId));
                break;
            case SiteGrantChanged { Kind: ChangeKind.Deleted } grant:
                var drives = tenant.Read(content => content.Sites.Where(site => site.Key == grant.SiteKey)
                    .SelectMany(site => site.Drives).Select(drive => drive.Id).ToHashSet(StringComparer.Ordinal));
                Tell("reauthorizationRequired", subscription => drives.Contains(subscription.ConversationId));
                break;
            case SubscriptionChanged:
                Look();
                break;
        }
    }

    /// <summary>Does what is due, and sets the clock for what comes next.</summary>
    private void Look()
    {
        var now = tenant.Clock.GetUtcNow();
        Remove(subscription => subscription.ExpiresAt <= now, tells: false);
        Tell("reauthorizationRequired", subscription => NextChallenge(subscription) <= now);
        var next = tenant.Read(content => content.Subscriptions
            .SelectMany(subscription => new[] { subscription.ExpiresAt, NextChallenge(subscription) ?? subscription.ExpiresAt })
            .Order()
            .Select(time => (DateTimeOffset?)time)
            .FirstOrDefault());
        timer.Change(next is { } due ? Max(due - now, TimeSpan.FromSeconds(1)) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private DateTimeOffset? NextChallenge(ChangeSubscription subscription)
    {
        if (subscription.LifecycleNotificationUrl is null)
        {
            return null;
        }

        var end = subscription.AuthorizedUntil < subscription.ExpiresAt ? subscription.AuthorizedUntil : subscription.ExpiresAt;
        return subscription.ChallengedAt is { } last ? last + limits.Challenge : end - limits.Challenge;
    }

    private void Tell(string lifecycleEvent, Predicate<ChangeSubscription> which)
    {
        var now = tenant.Clock.GetUtcNow();
        List<Outgoing> notifications = [];
        tenant.Change(content =>
        {
            foreach (var subscription in content.Subscriptions.FindAll(which))
            {
                subscription.ChallengedAt = lifecycleEvent == "reauthorizationRequired" ? now : subscription.ChallengedAt;
                if (Build(subscription, lifecycleEvent, now) is { } notification)
                {
                    notifications.Add(notification);
                }
            }

            return null;
        });
        notifications.ForEach(deliveries.Enqueue);
    }

    private void Remove(Predicate<ChangeSubscription> which, bool tells)
    {
        var now = tenant.Clock.GetUtcNow();
        foreach (var gone in tenant.Read(content => content.Subscriptions.FindAll(which)))
        {
            tenant.Change(content => content.Subscriptions.Remove(gone) ? new SubscriptionChanged(gone.Id, ChangeKind.Deleted) : null);
            if (tells && Build(gone, "subscriptionRemoved", now) is { } farewell)
            {
                deliveries.Enqueue(farewell with { IsFinal = true });
            }
        }
    }

    private Outgoing? Build(ChangeSubscription subscription, string lifecycleEvent, DateTimeOffset now) =>
        subscription.LifecycleNotificationUrl is { } endpoint
            ? new Outgoing(subscription.Id, endpoint, SubscriptionJson.Lifecycle(subscription, tenant.Id, lifecycleEvent), now)
            : null;

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
