using TillitTeams.Model;

namespace TillitTeams.Governance.Retention;

/// <param name="IsSteward">Whether the reader changes the rules; everybody reads them.</param>
/// <param name="Said">Key of what has just been done, and the kind that it was done to.</param>
/// <param name="Problem">Key of what stood in the way.</param>
public sealed record RetentionView(
    bool IsSteward, IReadOnlyList<RuleView> Rules, RunsView Runs, (string Key, RetentionKind Kind)? Said = null, string? Problem = null);

/// <param name="Decision">A sentence: the decision behind it, or that it is what is usual.</param>
/// <param name="Going">What goes now by it.</param>
public sealed record RuleView(RetentionKind Kind, int? Days, string Decision, GoingView Going);

/// <summary>What goes, in words: no number, and of what the reader cannot open not even a name.</summary>
/// <param name="Any">Whether anything goes now.</param>
/// <param name="Rows">Those of it that are the reader's own or that they can open, the first of them.</param>
/// <param name="HasMore">Whether there are more of those.</param>
public sealed record GoingView(bool Any, IReadOnlyList<GoingRowView> Rows, bool HasMore, bool InDoubt);

/// <param name="Name">What the reader can open; null for what nobody can.</param>
/// <param name="Address">The page of the tab.</param>
/// <param name="Words">The reader's own.</param>
public sealed record GoingRowView(string? Name, string? Address, string? Words, string Date, string Time);

/// <param name="More">Address of what was before; null at the beginning.</param>
public sealed record RunsView(IReadOnlyList<RunView> Rows, string? More);

public sealed record RunView(Guid Id, RetentionKind Kind, int Days, string Decision, string Date, string Time);

/// <param name="Days">As it was typed.</param>
/// <param name="DecidedOn">As it was typed.</param>
/// <param name="Problems">Keys, by the field's name in the form.</param>
/// <param name="Going">What would go by it; null while it is being filled in.</param>
public sealed record RuleFormView(
    RetentionKind Kind, Guid Version, bool Keeps, string Days, string Reference, string DecidedOn, IReadOnlyDictionary<string, string> Problems, GoingView? Going = null);
