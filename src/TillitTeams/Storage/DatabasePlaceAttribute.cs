using Microsoft.Data.Sqlite;
using Npgsql;
using TillitTeams.Hosting;
using TillitTeams.Storage.Backup;

namespace TillitTeams.Storage;

/// <summary>
/// A connection string that the chosen database can make something of, and for SQLite a folder to write in. What is wrong
/// is said, in <see cref="SettingsTexts"/>, without quoting it: it may hold a password.
/// </summary>
internal sealed class DatabasePlaceAttribute : SettingRule
{
    protected override WrongSetting? Judge(object value, object settings)
    {
        var options = (StorageOptions)settings;
        try
        {
            return options.Provider == StorageProvider.PostgreSql ? JudgePostgres(options.ConnectionString) : JudgeSqlite(options);
        }
        catch (ArgumentException)
        {
            return new("NoConnectionString");
        }
    }

    private static WrongSetting? JudgePostgres(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Database.Length: > 0 } ? null : new("NoServer");

    private static WrongSetting? JudgeSqlite(StorageOptions options)
    {
        if (new SqliteConnectionStringBuilder(options.ConnectionString).DataSource.Length == 0)
        {
            return new("NoDatabaseFile");
        }

        var file = DatabaseFile.PathOf(options);
        var folder = Path.GetDirectoryName(file)!;
        return !Directory.Exists(folder) ? new("NoDatabaseFolder", folder)
            : Directory.Exists(file) ? new("NoDatabaseFile")
            : MayWriteIn(folder) ? null : new("ReadOnlyDatabaseFolder", folder);
    }

    /// <summary>SQLite keeps its log beside the file. Nothing tells as well as trying whether a file can be made there.</summary>
    private static bool MayWriteIn(string folder)
    {
        try
        {
            using var file = new FileStream(
                Path.Combine(folder, $".tillitteams-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
