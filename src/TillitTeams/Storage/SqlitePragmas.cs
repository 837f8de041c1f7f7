using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TillitTeams.Storage;

/// <summary>
/// Write-ahead log: readers never wait for the writer, and a killed process loses nothing it had
/// committed. <c>synchronous=FULL</c> extends that to a power cut. Eight megabytes of pages a connection hold the upper
/// levels of the indexes of a million links; the two that SQLite takes by itself do not.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-8000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
