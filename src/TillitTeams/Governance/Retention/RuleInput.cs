using System.Globalization;
using TillitTeams.Model;

namespace TillitTeams.Governance.Retention;

/// <summary>What the form of a rule sends.</summary>
/// <param name="Kind">Null where it names none.</param>
/// <param name="Version">Of the rule as it was read; empty for what is usual.</param>
internal sealed record RuleInput(RetentionKind? Kind, Guid Version, bool Keeps, string Days, string Reference, string DecidedOn)
{
    public static RuleInput Read(IFormCollection form) => new(
        KindOf(form["kind"]),
        Guid.TryParse(form["version"], out var version) ? version : Guid.Empty,
        form["keep"] == "keep",
        form["days"].ToString().Trim(),
        ItemDraft.Tidy(ModelField.DecisionReference, form["reference"]),
        ItemDraft.Tidy(ModelField.DecidedOn, form["decidedOn"]));

    public static RetentionKind? KindOf(string? text) => Enum.TryParse<RetentionKind>(text, out var kind) && Enum.IsDefined(kind) ? kind : null;

    /// <summary>Once it has been looked over.</summary>
    public int? DaysKept => Keeps ? null : int.Parse(Days, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <returns>Keys, by the field's name in the form.</returns>
    public IReadOnlyDictionary<string, string> Problems(DateOnly today)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!Keeps && (!int.TryParse(Days, NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < RetentionRule.LeastDays or > RetentionRule.MostDays))
        {
            problems.Add("days", "ProblemDays");
        }

        if (CheckItem.ProblemOfDecision(ModelField.DecisionReference, Reference, today) is { } reference)
        {
            problems.Add("reference", reference);
        }

        if (CheckItem.ProblemOfDecision(ModelField.DecidedOn, DecidedOn, today) is { } decided)
        {
            problems.Add("decidedOn", decided);
        }

        return problems;
    }
}
