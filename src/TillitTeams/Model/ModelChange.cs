namespace TillitTeams.Model;

public enum ModelChangeKind
{
    Added,

    /// <summary>One field of an item.</summary>
    Changed,
    Retired,

    /// <summary>Into the one that <see cref="ModelChange.After"/> names; what was linked follows.</summary>
    MergedWithLinks,

    /// <summary>Into the one that <see cref="ModelChange.After"/> names; what was linked stays.</summary>
    MergedWithoutLinks,

    /// <summary>All of a kind: before and after are their names, one on a line.</summary>
    Reordered,
}

public enum ModelField
{
    NameSv,
    NameEn,
    DescriptionSv,
    DescriptionEn,
    DecisionReference,
    DecidedOn,
    ValidFrom,
    ValidTo,
    Colour,
    Icon,
}

public enum ModelActor
{
    Steward,

    /// <summary>The app, on its first start, from the municipality's file.</summary>
    FirstFile,

    /// <summary>A governance lead, from a file.</summary>
    File,
}

/// <summary>
/// One step in the history of the governance model, for everybody to read: what was changed and by which decision.
/// Which role did it stands here; who it was stands in the audit. Rows are added and nothing else.
/// </summary>
public sealed class ModelChange : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <summary>The same for all rows of one act.</summary>
    public DateTimeOffset At { get; init; }
    public ModelActor Actor { get; init; }
    public ItemKind ItemKind { get; init; }

    /// <summary>Null when it is about all of a kind.</summary>
    public Guid? ItemId { get; init; }
    public ModelChangeKind Kind { get; init; }
    public ModelField? Field { get; init; }

    /// <summary>A text, a day as <c>2026-12-31</c>, or the name of a colour or an icon.</summary>
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>The decision that the change comes of; null where none is needed, as for the order.</summary>
    public string? DecisionReference { get; init; }
    public DateOnly? DecidedOn { get; init; }
}
