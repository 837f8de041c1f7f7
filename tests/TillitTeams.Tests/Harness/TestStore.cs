using Microsoft.Data.Sqlite;
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
    internal const string Provider = "Storage:Provider";
    internal const string ConnectionString = "Storage:ConnectionString";

    private static readonly bool IsPostgres = Environment.GetEnvironmentVariable("TILLIT_TEST_STORE") == nameof(StorageProvider.PostgreSql);

    /// <summary>What the product is to be told when a test is about SQLite's file.</summary>
    public static IReadOnlyDictionary<string, string?> InFile { get; } = new Dictionary<string, string?>();

    /// <summary>What the product is to be told.</summary>
    public static IReadOnlyDictionary<string, string?> SettingsFor(string folder) => IsPostgres ? InPostgres(folder) : InFile;

    /// <param name="folder">Its name is the database's, too.</param>
    /// <param name="server">A connection string without a database; the server for all tests when it is not named.</param>
    public static IReadOnlyDictionary<string, string?> InPostgres(string folder, string? server = null) => new Dictionary<string, string?>
    {
        [Provider] = nameof(StorageProvider.PostgreSql),
        [ConnectionString] = new NpgsqlConnectionStringBuilder(server ?? PostgresServer.ConnectionString) { Database = Path.GetFileName(folder), MaxPoolSize = 20 }.ToString(),
    };

    public static TillitDb Open(IReadOnlyDictionary<string, string?> settings, Caller caller) => KeepsInPostgres(settings)
        ? new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(OwnConnections(settings)).UseLowerCaseNamingConvention().Options, caller)
        : new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite(settings[ConnectionString]).Options, caller);

    /// <summary>A file goes with its folder.</summary>
    public static async Task DropAsync(IReadOnlyDictionary<string, string?> settings)
    {
        if (KeepsInPostgres(settings))
        {
            // Entity Framework would break off the connections of everybody else, too.
            ForgetConnections(settings);
            await SayBesideAsync(settings, "DROP DATABASE IF EXISTS \"{0}\" WITH (FORCE)");
        }
    }

    /// <summary>Nobody gets into the database until it is brought back.</summary>
    public static async Task TakeAwayAsync(IReadOnlyDictionary<string, string?> settings)
    {
        if (KeepsInPostgres(settings))
        {
            await SayBesideAsync(settings, "ALTER DATABASE \"{0}\" WITH ALLOW_CONNECTIONS false");
            await BreakConnectionsAsync(settings);
        }
        else
        {
            File.Move(FileOf(settings), $"{FileOf(settings)}-away");
            // Whoever opens a database that is not there makes one; in a folder's place nobody can.
            File.Delete(FileOf(settings));
            Directory.CreateDirectory(FileOf(settings));
            SqliteConnection.ClearAllPools();
        }
    }

    public static async Task BringBackAsync(IReadOnlyDictionary<string, string?> settings)
    {
        if (KeepsInPostgres(settings))
        {
            await SayBesideAsync(settings, "ALTER DATABASE \"{0}\" WITH ALLOW_CONNECTIONS true");
        }
        else
        {
            Directory.Delete(FileOf(settings));
            File.Move($"{FileOf(settings)}-away", FileOf(settings));
        }
    }

    /// <summary>Whoever is in the PostgreSQL database is thrown out, and may come in again.</summary>
    public static Task BreakConnectionsAsync(IReadOnlyDictionary<string, string?> settings) =>
        SayBesideAsync(settings, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{0}'");

    /// <summary>Those of the tests, which an outage may have broken; the app's are its own affair.</summary>
    public static void ForgetConnections(IReadOnlyDictionary<string, string?> settings)
    {
        if (KeepsInPostgres(settings))
        {
            using var connection = new NpgsqlConnection(OwnConnections(settings));
            NpgsqlConnection.ClearPool(connection);
        }
    }

    /// <summary>In a pool beside the app's.</summary>
    private static string OwnConnections(IReadOnlyDictionary<string, string?> settings) =>
        new NpgsqlConnectionStringBuilder(settings[ConnectionString]) { ApplicationName = "tests" }.ToString();

    private static string FileOf(IReadOnlyDictionary<string, string?> settings) => new SqliteConnectionStringBuilder(settings[ConnectionString]).DataSource;

    /// <summary>From the server's own database.</summary>
    private static async Task SayBesideAsync(IReadOnlyDictionary<string, string?> settings, string statements)
    {
        var database = new NpgsqlConnectionStringBuilder(settings[ConnectionString]);
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(settings[ConnectionString]) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this file, and the database is named by the tests.
        command.CommandText = string.Format(System.Globalization.CultureInfo.InvariantCulture, statements, database.Database);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    internal static bool KeepsInPostgres(IReadOnlyDictionary<string, string?> settings) => settings.GetValueOrDefault(Provider) == nameof(StorageProvider.PostgreSql);
}
