using Microsoft.EntityFrameworkCore;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// The database that the product of a test has: SQLite's file in the test's folder, or one of its own in a PostgreSQL
/// server. TILLIT_TEST_STORE=PostgreSql lets every test that does not choose for itself run on that.
/// </summary>
internal static class TestStore
{
    private const string Provider = "Storage:Provider";
    private const string ConnectionString = "Storage:ConnectionString";

    private static readonly bool IsPostgres = Environment.GetEnvironmentVariable("TILLIT_TEST_STORE") == nameof(StorageProvider.PostgreSql);

    /// <summary>What the product is to be told.</summary>
    public static IReadOnlyDictionary<string, string?> SettingsFor(string folder) => IsPostgres ? InPostgres(folder) : new Dictionary<string, string?>();

    /// <param name="folder">Its name is the database's, too.</param>
    public static IReadOnlyDictionary<string, string?> InPostgres(string folder) => new Dictionary<string, string?>
    {
        [Provider] = nameof(StorageProvider.PostgreSql),
        [ConnectionString] = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = Path.GetFileName(folder), MaxPoolSize = 20 }.ToString(),
    };

    public static TillitDb Open(IReadOnlyDictionary<string, string?> settings, Caller caller) => KeepsInPostgres(settings)
        ? new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(settings[ConnectionString]).UseLowerCaseNamingConvention().Options, caller)
        : new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite(settings[ConnectionString]).Options, caller);

    /// <summary>A file goes with its folder.</summary>
    public static async Task DropAsync(IReadOnlyDictionary<string, string?> settings)
    {
        if (KeepsInPostgres(settings))
        {
            await using var db = Open(settings, new Caller());
            await db.Database.EnsureDeletedAsync();
        }
    }

    private static bool KeepsInPostgres(IReadOnlyDictionary<string, string?> settings) => settings.GetValueOrDefault(Provider) == nameof(StorageProvider.PostgreSql);
}
