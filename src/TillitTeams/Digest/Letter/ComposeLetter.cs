using TillitTeams.Model;

namespace TillitTeams.Digest.Letter;

/// <param name="Opening">What somebody wrote of what it means for residents, and in which line it stands.</param>
/// <param name="HasMore">Whether the week had more than a letter holds.</param>
internal sealed record DigestLetter(string Week, Told? Opening, IReadOnlyList<LetterPart> Parts, bool HasMore);

internal sealed record LetterPart(Goal Goal, IReadOnlyList<Told> Lines);

/// <summary>Chooses what a letter says of a week: at most a screen of it, and first what tells most.</summary>
internal static class ComposeLetter
{
    public const int MostLines = 7;
    public const int MostOfGoal = 3;

    /// <param name="goals">Those that the letter is about, in their order.</param>
    /// <returns>Null when there is nothing to tell.</returns>
    public static DigestLetter? Compose(string week, IReadOnlyList<Goal> goals, IReadOnlyList<Told> told)
    {
        // What serves several goals is told once, under the first of them.
        var ranked = told
            .Select(one => (Told: one, Goal: goals.FirstOrDefault(goal => one.Goals.Contains(goal.Id))))
            .Where(one => one.Goal is not null)
            .OrderBy(one => one.Told.Kind)
            .ThenByDescending(one => one.Told.Words is not null)
            .ThenByDescending(one => one.Told.At)
            .ThenBy(one => one.Told.Url, StringComparer.Ordinal)
            .ToList();
        var chosen = ranked
            .GroupBy(one => one.Goal)
            .SelectMany(ofGoal => ofGoal.Take(MostOfGoal).Select((one, place) => (one.Told, one.Goal, Place: place)))
            // Each goal has its best line in the letter before any has a second.
            .OrderBy(one => one.Place)
            .ThenBy(one => one.Told.Kind)
            .Take(MostLines)
            .ToList();
        return chosen.Count == 0
            ? null
            : new DigestLetter(
                week,
                Opening(chosen.Select(one => one.Told)),
                [.. goals.Select(goal => new LetterPart(goal, [.. chosen.Where(one => one.Goal == goal).Select(one => one.Told)])).Where(part => part.Lines.Count > 0)],
                ranked.Count > chosen.Count);
    }

    /// <summary>People's own words of what residents get; a request for support or a lesson opens no letter.</summary>
    private static Told? Opening(IEnumerable<Told> chosen) => chosen
        .Where(one => one is { Words: not null, Kind: ToldKind.Gained or ToldKind.Conversation or ToldKind.Document or ToldKind.Started })
        .OrderBy(one => one.Kind == ToldKind.Started)
        .ThenBy(one => one.Kind)
        .ThenByDescending(one => one.At)
        .FirstOrDefault();
}
