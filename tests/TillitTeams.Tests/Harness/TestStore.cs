using Microsoft.EntityFrameworkCore;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// The database that the product of a test has: SQLite's file in the test's folder, or one of its own in the PostgreSQL
/// server that TILLIT_TEST_POSTGRES names, when TILLIT_TEST_STORE is PostgreSql.
/// </summary>
internal static class TestStore
{
    public const string ServerVariable = "TILLIT_TEST_POSTGRES";

    public static string? Server { get; } = Environment.GetEnvironmentVariable(ServerVariable);

    private static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("TILLIT_TEST_STORE") == nameof(StorageProvider.PostgreSql);

    /// <summary>What the product is to be told.</summary>
    public static IReadOnlyDictionary<string, string?> SettingsFor(string folder) => IsPostgres
        ? new Dictionary<string, string?>
        {
            ["Storage:Provider"] = nameof(StorageProvider.PostgreSql),
            ["Storage:ConnectionString"] = new NpgsqlConnectionStringBuilder(Server) { Database = Path.GetFileName(folder), MaxPoolSize = 20 }.ToString(),
        }
        : new Dictionary<string, string?>();

    public static TillitDb Open(IReadOnlyDictionary<string, string?> settings, Caller caller) =>
        settings.GetValueOrDefault("Storage:Provider") == nameof(StorageProvider.PostgreSql)
            ? new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(settings["Storage:ConnectionString"]).UseLowerCaseNamingConvention().Options, caller)
            : new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite(settings["Storage:ConnectionString"]).Options, caller);

    public static async Task DropAsync(IReadOnlyDictionary<string, string?> settings)
    {
        if (settings.GetValueOrDefault("Storage:Provider") == nameof(StorageProvider.PostgreSql))
        {
            await using var db = Open(settings, new Caller());
            await db.Database.EnsureDeletedAsync();
        }
    }
}
