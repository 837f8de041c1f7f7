using System.Globalization;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>The <c>subscription</c> resource and the <c>changeNotification</c>s that come of it.</summary>
internal static class SubscriptionJson
{
    public static JsonObject Of(ChangeSubscription subscription) => new()
    {
        ["id"] = subscription.Id.ToString(),
        ["resource"] = subscription.Resource,
        ["applicationId"] = subscription.ApplicationId,
        ["changeType"] = subscription.ChangeType,
        ["clientState"] = subscription.ClientState,
        ["notificationUrl"] = subscription.NotificationUrl.ToString(),
        ["notificationQueryOptions"] = null,
        ["lifecycleNotificationUrl"] = subscription.LifecycleNotificationUrl?.ToString(),
        ["expirationDateTime"] = Time(subscription.ExpiresAt),
        ["creatorId"] = subscription.PersonId?.ToString() ?? subscription.ApplicationId,
        ["includeResourceData"] = false,
        ["latestSupportedTlsVersion"] = "v1_2",
        ["encryptionCertificate"] = null,
        ["encryptionCertificateId"] = null,
        ["notificationUrlAppId"] = null,
    };

    /// <summary>Without resource data: what the message is now is for the app to ask (<em>Notification payloads</em>).</summary>
    public static JsonObject Change(ChangeSubscription subscription, TenantContent content, Conversation conversation, Message message, ChangeKind kind)
    {
        var resource = Resource(content, conversation, message);
        return new JsonObject
        {
            ["subscriptionId"] = subscription.Id.ToString(),
            ["changeType"] = Name(kind),
            ["tenantId"] = content.Id.ToString(),
            ["clientState"] = subscription.ClientState,
            ["subscriptionExpirationDateTime"] = Time(subscription.ExpiresAt),
            ["resource"] = resource,
            ["resourceData"] = new JsonObject
            {
                ["id"] = message.Id,
                ["@odata.type"] = "#Microsoft.Graph.chatMessage",
                ["@odata.id"] = resource,
            },
        };
    }

    /// <summary>The resource is the drive that was subscribed to, whatever in it was changed.</summary>
    public static JsonObject DriveChange(ChangeSubscription subscription, Guid tenantId) => new()
    {
        ["subscriptionId"] = subscription.Id.ToString(),
        ["clientState"] = subscription.ClientState,
        ["subscriptionExpirationDateTime"] = Time(subscription.ExpiresAt),
        ["resource"] = subscription.Resource.TrimStart('/'),
        ["tenantId"] = tenantId.ToString(),
        ["changeType"] = Name(ChangeKind.Updated),
        ["resourceData"] = new JsonObject { ["@odata.type"] = "#Microsoft.Graph.DriveItem" },
    };

    /// <summary>About the subscription itself (<em>Structure of a lifecycle notification</em>).</summary>
    public static JsonObject Lifecycle(ChangeSubscription subscription, Guid tenantId, string lifecycleEvent) => new()
    {
        ["subscriptionId"] = subscription.Id.ToString(),
        ["subscriptionExpirationDateTime"] = Time(subscription.ExpiresAt),
        ["tenantId"] = tenantId.ToString(),
        ["clientState"] = subscription.ClientState,
        ["lifecycleEvent"] = lifecycleEvent,
    };

    public static string Name(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static string Resource(TenantContent content, Conversation conversation, Message message) =>
        content.FindChannel(conversation.Id) is not { } channel ? $"chats('{conversation.Id}')/messages('{message.Id}')"
        : message.ReplyToId is { } root
            ? $"teams('{channel.Team.Id}')/channels('{conversation.Id}')/messages('{root}')/replies('{message.Id}')"
        : $"teams('{channel.Team.Id}')/channels('{conversation.Id}')/messages('{message.Id}')";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
