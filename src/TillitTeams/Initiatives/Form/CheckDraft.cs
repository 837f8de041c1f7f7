using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <summary>Why a form cannot be opened or saved: keys of <see cref="InitiativeFormTexts"/>.</summary>
internal enum FormProblem
{
    /// <summary>There is no such initiative, or none that the person may know of.</summary>
    NotFound,

    /// <summary>The person can open one of its channels, but not its home channel.</summary>
    NotYours,
    TeamsSilent,

    /// <summary>Some of the fields: each says what.</summary>
    LookOver,

    /// <summary>Somebody else wrote in the same fields meanwhile.</summary>
    Conflict,
}

/// <param name="Key">Of the sentence.</param>
/// <param name="Code">The principle whose <i>how</i> it is.</param>
internal sealed record FieldProblem(InitiativeField Field, string Key, string? Code = null);

/// <summary>What stands in the way of saving a draft.</summary>
internal static class CheckDraft
{
    /// <summary>Anyone who can open the home channel may change the initiative; where it has none, anyone may give it one.</summary>
    public static FormProblem? FindProblem(Initiative initiative, OfferedChannels channels) =>
        initiative.Home is not { } home || channels.CanOpen(home.ChannelId) ? null
        : channels.InDoubt ? FormProblem.TeamsSilent
        : initiative.Channels.Exists(channel => channels.CanOpen(channel.ChannelId)) ? FormProblem.NotYours
        : FormProblem.NotFound;

    /// <summary>What somebody chose that is not offered; what the form was opened with stays as it is.</summary>
    public static IReadOnlyList<FieldProblem> FindUnknown(InitiativeDraft mine, InitiativeDraft opened, InitiativeChoices choices) =>
    [
        .. mine.Goals.Except(opened.Goals).Except(choices.Goals.Select(goal => goal.Code)).Any()
            ? [new FieldProblem(InitiativeField.Goals, "ProblemUnknown")]
            : Array.Empty<FieldProblem>(),
        .. mine.Principles.Keys.Except(opened.Principles.Keys).Except(choices.Principles.Select(principle => principle.Code)).Any()
            ? [new FieldProblem(InitiativeField.Principles, "ProblemUnknown")]
            : Array.Empty<FieldProblem>(),
        .. NewChannels(mine, opened).Any(channel => choices.Channels.Find(channel) is null)
            ? [new FieldProblem(InitiativeField.Channels, "ProblemChannel")]
            : Array.Empty<FieldProblem>(),
    ];

    /// <summary>Teams did not say whether the person can open a channel that they chose.</summary>
    public static bool IsInDoubt(InitiativeDraft mine, InitiativeDraft opened, OfferedChannels channels) =>
        channels.InDoubt && NewChannels(mine, opened).Any(channel => channels.Find(channel) is null);

    /// <summary>Without what is out of the person's reach by now.</summary>
    public static InitiativeDraft Reachable(InitiativeDraft draft, InitiativeChoices choices) => draft with
    {
        Goals = draft.Goals.Intersect(choices.Goals.Select(goal => goal.Code)).ToHashSet(StringComparer.Ordinal),
        Principles = draft.Principles
            .Where(chosen => choices.Principles.Any(principle => principle.Code == chosen.Key))
            .ToDictionary(StringComparer.Ordinal),
        Home = choices.Channels.Find(draft.Home)?.ChannelId,
        Channels = draft.Channels.Where(channel => choices.Channels.Find(channel) is not null).ToHashSet(StringComparer.Ordinal),
    };

    /// <param name="mayLackHome">It came with the governance model, and the person is in charge of that.</param>
    public static IReadOnlyList<FieldProblem> Find(InitiativeDraft draft, bool mayLackHome)
    {
        var problems = new List<FieldProblem>();
        if (draft.Title is null)
        {
            problems.Add(new(InitiativeField.Title, "ProblemTitleMissing"));
        }
        else if (draft.Title.Length > Initiative.TitleMaxLength)
        {
            problems.Add(new(InitiativeField.Title, "ProblemTitleTooLong"));
        }

        if (draft.Home is null && !mayLackHome)
        {
            problems.Add(new(InitiativeField.Channels, "ProblemHomeMissing"));
        }

        if (draft is { State: InitiativeState.Done, ResidentsGain: null })
        {
            problems.Add(new(InitiativeField.ResidentsGain, "ProblemGainMissing"));
        }

        problems.AddRange(Texts(draft)
            .Where(text => text.Text?.Length > Initiative.TextMaxLength)
            .Select(text => new FieldProblem(text.Field, "ProblemTextTooLong")));
        problems.AddRange(draft.Principles
            .Where(principle => principle.Value?.Length > InitiativePrinciple.HowMaxLength)
            .Select(principle => new FieldProblem(InitiativeField.Principles, "ProblemHowTooLong", principle.Key)));
        return problems;
    }

    private static IEnumerable<(InitiativeField Field, string? Text)> Texts(InitiativeDraft draft) =>
    [
        (InitiativeField.What, draft.What),
        (InitiativeField.ResidentsGain, draft.ResidentsGain),
        (InitiativeField.Learned, draft.Learned),
        (InitiativeField.SupportAsked, draft.SupportAsked),
    ];

    private static IEnumerable<string> NewChannels(InitiativeDraft mine, InitiativeDraft opened) =>
        mine.Channels.Except(opened.Channels).Concat(mine.Home is { } home && home != opened.Home ? [home] : []);
}
