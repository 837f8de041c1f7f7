namespace TillitTeams.Model;

public enum ConversationKind
{
    Channel,
    GroupChat,
    Personal,
}

/// <summary>
/// A conversation that the app's bot may speak in, kept true by installation and conversation events.
/// </summary>
public sealed class ChannelInstallation : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public ConversationKind Kind { get; init; }

    /// <summary>Channel or chat thread id, without <c>;messageid=</c>.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Whom a personal conversation is with; null elsewhere.</summary>
    public Guid? PersonId { get; set; }

    /// <summary>Entra group id of the team; null in chats.</summary>
    public string? TeamId { get; set; }
    public string? TeamName { get; set; }
    public string? ChannelName { get; set; }

    /// <summary>Differs by region and may change: the latest one seen for this conversation.</summary>
    public required string ServiceUrl { get; set; }

    /// <summary><c>sv</c> or <c>en</c>: what cards posted here are written in.</summary>
    public required string Language { get; set; }
    public DateTimeOffset InstalledAt { get; set; }

    /// <summary>Set when the app or the channel was removed, or the team archived: nothing is posted here.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}
