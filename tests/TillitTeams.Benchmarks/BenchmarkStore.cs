using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Benchmarks;

/// <summary>What the product keeps its rows in while it is measured, and a database of the same kind for whatever it is compared with.</summary>
internal sealed record BenchmarkStore(string Name, StorageProvider Provider)
{
    /// <summary>PostgreSQL only where there is one.</summary>
    public static IReadOnlyList<BenchmarkStore> All { get; } =
    [
        new("SQLite", StorageProvider.Sqlite),
        .. PostgresServer.DurableConnectionString is null ? Array.Empty<BenchmarkStore>() : [new("PostgreSQL", StorageProvider.PostgreSql)],
    ];

    /// <param name="folder">Its name is the database's, too.</param>
    public IReadOnlyDictionary<string, string?> SettingsFor(string folder) => new Dictionary<string, string?>
    {
        ["Storage:Provider"] = $"{Provider}",
        ["Storage:ConnectionString"] = ConnectionString(folder, "tillitteams"),
    };

    public string ConnectionString(string folder, string database) => Provider == StorageProvider.PostgreSql
        ? new NpgsqlConnectionStringBuilder(PostgresServer.DurableConnectionString) { Database = $"{Path.GetFileName(folder)}-{database}" }.ToString()
        : $"Data Source={Path.Combine(folder, $"{database}.db")}";

    public static DbDataSource Open(StorageProvider provider, string connectionString) => provider == StorageProvider.PostgreSql
        ? NpgsqlDataSource.Create(connectionString)
        : SqliteFactory.Instance.CreateDataSource(connectionString);
}
