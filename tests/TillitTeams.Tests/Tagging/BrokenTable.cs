using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Tagging;

/// <summary>A table that is not there until this is disposed of: an outage of the storage.</summary>
public sealed class BrokenTable : IAsyncDisposable
{
    private readonly LocalTenant vadstena;
    private readonly string table;

    private BrokenTable(LocalTenant vadstena, string table) => (this.vadstena, this.table) = (vadstena, table);

    public static async Task<BrokenTable> RenameAsync(LocalTenant vadstena, string table)
    {
        await RenameAsync(vadstena, table, $"{table}Away");
        return new BrokenTable(vadstena, table);
    }

    public async ValueTask DisposeAsync() => await RenameAsync(vadstena, $"{table}Away", table);

    private static Task<int> RenameAsync(LocalTenant vadstena, string from, string to) =>
#pragma warning disable EF1002 // The names are the test's own.
        vadstena.InDatabase(db => db.Database.ExecuteSqlRawAsync($"ALTER TABLE {from} RENAME TO {to}"));
#pragma warning restore EF1002
}
