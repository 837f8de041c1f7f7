using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace TillitTeams.Storage.Move;

/// <summary>
/// Reads a table in both databases in the order of its key, side by side: a row that only one of them has is found as well as
/// a value that is another. No more than two rows are held.
/// </summary>
internal sealed class ComparedTable(MovedTable table)
{
    /// <returns>How many rows were the same, and the first difference.</returns>
    public async Task<(long Rows, string? Difference)> CompareAsync(SqliteConnection from, NpgsqlConnection to, CancellationToken cancellationToken)
    {
        await using var here = from.CreateCommand();
        await using var there = to.CreateCommand();
#pragma warning disable CA2100 // The names are the model's.
        (here.CommandText, there.CommandText) = (table.Select(there: false, _ => true, inOrder: true), table.Select(there: true, _ => true, inOrder: true));
#pragma warning restore CA2100
        await using var one = await here.ExecuteReaderAsync(cancellationToken);
        await using var other = await there.ExecuteReaderAsync(cancellationToken);
        for (var rows = 0L; ; rows++)
        {
            var (isHere, isThere) = (await one.ReadAsync(cancellationToken), await other.ReadAsync(cancellationToken));
            if (!isHere || !isThere)
            {
                return (rows, isHere ? $"{table.Here} lacks the row {KeyOf(one)}." : isThere ? $"{table.Here} has the row {KeyOf(other)} too much." : null);
            }

            for (var at = 0; at < table.Columns.Count; at++)
            {
                var column = table.Columns[at];
                if (!MovedValue.AreSame(MovedValue.Read(one, at, column.Kind), MovedValue.Read(other, at, column.Kind)))
                {
                    // What stands there is nobody's who runs a command.
                    return (rows, $"{column.Name} in {table.Here} is another in the row {KeyOf(one)}.");
                }
            }
        }
    }

    private string KeyOf(DbDataReader row) => string.Join(", ", table.Columns
        .Select((column, at) => (column, at))
        .Where(one => table.Key.Contains(one.column.Name, StringComparer.OrdinalIgnoreCase))
        .Select(one => MovedValue.Read(row, one.at, one.column.Kind)));
}
