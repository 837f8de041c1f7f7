using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>Turns what happens to messages into notifications for those who asked to be told.</summary>
internal sealed class Notifier(SandboxTenant tenant, Deliveries deliveries, NotificationFaults faults)
{
    public bool IsIdle => deliveries.IsIdle;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        tenant.Changed += Tell;
        try
        {
            await deliveries.RunAsync(cancellationToken);
        }
        finally
        {
            tenant.Changed -= Tell;
        }
    }

    private void Tell(TenantChange change)
    {
        if (change is not MessageChanged changed)
        {
            return;
        }

        var now = tenant.Clock.GetUtcNow();
        var notifications = tenant.Read(content =>
            content.FindConversation(changed.ConversationId) is { } conversation
            && conversation.Messages.Find(message => message.Id == changed.MessageId) is { } message
                ? content.Subscriptions
                    .Where(subscription => subscription.ConversationId == changed.ConversationId && subscription.ExpiresAt > now && Wants(subscription, changed.Kind))
                    .Select(subscription => new Outgoing(
                        subscription.Id, subscription.NotificationUrl, SubscriptionJson.Change(subscription, content, conversation, message, changed.Kind), now))
                    .ToList()
                : []);
        foreach (var notification in notifications.SelectMany(faults.Shape))
        {
            deliveries.Enqueue(notification);
        }
    }

    private static bool Wants(ChangeSubscription subscription, ChangeKind kind) =>
        subscription.ChangeType.Split(',').Contains(SubscriptionJson.Name(kind), StringComparer.OrdinalIgnoreCase);
}
