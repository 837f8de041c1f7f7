namespace TillitTeams.Hosting;

/// <summary>The name that somebody may have meant who wrote another.</summary>
internal static class LikestName
{
    /// <returns>Null where none is but a few letters away.</returns>
    public static string? Of(string written, IEnumerable<string> names) =>
        names.Select(name => (Name: name, Steps: Steps(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Steps <= Math.Max(1, candidate.Name.Length / 4))
            .OrderBy(candidate => candidate.Steps)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();

    /// <summary>How many letters have to be put in, left out or changed (Levenshtein).</summary>
    private static int Steps(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 0; i < from.Length; i++)
        {
            var corner = row[0]++;
            for (var j = 0; j < to.Length; j++)
            {
                var above = row[j + 1];
                row[j + 1] = Math.Min(Math.Min(above, row[j]) + 1, corner + (from[i] == to[j] ? 0 : 1));
                corner = above;
            }
        }

        return row[^1];
    }
}
