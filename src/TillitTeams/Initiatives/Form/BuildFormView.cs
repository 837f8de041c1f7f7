using System.Globalization;
using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <summary>What the pages show, from what is stored and what was filled in.</summary>
internal static class BuildFormView
{
    private static readonly InitiativeField[] FormOrder =
    [
        InitiativeField.Title, InitiativeField.What, InitiativeField.ResidentsGain, InitiativeField.Goals, InitiativeField.Channels,
        InitiativeField.State, InitiativeField.Principles, InitiativeField.Learned, InitiativeField.SupportAsked, InitiativeField.Contact,
    ];

    /// <param name="initiative">Null for a new one.</param>
    /// <param name="start">Its key, and the message that it is started from.</param>
    /// <param name="opened">What is stored.</param>
    /// <param name="filled">What the fields are filled in with.</param>
    /// <param name="problem">Key of what is said above them.</param>
    public static InitiativeFormView Opened(
        Initiative? initiative, (string Key, FirstMessage? From) start, InitiativeDraft opened, InitiativeDraft filled, InitiativeChoices choices, Editor editor, string? problem) =>
        Build(new Parts(initiative?.Id, start.Key, start.From, opened, filled, choices, editor, initiative?.ContactName)
        {
            Problem = problem,
        });

    /// <summary>The form comes back with what was filled in, and what stands in its way.</summary>
    public static InitiativeFormView Refused(InitiativeFormInput input, StoredInitiative stored, InitiativeDraft opened, InitiativeChoices choices, Editor editor) =>
        Build(new Parts(stored.Initiative?.Id ?? input.Id, input.Key, input.From, opened, stored.Merged.Draft, choices, editor, stored.Initiative?.ContactName)
        {
            Problem = $"Problem{stored.Problem}",
            Problems = stored.Problems,
            Conflicts = stored.Merged.Conflicts,
            Others = stored.Others,
            Taken = TakenOf(stored, editor),
        });

    public static InitiativeDoneView Done(InitiativeFormInput input, StoredInitiative stored, Initiative initiative, Editor editor)
    {
        var (before, now) = (stored.Before, stored.Merged.Draft);
        return new InitiativeDoneView(
            initiative.Id,
            initiative.Title,
            stored.IsNew,
            initiative.State,
            stored.IsNew ? [] : [.. MergedDraft.Differences(before, now).Order().Select(NameOf)],
            TakenOf(stored, editor),
            // One that has got a home channel does not lose it again.
            stored.IsNew || MergedDraft.Differences(before, now).Count == 0 || (before.Home is null && !editor.IsSteward) ? null : Undo(initiative, before, now),
            input.From is { } from ? new FirstLinkView(from.Url, now.Goals.ToList(), now.Principles.Keys.ToList()) : null);
    }

    private static UndoView Undo(Initiative initiative, InitiativeDraft before, InitiativeDraft now) => new(
    [
        new("id", initiative.Id.ToString()),
        new("opened", OpenedDraft.Write(now)),
        new("title", before.Title ?? ""),
        new("what", before.What ?? ""),
        new("gain", before.ResidentsGain ?? ""),
        new("learned", before.Learned ?? ""),
        new("support", before.SupportAsked ?? ""),
        new("state", before.State.ToString()),
        .. before.Goals.Select(goal => KeyValuePair.Create("goals", goal)),
        .. before.Principles.Keys.Select(code => KeyValuePair.Create("principles", code)),
        .. before.Principles.Select(principle => KeyValuePair.Create($"how-{principle.Key}", principle.Value ?? "")),
        new("home", before.Home ?? ""),
        .. before.Channels.Select(channel => KeyValuePair.Create("channels", channel)),
        new("contactBefore", before.Contact?.ToString() ?? ""),
    ]);

    private static List<TakenView> TakenOf(StoredInitiative stored, Editor editor) =>
    [
        .. stored.IsNew ? [] : stored.Merged.Taken.Order()
            .GroupBy(field => stored.Others.GetValueOrDefault(field))
            .Select(taken => new TakenView(taken.Key?.Name, taken.Key?.Id == editor.Id, [.. taken.Select(NameOf)])),
    ];

    private static InitiativeFormView Build(Parts parts)
    {
        var (filled, choices, editor) = (parts.Filled, parts.Choices, parts.Editor);
        var offered = choices.Channels.Offered;
        return new InitiativeFormView(
            parts.Id,
            parts.Key,
            parts.From is { } from ? new FirstMessageView(from.Url, from.Title) : null,
            OpenedDraft.Write(parts.Opened),
            parts.Problem,
            [.. parts.Problems.OrderBy(problem => Array.IndexOf(FormOrder, problem.Field)).Select(problem => problem.Key).Distinct()],
            parts.Field(InitiativeField.Title, filled.Title),
            parts.Field(InitiativeField.What, filled.What),
            parts.Field(InitiativeField.ResidentsGain, filled.ResidentsGain),
            parts.Field(InitiativeField.Learned, filled.Learned),
            parts.Field(InitiativeField.SupportAsked, filled.SupportAsked),
            parts.Field(InitiativeField.State, filled.State.ToString()),
            parts.Field(InitiativeField.Channels, filled.Home),
            [.. choices.Goals.Select(goal => Item(goal, filled.Goals.Contains(goal.Code)))],
            [.. choices.Principles.Select(principle => new PrincipleView(
                Item(principle, filled.Principles.ContainsKey(principle.Code)),
                parts.Field(InitiativeField.Principles, filled.Principles.GetValueOrDefault(principle.Code), principle.Code)))],
            // What is chosen stands first, where nobody has to scroll for it.
            [.. offered.Select(channel => new ChannelView(channel.ChannelId, channel.Name, filled.Channels.Contains(channel.ChannelId))).OrderByDescending(channel => channel.IsConcerned)],
            [.. filled.Channels.Where(channel => choices.Channels.InDoubt && choices.Channels.Find(channel) is null)],
            choices.Channels.InDoubt,
            filled.Contact == editor.Id,
            parts.Contact,
            parts.Id is not null || parts.Conflicts.Any() || parts.Problems.Any(problem => IsInMore(problem.Field)),
            parts.Taken);
    }

    private static bool IsInMore(InitiativeField field) =>
        field is InitiativeField.Principles or InitiativeField.Learned or InitiativeField.SupportAsked or InitiativeField.State;

    private static ItemView Item(GovernanceItem item, bool isChosen) =>
        new(item.Code, item.Name.In(CultureInfo.CurrentUICulture), item.Description.In(CultureInfo.CurrentUICulture), isChosen);

    /// <summary>A key of <see cref="InitiativeFormTexts"/>.</summary>
    private static string NameOf(InitiativeField field) => $"Field{field}";

    private sealed record Parts(
        Guid? Id, string Key, FirstMessage? From, InitiativeDraft Opened, InitiativeDraft Filled, InitiativeChoices Choices, Editor Editor, string? Contact)
    {
        public string? Problem { get; init; }
        public IReadOnlyList<FieldProblem> Problems { get; init; } = [];
        public IReadOnlyList<DraftConflict> Conflicts { get; init; } = [];
        public IReadOnlyDictionary<InitiativeField, ChangedBy> Others { get; init; } = new Dictionary<InitiativeField, ChangedBy>();
        public IReadOnlyList<TakenView> Taken { get; init; } = [];

        public FieldView Field(InitiativeField field, string? value, string? code = null) => new(
            value,
            Problems.FirstOrDefault(problem => problem.Field == field && problem.Code == code)?.Key,
            Conflicts.FirstOrDefault(conflict => conflict.Field == field && conflict.Code == code) is { } conflict ? Theirs(conflict) : null);

        private TheirsView Theirs(DraftConflict conflict)
        {
            var by = Others.GetValueOrDefault(conflict.Field);
            return new TheirsView(
                by?.Name, by?.Id == Editor.Id, conflict.Theirs,
                conflict.Field == InitiativeField.Channels ? Choices.Channels.Find(conflict.Theirs)?.Name : null);
        }
    }
}
