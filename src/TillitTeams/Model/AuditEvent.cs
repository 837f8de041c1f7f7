namespace TillitTeams.Model;

public enum AuditAction
{
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

    ModelItemAdded,
    ModelItemChanged,
    ModelItemRetired,

    /// <summary>The row is the one that was merged into another.</summary>
    ModelItemMerged,

    /// <summary>The goals or the principles were put in another order: the row is the one that comes first.</summary>
    ModelReordered,
}

/// <summary>Who did what to which row, and when: never what stood in it. Rows are added and nothing else.</summary>
public sealed class AuditEvent : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Entra object id of the person; empty when an app did it, or nobody says who.</summary>
    public Guid PersonId { get; init; }
    public AuditAction Action { get; init; }

    /// <summary>The site's, the label's, the link's, the delivery's, the goal's or the principle's row.</summary>
    public Guid RowId { get; init; }
}
