using Microsoft.Data.Sqlite;

namespace TillitTeams.Storage.Backup;

/// <summary>A database as a file, when nobody is served from it.</summary>
internal static class DatabaseFile
{
    public static string PathOf(StorageOptions options) => Path.GetFullPath(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource);

    /// <summary>A name beside the file that nobody else takes: what is half-done never has the name of what is whole.</summary>
    public static string PartialOf(string file) => $"{file}.{Guid.NewGuid():N}.partial";

    /// <summary>Never makes a file, and keeps none open afterwards.</summary>
    public static string Connect(string file) => new SqliteConnectionStringBuilder
    {
        DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 2,
    }.ToString();

    public static async Task<string?> AskAsync(this SqliteConnection connection, string pragma, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        // The pragmas stand in the code.
#pragma warning disable CA2100
        command.CommandText = pragma;
#pragma warning restore CA2100
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <returns>What SQLite finds wrong with the file; null when it is whole.</returns>
    public static async Task<string?> FindFaultAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(Connect(file));
            await connection.OpenAsync(cancellationToken);
            var said = await connection.AskAsync("PRAGMA integrity_check", cancellationToken);
            return said == "ok" ? null : said?.ReplaceLineEndings(" ");
        }
        catch (SqliteException exception) when (IsBroken(exception))
        {
            return exception.Message;
        }
    }

    /// <summary>
    /// Only whoever is alone with a database can take it out of write-ahead mode (<em>Write-Ahead Logging</em>, sqlite.org). With
    /// it, what stands in the log comes into the file, which is then all there is to keep.
    /// </summary>
    public static async Task<bool> IsInUseAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(Connect(file));
            await connection.OpenAsync(cancellationToken);
            return await connection.AskAsync("PRAGMA journal_mode=DELETE", cancellationToken) != "delete";
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED)
        {
            return true;
        }
        catch (SqliteException exception) when (IsBroken(exception) && !File.Exists($"{file}-wal"))
        {
            // What is broken is what a backup is for.
            return false;
        }
    }

    public static bool IsBroken(SqliteException exception) => exception.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    public static void RemovePartial(string partial)
    {
        foreach (var ending in (ReadOnlySpan<string>)["", "-journal", "-wal", "-shm"])
        {
            File.Delete(partial + ending);
        }
    }
}
