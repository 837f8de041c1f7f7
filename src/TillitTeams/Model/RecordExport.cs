namespace TillitTeams.Model;

/// <summary>What an export is about; a goal can be narrowed down to a period too.</summary>
public enum RecordScope
{
    Goal,
    Initiative,
    Period,
}

public enum RecordState
{
    /// <summary>It is being put together, or waits for whoever ordered it: only with their token can Microsoft 365 be asked what they may open.</summary>
    Gathering,
    Ready,
    Failed,
    Cancelled,

    /// <summary>The time in which it could be fetched, or finished, is over.</summary>
    Expired,
}

/// <summary>What is gathered, in this order.</summary>
public enum RecordStage
{
    Decisions,
    Initiatives,
    Links,
}

/// <summary>
/// A public record that a governance lead has ordered: everything about a goal, an initiative or a period that they can
/// open. It is theirs alone to fetch, since others can open other things.
/// </summary>
public sealed class RecordExport : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public RecordScope Scope { get; init; }
    public Guid? GoalId { get; init; }
    public Guid? InitiativeId { get; init; }

    /// <summary>The first day; null together with <see cref="To"/> for the whole time.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day.</summary>
    public DateOnly? To { get; init; }

    /// <summary>In which it is written: <c>sv</c>.</summary>
    public required string Language { get; init; }

    /// <summary>Entra object id.</summary>
    public Guid OrderedById { get; init; }

    /// <summary>What was linked or started later is not in it.</summary>
    public DateTimeOffset OrderedAt { get; init; }
    public RecordState State { get; set; }
    public RecordStage Stage { get; set; }

    /// <summary>The last row of the stage that was come to; null at its beginning.</summary>
    public Guid? After { get; set; }

    /// <summary>How many parts there are, numbered from 0.</summary>
    public int Parts { get; set; }

    /// <summary>How many links there are to be come to, the hidden ones included; what is shown of it is how far it has come.</summary>
    public int Total { get; set; }

    /// <summary>How many of them were come to.</summary>
    public int Passed { get; set; }

    /// <summary>Something was left out, because whoever ordered it cannot open it.</summary>
    public bool LeftOut { get; set; }

    /// <summary>It is not gone on with before this.</summary>
    public DateTimeOffset NextTryAt { get; set; }

    /// <summary>How often in a row it failed for a reason of the app's own.</summary>
    public int Attempts { get; set; }

    /// <summary>Whoever is at work on it, of several instances; null when nobody is.</summary>
    public Guid? Lease { get; set; }
    public DateTimeOffset? LeasedUntil { get; set; }
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>Until when it can be finished, and then fetched.</summary>
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A piece of an export, as it was gathered: what was not to be seen is not in it.</summary>
public sealed class RecordExportPart : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid ExportId { get; init; }
    public int Number { get; init; }
    public RecordStage Stage { get; init; }

    /// <summary>Records as lines of JSON, compressed.</summary>
    public required byte[] Content { get; init; }
}
