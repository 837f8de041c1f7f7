using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// Counts the steps that SQLite takes for the product: as many on a busy machine as on an idle one, and as many
/// as there are rows that a statement walks past.
/// </summary>
public sealed class DatabaseSteps : DbConnectionInterceptor
{
    private long steps;

    public async Task<long> CountAsync(Func<Task> act)
    {
        var before = Interlocked.Read(ref steps);
        await act();
        return Interlocked.Read(ref steps) - before;
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Watch(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Watch(connection);
        return Task.CompletedTask;
    }

    private void Watch(DbConnection connection) => raw.sqlite3_progress_handler(((SqliteConnection)connection).Handle, 1, Count, null);

    private int Count(object nothing)
    {
        Interlocked.Increment(ref steps);
        return 0;
    }
}
