using TillitTeams.Model;

namespace TillitTeams.Tagging.Documents;

/// <summary>Goals or principles as a library's column names them: in Swedish, as the council decided them.</summary>
/// <param name="Codes">Of those that hold today, by name and in the model's order.</param>
/// <param name="Named">Every name of the model, also of what is retired.</param>
internal sealed record ColumnModel(IReadOnlyList<string> Choices, IReadOnlyDictionary<string, string> Codes, IReadOnlySet<string> Named)
{
    public static ColumnModel Of(IEnumerable<GovernanceItem> all, DateOnly today)
    {
        var items = all.OrderBy(item => item.Order).ToList();
        var valid = items.Where(item => item.IsValidOn(today)).DistinctBy(item => item.Name.Sv, StringComparer.Ordinal).ToList();
        return new ColumnModel(
            [.. valid.Select(item => item.Name.Sv)],
            valid.ToDictionary(item => item.Name.Sv, item => item.Code, StringComparer.Ordinal),
            items.Select(item => item.Name.Sv).ToHashSet(StringComparer.Ordinal));
    }

    public IReadOnlySet<string> NamesOf(IReadOnlySet<string> codes) =>
        Choices.Where(name => codes.Contains(Codes[name])).ToHashSet(StringComparer.Ordinal);

    public IEnumerable<string> CodesOf(IEnumerable<string> names) => names.Where(Codes.ContainsKey).Select(name => Codes[name]);

    public bool Knows(IEnumerable<string> names) => names.Any(Codes.ContainsKey);
}
