using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

/// <summary>Full-text search in what an initiative says.</summary>
public static class InitiativeSearch
{
    /// <summary>The ids of initiatives that have all the words, each at least as the beginning of one.</summary>
    /// <returns>None when there is no word to look for.</returns>
    public static IQueryable<Guid> InitiativesMatching(this TillitDb db, string words) =>
        db.Database.SqlQuery<Guid>(db.Queries.InitiativesWith(LinkSearch.WordsIn(words)));
}
