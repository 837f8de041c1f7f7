using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace TillitTeams.Storage;

/// <summary>
/// Write-ahead log: readers never wait for the writer, and a killed process loses nothing it had
/// committed. <c>synchronous=FULL</c> extends that to a power cut.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;";

    /// <summary>
    /// Who may only read, as EF when it looks whether there is a database, cannot say how the database is written: a restored one
    /// stands there without its log until the first writer comes.
    /// </summary>
    private const string OfReaders = "PRAGMA busy_timeout=5000;";

    // A connection is opened for every query, but what it opens is mostly a pooled one, which keeps what it was told.
    private readonly ConditionalWeakTable<sqlite3, object> told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsNew(connection))
        {
            using var command = connection.CreateCommand();
            command.CommandText = TextFor(connection);
            command.ExecuteNonQuery();
        }
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsNew(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = TextFor(connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string TextFor(DbConnection connection) =>
        raw.sqlite3_db_readonly(((SqliteConnection)connection).Handle!, "main") == 1 ? OfReaders : Pragmas;

    private bool IsNew(DbConnection connection) => told.TryAdd(((SqliteConnection)connection).Handle!, told);
}
