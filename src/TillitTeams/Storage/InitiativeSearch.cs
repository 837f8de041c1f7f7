using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

/// <summary>Full-text search in what an initiative says.</summary>
public static class InitiativeSearch
{
    /// <summary>The ids of initiatives that have all the words, each at least as the beginning of one.</summary>
    /// <returns>None when there is no word to look for.</returns>
    public static IQueryable<Guid> InitiativesMatching(this TillitDb db, string words)
    {
        var match = LinkSearch.WordsIn(words) is { Count: > 0 } found ? string.Join(' ', found.Select(word => $"\"{word}\"*")) : "\"\"";
        return db.Database.SqlQuery<Guid>($"SELECT i.Id AS Value FROM InitiativeTexts JOIN Initiatives AS i ON i.rowid = InitiativeTexts.rowid WHERE InitiativeTexts MATCH {match}");
    }
}
