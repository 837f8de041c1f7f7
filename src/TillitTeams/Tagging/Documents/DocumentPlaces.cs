namespace TillitTeams.Tagging.Documents;

/// <summary>Where a document lies, in words: team or site, library, folders.</summary>
internal static class DocumentPlaces
{
    public const string Separator = " › ";

    /// <summary>
    /// The place of a document that may have been moved within its library. What a person saw as team and library
    /// stands: people know them by other names than the app does.
    /// </summary>
    public static string Moved(string before, string library, IEnumerable<string> folders) =>
        string.Join(Separator, [.. (before.Split(Separator) is { Length: >= 2 } seen ? seen[..2] : [library]), .. folders]);

    /// <summary>Team or site alone.</summary>
    public static string SiteIn(string place) => place.Split(Separator)[0];
}
