using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>The body of a request to make a subscription, or to change one; null where nothing was said.</summary>
internal sealed record SubscriptionOrder(
    string? Resource, string? ChangeType, string? ClientState, string? NotificationUrl, string? LifecycleNotificationUrl, DateTimeOffset? ExpiresAt, bool WantsContent)
{
    private static readonly string[] Kinds = ["created", "updated", "deleted"];

    /// <returns>Null when the body is no JSON object or a property has the wrong type.</returns>
    public static async Task<SubscriptionOrder?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonNode.ParseAsync(body, cancellationToken: cancellationToken) is JsonObject json
                ? new SubscriptionOrder(
                    (string?)json["resource"],
                    (string?)json["changeType"],
                    (string?)json["clientState"],
                    (string?)json["notificationUrl"],
                    (string?)json["lifecycleNotificationUrl"],
                    (string?)json["expirationDateTime"] is { } time ? DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : null,
                    (bool?)json["includeResourceData"] ?? false)
                : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What is wrong with it before anybody is asked.</summary>
    public GraphAnswer? RefuseNew(SubscriptionLimits limits, DateTimeOffset now)
    {
        if ((Resource, ChangeType, NotificationUrl, ExpiresAt) is (null, _, _, _) or (_, null, _, _) or (_, _, null, _) or (_, _, _, null))
        {
            return Invalid("The request is missing one of the required properties: resource, changeType, notificationUrl, expirationDateTime.");
        }

        if (WantsContent)
        {
            return GraphAnswer.NotHere("notifications with resource data");
        }

        if (ChangeType!.Split(',').Except(Kinds, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            return Invalid($"Invalid 'changeType' attribute: '{unknown}'.");
        }

        if (ClientState?.Length > limits.ClientStateLength)
        {
            return Invalid($"The 'clientState' attribute must not be longer than {limits.ClientStateLength} characters.");
        }

        var isDrive = SubscriptionResource.Parse(Resource!) is { IsDrive: true };
        return isDrive && !string.Equals(ChangeType, "updated", StringComparison.OrdinalIgnoreCase)
            // "Drive root item and list change notifications support only the updated changeType."
            ? Invalid("Invalid 'changeType' attribute: only 'updated' is supported on this resource.")
            : RefuseTime(limits, now, LifecycleNotificationUrl is not null, "Create", isDrive);
    }

    public GraphAnswer? RefuseTime(SubscriptionLimits limits, DateTimeOffset now, bool hasLifecycle, string operation, bool isDrive)
    {
        var ahead = ExpiresAt!.Value - now;
        if (isDrive && ahead > TimeSpan.Zero)
        {
            return ahead > limits.LongestOnDrive ? Invalid($"Subscription expiration can only be {limits.LongestOnDrive.TotalMinutes:0} minutes in the future.") : null;
        }

        return ahead <= TimeSpan.Zero ? Invalid("The 'expirationDateTime' must be in the future.")
            : ahead > limits.Longest
                ? Workload(operation, StatusCodes.Status400BadRequest, $"Expiration time '{ExpiresAt:O}' ('{ahead:c}' from now) is beyond allowed max '{limits.Longest:c}'.")
            : ahead > limits.LongestWithoutLifecycle && !hasLifecycle
                ? Invalid("lifecycleNotificationUrl is a required property for subscription creation on this resource when the expirationDateTime value is set to greater than 1 hour.")
            : null;
    }

    /// <summary>When it will expire, which is never sooner than Graph cares for.</summary>
    public DateTimeOffset Expiry(SubscriptionLimits limits, DateTimeOffset now) =>
        ExpiresAt!.Value < now + limits.Shortest ? now + limits.Shortest : ExpiresAt.Value;

    public static GraphAnswer Invalid(string message) => GraphAnswer.Refuse(StatusCodes.Status400BadRequest, "InvalidRequest", message);

    /// <summary>How the Teams workload refuses through the subscription service.</summary>
    public static GraphAnswer Workload(string operation, int status, string reason) =>
        GraphAnswer.Refuse(status, "ExtensionError", $"Operation: {operation}; Exception: [Status Code: {Name(status)}; Reason: {reason}]");

    private static string Name(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "BadRequest",
        StatusCodes.Status403Forbidden => "Forbidden",
        _ => "NotFound",
    };
}
