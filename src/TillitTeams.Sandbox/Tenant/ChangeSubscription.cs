namespace TillitTeams.Sandbox.Tenant;

/// <summary>A channel, a chat or a drive that Graph tells an app about, when something happens in it.</summary>
public sealed class ChangeSubscription
{
    public required Guid Id { get; init; }

    /// <summary>As the app wrote it: <c>/teams/…/channels/…/messages</c>.</summary>
    public required string Resource { get; init; }
    /// <summary>The channel or the chat, or the drive whose items it is about.</summary>
    public required string ConversationId { get; init; }

    /// <summary>Of <c>created</c>, <c>updated</c> and <c>deleted</c>, with commas.</summary>
    public required string ChangeType { get; init; }
    public string? ClientState { get; init; }
    public required Uri NotificationUrl { get; set; }
    public Uri? LifecycleNotificationUrl { get; init; }
    public required DateTimeOffset ExpiresAt { get; set; }
    public required string ApplicationId { get; init; }

    /// <summary>The person on whose behalf the app asked; null when it asked as itself.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Nothing is told after this before the app has proved anew that it may know.</summary>
    public required DateTimeOffset AuthorizedUntil { get; set; }

    /// <summary>When the app was last asked to prove it.</summary>
    public DateTimeOffset? ChallengedAt { get; set; }
}
