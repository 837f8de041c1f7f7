using Microsoft.EntityFrameworkCore;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tests.Harness;

/// <summary>The tables are made once, as the product makes them, and each tenant of the tests begins with a copy of the database.</summary>
internal static class EmptyStore
{
    private const string InServer = "tillit-test-empty";

    private static readonly Lazy<Task<string>> MadeFile = new(MakeFileAsync);
    private static readonly Lazy<Task> MadeDatabase = new(MakeDatabaseAsync);

    private static string Server => PostgresServer.ConnectionString!;

    /// <param name="settings">From <see cref="TestStore"/>. In a server of a test's own nothing is copied, and the product makes the tables there.</param>
    /// <param name="folder">The tenant's.</param>
    public static async Task CopyAsync(IReadOnlyDictionary<string, string?> settings, string folder)
    {
        if (!TestStore.KeepsInPostgres(settings))
        {
            File.Copy(await MadeFile.Value, Path.Combine(folder, "tillitteams.db"));
            return;
        }

        var wanted = new NpgsqlConnectionStringBuilder(settings[TestStore.ConnectionString]);
        if (wanted.Port == new NpgsqlConnectionStringBuilder(Server).Port)
        {
            await MadeDatabase.Value;
            await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Server) { Database = "postgres", Pooling = false });
#pragma warning disable CA2100 // The tests name both.
            await using var copy = source.CreateCommand($"CREATE DATABASE \"{wanted.Database}\" TEMPLATE \"{InServer}\"");
#pragma warning restore CA2100
            await copy.ExecuteNonQueryAsync();
        }
    }

    private static async Task<string> MakeFileAsync()
    {
        var file = Path.Combine(Path.GetTempPath(), $"tillit-test-empty-{Environment.ProcessId}.db");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        await MigrateAsync(new Dictionary<string, string?> { [TestStore.ConnectionString] = $"Data Source={file};Pooling=False" });
        return file;
    }

    private static Task MakeDatabaseAsync() => MigrateAsync(new Dictionary<string, string?>
    {
        [TestStore.Provider] = nameof(StorageProvider.PostgreSql),
        // Whoever is in it keeps others from copying it.
        [TestStore.ConnectionString] = new NpgsqlConnectionStringBuilder(Server) { Database = InServer, Pooling = false }.ToString(),
    });

    private static async Task MigrateAsync(Dictionary<string, string?> settings)
    {
        await using var db = TestStore.Open(settings, new Caller());
        await db.Database.EnsureDeletedAsync();
        await db.Database.MigrateAsync();
    }
}
