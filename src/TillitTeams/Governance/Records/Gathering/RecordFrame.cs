using TillitTeams.Model;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>What an export is of, and what the council has decided of it, as it stood when it was begun.</summary>
/// <param name="Of">The name of the goal or the title of the initiative; null for a period.</param>
public sealed record RecordFrame(
    string Municipality,
    RecordScope Scope,
    string? Of,
    DateOnly? From,
    DateOnly? To,
    DateTimeOffset OrderedAt,
    IReadOnlyList<DecisionRecord> Decisions,
    IReadOnlyList<ChangeRecord> Changes);

/// <summary>A goal or a principle, and the decision behind it.</summary>
/// <param name="MergedInto">The name of what it has become part of.</param>
public sealed record DecisionRecord(
    ItemKind Kind,
    string Code,
    LocalText Name,
    LocalText Description,
    string Decision,
    DateOnly DecidedOn,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string? MergedInto);

/// <summary>A step in the history of the governance model. Which role took it stands there, and the decision that it comes of.</summary>
/// <param name="Item">The name of the goal or the principle; null when it is about all of a kind.</param>
public sealed record ChangeRecord(
    DateTimeOffset At,
    ItemKind Kind,
    string? Item,
    ModelChangeKind Change,
    ModelField? Field,
    string? Before,
    string? After,
    string? Decision,
    DateOnly? DecidedOn,
    ModelActor By);

/// <summary>A conversation or a document that was linked. Who linked it is not told here either.</summary>
/// <param name="Place">Team and channel, chat, or library and folders.</param>
/// <param name="At">When it was written or last changed.</param>
/// <param name="IsEdited">It was edited since it was linked.</param>
/// <param name="Why">What it means for residents, in the words of whoever linked it.</param>
/// <param name="Initiative">Null, too, when whoever ordered the export cannot open it.</param>
public sealed record LinkRecord(
    Guid Id,
    LinkKind Kind,
    string Title,
    string Place,
    string Url,
    DateTimeOffset At,
    bool IsEdited,
    DateTimeOffset LinkedAt,
    DateTimeOffset ChangedAt,
    string? Why,
    IReadOnlyList<ItemRecord> Goals,
    IReadOnlyList<ItemRecord> Principles,
    NamedRecord? Initiative);

public sealed record ItemRecord(string Code, string Name);

public sealed record NamedRecord(Guid Id, string Name);

/// <summary>What a team does for residents, and its story.</summary>
/// <param name="Places">Those of its channels that whoever ordered the export can open.</param>
public sealed record InitiativeRecord(
    Guid Id,
    string Title,
    InitiativeState State,
    string? What,
    string? ResidentsGain,
    string? Learned,
    string? SupportAsked,
    DateTimeOffset StartedAt,
    DateTimeOffset ChangedAt,
    string? Contact,
    IReadOnlyList<string> Places,
    IReadOnlyList<ItemRecord> Goals,
    IReadOnlyList<HowRecord> Principles,
    IReadOnlyList<StepRecord> Story);

/// <param name="How">How the principle shows in the work.</param>
public sealed record HowRecord(string Code, string Name, string? How);

/// <summary>Who did what in an initiative, and when: the same as its page tells.</summary>
public sealed record StepRecord(DateTimeOffset At, string? By, InitiativeEventKind Kind, InitiativeField? Field, string? Before, string? After);
