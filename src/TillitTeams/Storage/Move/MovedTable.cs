using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace TillitTeams.Storage.Move;

/// <param name="Name">As both databases understand it.</param>
/// <param name="Kind">Of its values, in .NET.</param>
/// <param name="IsComputed">PostgreSQL works it out by itself.</param>
internal sealed record MovedColumn(string Name, Type Kind, bool IsComputed);

/// <summary>A table, with the columns that both databases have of it; all tenants' rows.</summary>
/// <param name="Here">Its name in SQLite.</param>
/// <param name="There">Its name in PostgreSQL.</param>
/// <param name="Key">The columns whose order is the same in both: ids by their digits, texts by their characters.</param>
internal sealed record MovedTable(string Here, string There, IReadOnlyList<MovedColumn> Columns, IReadOnlyList<string> Key)
{
    private const string Lists = "ListedLinks";

    /// <summary>Whatever stands in a list of links does so by triggers, which are left out while their rows are copied, all at once.</summary>
    private bool HasListTriggers => Here is "Links" or "LinkGoals" or "LinkPrinciples";

    /// <summary>Those that others point at first.</summary>
    public static IReadOnlyList<MovedTable> AllOf(TillitDb file, PostgresDb db)
    {
        var here = file.Model.GetRelationalModel().Tables.ToDictionary(table => table.Name, StringComparer.OrdinalIgnoreCase);
        var ordered = new List<ITable>();
        foreach (var table in db.Model.GetRelationalModel().Tables)
        {
            Place(table, ordered);
        }

        return
        [
            .. ordered.Select(table => new MovedTable(here[table.Name].Name, table.Name, [.. table.Columns.Select(Column)], [.. table.PrimaryKey!.Columns.Select(column => column.Name)])),
            new MovedTable(
                Lists, Lists, [new("TenantId", typeof(Guid), false), new("List", typeof(string), false), new("PlaceId", typeof(string), false), new("Position", typeof(string), false)],
                ["TenantId", "List", "PlaceId", "Position"]),
        ];
    }

    public string Select(bool there, Func<MovedColumn, bool> which, bool inOrder) =>
        $"SELECT {string.Join(", ", Columns.Where(which).Select(column => Quote(column.Name, there)))} FROM {(there ? There : $"\"{Here}\"")}"
        + (inOrder ? $" ORDER BY {string.Join(", ", Key.Select(column => Quote(column, there)))}" : "");

    /// <returns>Why it cannot be; null when it is.</returns>
    public async Task<string?> CopyAsync(SqliteConnection from, NpgsqlConnection to, CancellationToken cancellationToken)
    {
        if (Here == Lists)
        {
            // As the triggers would have made them, of what there is now.
            await to.SayAsync("INSERT INTO ListedLinks SELECT TenantId, List, PlaceId, Position FROM LinkLists", cancellationToken);
            return null;
        }

        if (HasListTriggers)
        {
            await to.SayAsync($"ALTER TABLE {There} DISABLE TRIGGER USER", cancellationToken);
        }

        var stored = Columns.Where(column => !column.IsComputed).ToList();
        await using (var reading = from.CreateCommand())
        {
#pragma warning disable CA2100 // The names are the model's.
            reading.CommandText = Select(there: false, column => !column.IsComputed, inOrder: false);
#pragma warning restore CA2100
            await using var reader = await reading.ExecuteReaderAsync(cancellationToken);
            await using var writer = await to.BeginBinaryImportAsync($"COPY {There} ({string.Join(", ", stored.Select(column => Quote(column.Name, there: true)))}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                await writer.StartRowAsync(cancellationToken);
                for (var at = 0; at < stored.Count; at++)
                {
                    var value = MovedValue.Read(reader, at, stored[at].Kind);
                    if (value is string text && text.Contains('\0', StringComparison.Ordinal))
                    {
                        return $"{stored[at].Name} of a row in {Here} has a NUL character, which PostgreSQL cannot keep. Its key is {MovedValue.Read(reader, 0, stored[0].Kind)}.";
                    }

                    await MovedValue.WriteAsync(writer, value, cancellationToken);
                }
            }

            await writer.CompleteAsync(cancellationToken);
        }

        if (HasListTriggers)
        {
            await to.SayAsync($"ALTER TABLE {There} ENABLE TRIGGER USER", cancellationToken);
        }

        return null;
    }

    /// <summary>SQLite takes a name in quotes in any letters; PostgreSQL has those of the model, which are small.</summary>
    private static string Quote(string column, bool there) => there ? $"\"{column.ToLowerInvariant()}\"" : $"\"{column}\"";

    private static MovedColumn Column(IColumn column)
    {
        var kind = column.StoreTypeMapping.Converter?.ProviderClrType ?? column.StoreTypeMapping.ClrType;
        return new MovedColumn(column.Name, Nullable.GetUnderlyingType(kind) ?? kind, column.ComputedColumnSql is not null);
    }

    private static void Place(ITable table, List<ITable> ordered)
    {
        if (ordered.Contains(table))
        {
            return;
        }

        foreach (var key in table.ForeignKeyConstraints.Where(key => key.PrincipalTable != table))
        {
            Place((ITable)key.PrincipalTable, ordered);
        }

        ordered.Add(table);
    }
}
