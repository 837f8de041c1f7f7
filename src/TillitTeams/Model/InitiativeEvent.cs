namespace TillitTeams.Model;

public enum InitiativeEventKind
{
    Started,

    /// <summary>One text, or the choice of goals, principles or channels, was changed.</summary>
    Edited,
    StateChanged,
    SupportAsked,

    /// <summary>Somebody said that they can help; <see cref="InitiativeEvent.After"/> is from where.</summary>
    SupportOffered,

    /// <summary>The team asks no longer.</summary>
    SupportEnded,
    Learned,

    /// <summary>It is done, and <see cref="InitiativeEvent.After"/> is what residents gained.</summary>
    Done,
}

public enum InitiativeField
{
    Title,
    What,
    ResidentsGain,
    Learned,
    SupportAsked,
    State,
    Goals,
    Principles,
    Contact,
    Channels,
}

/// <summary>
/// One step in an initiative's story. The steps are its history too: what a text was before stays here, so
/// that nobody's words are lost. Rows are added and nothing else, but that the name and the id of a person can be
/// corrected and forgotten.
/// </summary>
public sealed class InitiativeEvent : ITenantRow
{
    /// <summary>In the place of the name of somebody who has left, in <see cref="Before"/> and <see cref="After"/>.</summary>
    public const string SomebodyWhoLeft = "–";

    public Guid Id { get; init; }
    public Guid TenantId { get; init; }
    public Guid InitiativeId { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Entra object id, or what stands in for it; empty when it came with the governance model.</summary>
    public Guid ById { get; init; }

    /// <summary>Null too for somebody who has left and was forgotten.</summary>
    public string? ByName { get; init; }
    public InitiativeEventKind Kind { get; init; }
    public InitiativeField? Field { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
}

/// <summary>Somebody who wants to be told when something happens.</summary>
public sealed class InitiativeFollower : ITenantRow
{
    public Guid TenantId { get; init; }
    public Guid InitiativeId { get; init; }
    public Guid UserId { get; init; }

    /// <summary>What happened before it is no news to them.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When they were last told; they know of what happened before it.</summary>
    public DateTimeOffset? ToldAt { get; set; }

    /// <summary>Not before this is it looked whether there is news for them again.</summary>
    public DateTimeOffset NextTryAt { get; set; }
}
