using System.Text;
using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

/// <summary>Full-text search in what a link says: its title, its <i>why</i> and where it lies.</summary>
public static class LinkSearch
{
    private const int MostWords = 8;

    /// <summary>The ids of links that have all the words, each at least as the beginning of one.</summary>
    /// <returns>Null when there is no word to look for.</returns>
    public static IQueryable<Guid>? LinksMatching(this TillitDb db, string? words) =>
        ToMatch(words) is { } match
            ? db.Database.SqlQuery<Guid>($"SELECT l.Id AS Value FROM LinkTexts JOIN Links AS l ON l.rowid = LinkTexts.rowid WHERE LinkTexts MATCH {match}")
            : null;

    /// <summary>In FTS5's language everything but letters and digits means something; in quotes it does not.</summary>
    internal static string? ToMatch(string? words)
    {
        var text = new StringBuilder();
        foreach (var character in words ?? "")
        {
            text.Append(char.IsLetterOrDigit(character) ? character : ' ');
        }

        var terms = text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return terms.Length == 0 ? null : string.Join(' ', terms.Take(MostWords).Select(term => $"\"{term}\"*"));
    }
}
