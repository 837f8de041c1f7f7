namespace TillitTeams.Model;

public enum DeliveryPurpose
{
    InitiativeStarted,
    InitiativeSupport,
    InitiativeDone,

    /// <summary>Somebody can help: told to the contact in a 1:1 chat.</summary>
    SupportOffered,

    /// <summary>The weekly letter.</summary>
    Digest,

    /// <summary>The app came to a team: it says what it is for.</summary>
    Welcome,
}

public enum DeliveryState
{
    /// <summary>What is to be seen is not seen yet: a post or an update is to be made.</summary>
    Waiting,
    Delivered,

    /// <summary>Given up, for <see cref="Delivery.Reason"/>: the governance lead can have it tried again.</summary>
    Failed,
}

public enum DeliveryReason
{
    /// <summary>The bot is no longer in the team or chat, or the channel is gone or archived.</summary>
    NotThere,

    /// <summary>Taken by nobody, such as a person whom the bot is not allowed to write to.</summary>
    Blocked,

    /// <summary>Refused for what it is.</summary>
    Refused,

    /// <summary>It may or may not be there, and there is no reading back.</summary>
    Uncertain,

    /// <summary>Tried for as long as it is worth trying.</summary>
    GaveUp,

    /// <summary>It was not there by <see cref="Delivery.NotAfter"/>.</summary>
    TooLate,
}

/// <summary>
/// One card that is to be seen in one conversation: the outbox. It is written in the same transaction as
/// what caused it, and once for each (<see cref="Target"/>, <see cref="Purpose"/>, <see cref="Key"/>). An edit
/// changes <see cref="Card"/> and raises <see cref="Revision"/>: the posted card follows in place, and of
/// several edits at once only the last is sent.
/// </summary>
public sealed class Delivery : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <summary>The channel's or chat's id, or <see cref="ToPerson"/>: what makes it one and the same.</summary>
    public required string Target { get; init; }
    public DeliveryPurpose Purpose { get; init; }

    /// <summary>What it is about, such as an initiative's id.</summary>
    public required string Key { get; init; }

    /// <summary>The person whom the bot is to find or open a 1:1 chat with.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The installation whose service URL is used: the channel's own, or for a person that of a conversation which both are in.</summary>
    public required string ViaConversationId { get; init; }

    /// <summary>The 1:1 chat, once it is known; otherwise the same as <see cref="Target"/>.</summary>
    public string? ConversationId { get; set; }

    public Guid? InitiativeId { get; init; }

    /// <summary>The Adaptive Card as JSON, in the conversation's language. It carries <see cref="Id"/>, by which it is known again.</summary>
    public required string Card { get; set; }

    /// <summary>What the notification says; plain text.</summary>
    public required string Summary { get; set; }
    public int Revision { get; set; } = 1;
    public int SentRevision { get; set; }

    /// <summary>The posted message, once it is known to be there.</summary>
    public string? MessageId { get; set; }
    public DeliveryState State { get; set; }
    public DeliveryReason? Reason { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Nothing is posted after this time; null for what is never too late.</summary>
    public DateTimeOffset? NotAfter { get; init; }
    public int Attempts { get; set; }

    /// <summary>Who works on it; meaningless after <see cref="LeasedUntil"/>.</summary>
    public Guid? Lease { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>A post was begun at this time and its outcome is not known: read back before it is made again.</summary>
    public DateTimeOffset? InDoubtSince { get; set; }

    /// <summary>Since when it has been tried in vain; null as long as nothing went wrong.</summary>
    public DateTimeOffset? TriedSince { get; set; }

    /// <summary>When it was given up.</summary>
    public DateTimeOffset? FailedAt { get; set; }

    public static string ToPerson(Guid person) => $"person/{person}";

    /// <summary>
    /// What is to be seen from now on: a posted card follows in place. One that was given up waits for the governance
    /// lead; then it tells how things stand.
    /// </summary>
    public void Show(string card, string summary, DateTimeOffset now)
    {
        (Card, Summary, Revision) = (card, summary, Revision + 1);
        // What waits keeps its time: whoever throttles is not to be asked sooner for an edit.
        if (State == DeliveryState.Delivered)
        {
            TryAgain(now);
        }
    }

    /// <summary>Whoever has an uncertain card sent again has looked first, and knows that it is not there.</summary>
    public void TryAgain(DateTimeOffset now)
    {
        InDoubtSince = Reason == DeliveryReason.Uncertain ? null : InDoubtSince;
        (State, Reason, FailedAt, TriedSince, Attempts, DueAt) = (DeliveryState.Waiting, null, null, null, 0, now);
    }
}
