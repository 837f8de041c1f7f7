using System.Globalization;
using TillitTeams.Model;

namespace TillitTeams.Teams;

/// <summary>What somebody types at the compose box, letter by letter: the last word is seldom whole.</summary>
public static class SearchTerms
{
    private const int Most = 8;
    private const int MostCharacters = 100;

    public static IReadOnlyList<string> Of(string? words) =>
        [.. (words ?? "")[..Math.Min(words?.Length ?? 0, MostCharacters)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(Most)];

    /// <summary>Whether one of the item's names begins with the term, in either language.</summary>
    public static bool Name(GovernanceItem item, string term) =>
        CultureInfo.InvariantCulture.CompareInfo.IsPrefix(item.Name.Sv, term, CompareOptions.IgnoreCase)
        || CultureInfo.InvariantCulture.CompareInfo.IsPrefix(item.Name.En, term, CompareOptions.IgnoreCase);
}
