using Microsoft.EntityFrameworkCore;
using TillitTeams.Storage;

namespace TillitTeams.Tests.Governance;

public static class Tampering
{
    /// <summary>What somebody does who has the database in their hands, and takes its guards away first.</summary>
    /// <param name="db">Where.</param>
    /// <param name="statements">What they do; {0} stands for a hash of theirs.</param>
    public static async Task<int> TamperAsync(this TillitDb db, string statements)
    {
        await db.Database.ExecuteSqlRawAsync(db.Database.IsSqlite()
            ? "DROP TRIGGER IF EXISTS AuditEvents_stay; DROP TRIGGER IF EXISTS AuditEvents_are_as_noted"
            : "ALTER TABLE AuditEvents DISABLE TRIGGER USER");
        return await db.Database.ExecuteSqlRawAsync(statements, new byte[] { 0 });
    }
}
