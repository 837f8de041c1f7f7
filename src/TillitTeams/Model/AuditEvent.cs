namespace TillitTeams.Model;

public enum AuditAction
{
    LinkMade,
    LinkChanged,
    LinkRemoved,

    /// <summary>Its source had been gone for as long as the rule says.</summary>
    LinkDisposed,
    InitiativeStarted,
    InitiativeChanged,
    SupportOffered,

    /// <summary>Somebody had their name in the initiative and its story written as it is now.</summary>
    NameCorrected,

    /// <summary>It had been done for as long as the rule says.</summary>
    InitiativeDisposed,

    /// <summary>A channel wants the weekly letter.</summary>
    DigestStarted,
    DigestChanged,
    DigestEnded,
    SiteTurnedOn,
    SiteTurnedOff,
    LabelAdded,
    LabelRemoved,

    /// <summary>Somebody set a value in the library and a link came of it.</summary>
    LinkedInLibrary,
    ChangedInLibrary,

    /// <summary>Somebody emptied the columns, and the link, which said nothing else, went.</summary>
    ClearedInLibrary,

    /// <summary>Both sides were changed since they last agreed: there is one row for each, and the later one stood.</summary>
    LibraryStood,

    /// <inheritdoc cref="LibraryStood"/>
    LibraryGaveWay,

    /// <inheritdoc cref="LibraryStood"/>
    LinkStood,

    /// <inheritdoc cref="LibraryStood"/>
    LinkGaveWay,

    /// <summary>A card that had been given up is sent again.</summary>
    CardRetried,

    /// <summary>Somebody who has left is no longer known by name; the row is the id that stands in their place.</summary>
    PersonForgotten,

    /// <summary>The row is the rule by which rows of one kind go or are kept.</summary>
    RetentionChanged,

    /// <summary>Rows of one kind went by a rule: the row is what is noted of the day.</summary>
    RowsDisposed,

    ModelItemAdded,
    ModelItemChanged,
    ModelItemRetired,

    /// <summary>The row is the one that was merged into another.</summary>
    ModelItemMerged,

    /// <summary>The goals or the principles were put in another order: the row is the one that comes first.</summary>
    ModelReordered,

    /// <summary>The row is the order of a public record; likewise of the next ones.</summary>
    RecordOrdered,
    RecordCancelled,

    /// <summary>It was gathered to its end.</summary>
    RecordReady,
    RecordFetched,

    /// <summary>The time in which it could be fetched is over, and what was gathered is removed.</summary>
    RecordExpired,
}

/// <summary>
/// Who did what to which row, and when: never what stood in it. Rows are added and nothing else; soon after, they are
/// sealed: given their place in the tenant's <see cref="AuditChain"/>.
/// </summary>
public sealed class AuditEvent : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>
    /// Entra object id of the person; empty when an app did it, or nobody says who. In place of somebody who has left and
    /// was forgotten stands an id that leads nowhere.
    /// </summary>
    public Guid PersonId { get; init; }
    public AuditAction Action { get; init; }

    /// <summary>The site's, the label's, the link's, the delivery's, the goal's, the principle's, the rule's or the order's row.</summary>
    public Guid RowId { get; init; }

    /// <summary>Its place among the tenant's events, from 1; null until it is sealed.</summary>
    public long? Sequence { get; set; }

    /// <inheritdoc cref="AuditChain.Proof"/>
    public byte[]? PersonProof { get; set; }

    /// <summary>Goes into the proof; null once the person is forgotten.</summary>
    public Guid? PersonSalt { get; set; }

    /// <summary>Of a person being forgotten: the hash of the ids of all the events that were theirs, in their order.</summary>
    public byte[]? Covers { get; init; }

    /// <inheritdoc cref="AuditChain.Hash"/>
    public byte[]? Hash { get; set; }
}

/// <summary>The last event of a tenant's chain: one that is cut off at the end is told by it.</summary>
public sealed class AuditHead : ITenantRow
{
    public Guid TenantId { get; init; }
    public long Sequence { get; set; }
    public required byte[] Hash { get; set; }
}
