using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <summary>What stands in the way of saving an item: keys of <see cref="GovernanceTexts"/>, and of a decision of <see cref="Retention.RetentionTexts"/> too.</summary>
internal static class CheckItem
{
    /// <param name="draft">What it shall say.</param>
    /// <param name="others">Of the same kind.</param>
    /// <param name="today">Where the municipality lies.</param>
    /// <returns>Key of the sentence, by field.</returns>
    public static IReadOnlyDictionary<ModelField, string> Find(ItemDraft draft, IEnumerable<GovernanceItem> others, DateOnly today) =>
        ItemDraft.Fields
            .Select(field => (Field: field, Problem: ProblemIn(field, draft, others, today)))
            .Where(found => found.Problem is not null)
            .ToDictionary(found => found.Field, found => found.Problem!);

    /// <summary>Two of one name could not be told apart, neither in a list nor in SharePoint's columns.</summary>
    public static bool IsTaken(string name, IEnumerable<GovernanceItem> others, DateOnly today) =>
        others.Any(other => (other.ValidTo is null || other.ValidTo >= today) && string.Equals(other.Name.Sv, name, StringComparison.OrdinalIgnoreCase));

    public static string? ProblemOfDecision(ModelField field, string text, DateOnly today) => field switch
    {
        ModelField.DecisionReference => Length(text, GovernanceItem.ReferenceMaxLength, "ProblemReference"),
        _ => ItemDraft.DayIn(text) is not { } day ? "ProblemDay" : day > today ? "ProblemNotDecidedYet" : null,
    };

    private static string? ProblemIn(ModelField field, ItemDraft draft, IEnumerable<GovernanceItem> others, DateOnly today)
    {
        var text = draft[field];
        return field switch
        {
            ModelField.NameSv => Length(text, GovernanceItem.NameMaxLength, "ProblemName") ?? (IsTaken(text, others, today) ? "ProblemNameTaken" : null),
            ModelField.NameEn => Length(text, GovernanceItem.NameMaxLength, "ProblemName"),
            ModelField.DescriptionSv or ModelField.DescriptionEn => Length(text, GovernanceItem.DescriptionMaxLength, "ProblemDescription"),
            ModelField.DecisionReference or ModelField.DecidedOn => ProblemOfDecision(field, text, today),
            ModelField.ValidFrom => ItemDraft.DayIn(text) is null ? "ProblemDay" : null,
            ModelField.ValidTo => text.Length == 0 ? null
                : ItemDraft.DayIn(text) is not { } last ? "ProblemDay"
                : last < ItemDraft.DayIn(draft[ModelField.ValidFrom]) ? "ProblemEndsBeforeItBegins"
                : null,
            ModelField.Colour => Enum.TryParse<ItemColour>(text, out var colour) && Enum.IsDefined(colour) ? null : "ProblemColour",
            _ => Enum.TryParse<ItemIcon>(text, out var icon) && Enum.IsDefined(icon) ? null : "ProblemIcon",
        };
    }

    private static string? Length(string text, int most, string problem) =>
        text.Length == 0 ? $"{problem}Missing" : text.Length > most ? $"{problem}TooLong" : null;
}
