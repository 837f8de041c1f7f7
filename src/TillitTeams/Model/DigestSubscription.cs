namespace TillitTeams.Model;

/// <summary>
/// A channel, or a person in their 1:1 chat with the bot, gets a letter every week. There is one row for each
/// <see cref="Target"/>; whoever ends the letter and takes it up again finds their choices as they were.
/// </summary>
public sealed class DigestSubscription : ITenantRow
{
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <inheritdoc cref="Delivery.Target"/>
    public required string Target { get; init; }

    /// <summary>Whose letter it is; null for a channel's.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The day that is asked for; a public holiday moves the letter.</summary>
    public DayOfWeek Weekday { get; set; } = DayOfWeek.Friday;

    /// <summary>The municipality's time.</summary>
    public TimeOnly At { get; set; } = new(8, 30);

    /// <summary><c>sv</c> or <c>en</c>.</summary>
    public required string Language { get; set; }

    /// <summary>Nothing comes in July, nor from Christmas Eve to Epiphany.</summary>
    public bool PausesOverHolidays { get; set; } = true;

    /// <summary>None is every goal that is in force.</summary>
    public List<DigestGoal> Goals { get; init; } = [];

    /// <summary>The teams that a person's letter tells of; a channel's has none.</summary>
    public List<DigestTeam> Teams { get; init; } = [];

    /// <summary>The ISO week whose letter is next: <c>2026-W48</c>.</summary>
    public required string NextWeek { get; set; }

    /// <summary>When that letter is due.</summary>
    public DateTimeOffset NextAt { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <inheritdoc cref="Link.Version"/>
    public Guid Version { get; set; }

    public void PlanFor(string week, DateTimeOffset at) => (NextWeek, NextAt, Version) = (week, at, Guid.NewGuid());
}

public sealed class DigestGoal : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid SubscriptionId { get; init; }
    public Guid GoalId { get; init; }
}

public sealed class DigestTeam : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid SubscriptionId { get; init; }

    /// <summary>Entra group id.</summary>
    public required string TeamId { get; init; }
}

/// <summary>A week whose letter was due and was not written, because nobody was there to write it in time.</summary>
public sealed class MissedDigest : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid SubscriptionId { get; init; }

    /// <inheritdoc cref="DigestSubscription.NextWeek"/>
    public required string Week { get; init; }
    public DateTimeOffset DueAt { get; init; }
}

/// <summary>Whether a letter was of use to whoever read it: not who it was, nor where.</summary>
public sealed class DigestAnswer : ITenantRow
{
    /// <summary>Of no order in time, which could tell who answered when.</summary>
    public Guid Id { get; init; }
    public Guid TenantId { get; init; }

    /// <inheritdoc cref="DigestSubscription.NextWeek"/>
    public required string Week { get; init; }
    public bool WasUseful { get; init; }
}
