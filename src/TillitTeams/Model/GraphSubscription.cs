namespace TillitTeams.Model;

/// <summary>
/// One conversation with links that Graph is to tell about changes in. Its notifications are hints; what a
/// message is now is read from the message.
/// </summary>
public sealed class GraphSubscription : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <summary>The channel's or the chat's id; one row each.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Entra group id of the channel's team; null for a chat.</summary>
    public string? TeamId { get; init; }

    /// <summary>Graph's id of the subscription; null while there is none.</summary>
    public string? SubscriptionId { get; set; }

    /// <summary>What Graph must repeat in each notification to be believed.</summary>
    public required string ClientState { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Everything that happened in the conversation before this has been told or looked up.</summary>
    public DateTimeOffset SeenUntil { get; set; }

    /// <summary>Notifications may have been missed since <see cref="SeenUntil"/>.</summary>
    public bool MustCatchUp { get; set; }

    /// <summary>Graph is not asked before this, after it refused or did not answer.</summary>
    public DateTimeOffset NextTryAt { get; set; }
}
