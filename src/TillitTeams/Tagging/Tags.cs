namespace TillitTeams.Tagging;

/// <summary>What a person says about a conversation: codes of goals and principles, an initiative, and why.</summary>
internal sealed record Tags(IReadOnlySet<string> Goals, IReadOnlySet<string> Principles, Guid? InitiativeId, string? Why)
{
    public static Tags None { get; } = Of([], [], null, null);

    public bool SayNothing => NameNothingDecided && InitiativeId is null;

    /// <summary>None of what the council has decided; an initiative alone is enough in the tab.</summary>
    public bool NameNothingDecided => Goals.Count == 0 && Principles.Count == 0;

    public static Tags Of(IEnumerable<string> goals, IEnumerable<string> principles, Guid? initiativeId, string? why) => new(
        goals.ToHashSet(StringComparer.Ordinal),
        principles.ToHashSet(StringComparer.Ordinal),
        initiativeId,
        string.IsNullOrWhiteSpace(why) ? null : why.ReplaceLineEndings("\n").Trim());

    /// <summary>
    /// What two people meant who tagged the same conversation at once: everything that either added, and
    /// nothing that either took away. Where one thing alone can stand, the later one decides.
    /// </summary>
    /// <param name="opened">What <paramref name="mine"/> was when its dialog opened.</param>
    /// <param name="theirs">What is stored now.</param>
    /// <param name="mine">What is being saved.</param>
    public static Tags Merge(Tags opened, Tags theirs, Tags mine) => new(
        Merge(opened.Goals, theirs.Goals, mine.Goals),
        Merge(opened.Principles, theirs.Principles, mine.Principles),
        mine.InitiativeId == opened.InitiativeId ? theirs.InitiativeId : mine.InitiativeId,
        MergeWhy(opened.Why, theirs.Why, mine.Why));

    private static HashSet<string> Merge(IReadOnlySet<string> opened, IReadOnlySet<string> theirs, IReadOnlySet<string> mine) =>
        theirs.Union(mine.Except(opened)).Except(opened.Except(mine)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Words that somebody wrote meanwhile are never lost: they stand before mine.</summary>
    private static string? MergeWhy(string? opened, string? theirs, string? mine)
    {
        if (mine == opened || mine == theirs)
        {
            return theirs;
        }

        if (theirs is null || theirs == opened)
        {
            return mine;
        }

        return mine is null || theirs.Contains(mine, StringComparison.Ordinal) ? theirs
            : mine.Contains(theirs, StringComparison.Ordinal) ? mine
            : $"{theirs}\n\n{mine}";
    }
}

/// <summary>Why a tag was not accepted: keys of <see cref="TaggingTexts"/>.</summary>
internal enum TagProblem
{
    NotAMessage,
    NotALink,
    UnknownConversation,
    MessageGone,
    NotAMember,
    CannotOpen,
    TeamsSilent,
    CannotOpenDocument,
    SharePointSilent,
    OtherOrganisation,
    Folder,
    Notebook,
    ListItem,
    Classified,
    LabelUnknown,
    NothingChosen,
    WhyTooLong,
    WhyTooLongTogether,
    UnknownTag,
    NoGoalsYet,
    ChangedMeanwhile,
}
