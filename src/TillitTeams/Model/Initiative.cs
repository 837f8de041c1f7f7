using System.Linq.Expressions;

namespace TillitTeams.Model;

public enum InitiativeState
{
    Idea,
    Ongoing,
    Done,
    Paused,
}

/// <summary>
/// What a team does for residents. Anyone who can open its home channel may change it; whoever can open
/// one of its channels may read it. One that came with the governance model has no channels and is
/// everybody's to read.
/// </summary>
public sealed class Initiative : ITenantRow
{
    public const int TitleMaxLength = 120;
    public const int TextMaxLength = 2000;

    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public required string Title { get; set; }

    /// <summary>What the team does.</summary>
    public string? What { get; set; }
    public string? ResidentsGain { get; set; }
    public string? Learned { get; set; }

    /// <summary>What the team asks others for; null when it asks for nothing.</summary>
    public string? SupportAsked { get; set; }
    public DateTimeOffset? SupportAskedAt { get; set; }
    public InitiativeState State { get; set; }

    /// <summary>Entra object id; empty when it came with the governance model.</summary>
    public Guid StartedById { get; init; }
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When somebody last changed what people read; lists are in this order.</summary>
    public DateTimeOffset ChangedAt { get; set; }
    public Guid? ContactId { get; set; }
    public string? ContactName { get; set; }

    /// <summary>The channel of the team that does it; null when it came with the governance model.</summary>
    public InitiativeChannel? Home => Channels.Find(channel => channel.IsHome);
    public List<InitiativeChannel> Channels { get; init; } = [];
    public List<InitiativeGoal> Goals { get; init; } = [];
    public List<InitiativePrinciple> Principles { get; init; } = [];

    /// <inheritdoc cref="Link.Version"/>
    public Guid Version { get; set; }

    /// <summary>Those that are done and of which nothing was said since this.</summary>
    public static Expression<Func<Initiative, bool>> DoneBefore(DateTimeOffset time) => initiative => initiative.State == InitiativeState.Done && initiative.ChangedAt < time;
}

/// <summary>A channel that the initiative concerns: its members may read it, and its cards are posted there.</summary>
public sealed class InitiativeChannel : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid InitiativeId { get; init; }
    public required string ChannelId { get; init; }

    /// <summary>Entra group id of the team that hosts the channel.</summary>
    public required string TeamId { get; init; }

    /// <summary>The names of team and channel.</summary>
    public required string PlaceName { get; set; }
    public bool IsHome { get; set; }
}

public sealed class InitiativeGoal : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid InitiativeId { get; init; }
    public Guid GoalId { get; init; }
}

public sealed class InitiativePrinciple : ITenantRow
{
    public const int HowMaxLength = 300;

    public Guid TenantId { get; init; }
    public Guid InitiativeId { get; init; }
    public Guid PrincipleId { get; init; }

    /// <summary>How the principle shows in the work.</summary>
    public string? How { get; set; }
}
