using System.Data.Common;

namespace TillitTeams.Storage;

/// <summary>Whoever writes takes a transaction id, and a snapshot names those that are taken and under way (<em>System Information Functions</em>).</summary>
internal sealed class PostgresMark(DbDataSource database) : ChangeMark
{
    public override async ValueTask<string> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT pg_current_snapshot()::text");
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
