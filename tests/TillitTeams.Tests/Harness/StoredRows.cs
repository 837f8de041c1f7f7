using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// Every row of every table and tenant, so that a test can see that nothing was written. Quartz notes down by itself, every few
/// seconds, that it is there.
/// </summary>
public static class StoredRows
{
    public static Task<IReadOnlyList<string>> StoredRowsAsync(this LocalTenant vadstena) => vadstena.InDatabase(async db =>
    {
        await db.Database.OpenConnectionAsync();
        return await AllAsync(db.Database.GetDbConnection());
    });

    public static async Task<IReadOnlyList<string>> OfPostgresAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return await AllAsync(connection);
    }

    /// <summary>Those of a file that no product runs on, or what a statement says of it.</summary>
    public static async Task<IReadOnlyList<string>> OfFileAsync(string file, string? statement = null)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        return await (statement is null ? AllAsync(connection) : ReadAsync(connection, statement));
    }

    private static async Task<IReadOnlyList<string>> AllAsync(DbConnection connection)
    {
        var rows = new List<string>();
        var tables = connection is SqliteConnection
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'qrtz%' ORDER BY name"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'qrtz%' ORDER BY tablename";
        foreach (var table in await ReadAsync(connection, tables))
        {
            rows.AddRange((await ReadAsync(connection, $"SELECT * FROM \"{table}\"")).Order(StringComparer.Ordinal).Select(row => $"{table}: {row}"));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        // The tables' names come from the database itself, and statements stand in the tests.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        }

        return rows;
    }

    private static string? Text(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture);
}
