using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>Turns what happens to messages and in drives into notifications for those who asked to be told.</summary>
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
        var now = tenant.Clock.GetUtcNow();
        var notifications = change switch
        {
            MessageChanged message => OfMessage(message, now),
            DriveChanged drive => OfDrive(drive, now),
            _ => [],
        };
        foreach (var notification in notifications.SelectMany(faults.Shape))
        {
            deliveries.Enqueue(notification);
        }
    }

    /// <summary>A drive only tells that something in it was changed; what it was, delta says.</summary>
    private List<Outgoing> OfDrive(DriveChanged changed, DateTimeOffset now) => tenant.Read(content => content.Subscriptions
        .Where(subscription => subscription.ConversationId == changed.DriveId && subscription.ExpiresAt > now)
        .Select(subscription => new Outgoing(subscription.Id, subscription.NotificationUrl, SubscriptionJson.DriveChange(subscription, content.Id), now))
        .ToList());

    private List<Outgoing> OfMessage(MessageChanged changed, DateTimeOffset now) => tenant.Read(content =>
            content.FindConversation(changed.ConversationId) is { } conversation
            && conversation.Messages.Find(message => message.Id == changed.MessageId) is { } message
                ? content.Subscriptions
                    .Where(subscription => subscription.ConversationId == changed.ConversationId && subscription.ExpiresAt > now && Wants(subscription, changed.Kind))
                    .Select(subscription => new Outgoing(
                        subscription.Id, subscription.NotificationUrl, SubscriptionJson.Change(subscription, content, conversation, message, changed.Kind), now))
                    .ToList()
                : []);

    private static bool Wants(ChangeSubscription subscription, ChangeKind kind) =>
        subscription.ChangeType.Split(',').Contains(SubscriptionJson.Name(kind), StringComparer.OrdinalIgnoreCase);
}
