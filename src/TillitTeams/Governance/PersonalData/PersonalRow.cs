namespace TillitTeams.Governance.PersonalData;

/// <summary>What is stored of a person, by what it is. Every kind is a part of the page and of the export.</summary>
public enum PersonalPart
{
    Links,

    /// <summary>What they wrote on somebody else's link.</summary>
    Words,
    Initiatives,

    /// <summary>What they did in initiatives.</summary>
    Steps,
    Follows,
    Letter,
    Chat,
    Cards,

    /// <summary>What the audit trail has noted that they did.</summary>
    Acts,
}

/// <summary>One row of what is stored of the caller: what is theirs, and of what it is about only what they can open.</summary>
/// <param name="At">With <paramref name="Id"/>, its place in the list, which is read newest first.</param>
/// <param name="What">Key of the sentence that says what it is.</param>
/// <param name="About">What it is about; null when the caller cannot open it now.</param>
/// <param name="Address">Where that is: a page of the tab, or the source in Microsoft 365.</param>
/// <param name="Words">What the caller wrote.</param>
/// <param name="Chosen">What the caller chose with it.</param>
/// <param name="Name">The caller's name as it stands there.</param>
public sealed record PersonalRow(
    Guid Id, DateTimeOffset At, string What, string? About = null, string? Address = null, string? Words = null, IReadOnlyList<string>? Chosen = null, string? Name = null);
