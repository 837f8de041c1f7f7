using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace TillitTeams.Storage.Backup;

/// <summary>
/// <c>TillitTeams backup FILE</c>: copies the database while the app goes on writing to it. What was committed before it
/// begins is in it. SQLite copies page by page, so that rows keep the numbers by which the indexes of words follow them; a
/// VACUUM INTO would number them anew.
/// </summary>
internal sealed class BackUpDatabase(IOptions<StorageOptions> options)
{
    public async Task<CommandOutcome> RunAsync(string file, CancellationToken cancellationToken)
    {
        var (source, backup) = (DatabaseFile.PathOf(options.Value), Path.GetFullPath(file));
        if (!File.Exists(source))
        {
            return CommandOutcome.Refused($"There is no database at {source}.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(backup)))
        {
            return CommandOutcome.Refused($"There is no folder {Path.GetDirectoryName(backup)}.");
        }

        if (Path.Exists(backup))
        {
            return CommandOutcome.Refused($"{backup} is there already, and a backup overwrites nothing.");
        }

        var partial = DatabaseFile.PartialOf(backup);
        try
        {
            return await WriteAsync(source, partial, backup, cancellationToken);
        }
        catch (SqliteException exception) when (DatabaseFile.IsBroken(exception))
        {
            return NotWhole(source, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            return CommandOutcome.Refused($"{backup} could not be written: {exception.Message}");
        }
        finally
        {
            DatabaseFile.RemovePartial(partial);
        }
    }

    private static async Task<CommandOutcome> WriteAsync(string source, string partial, string backup, CancellationToken cancellationToken)
    {
        CreateForOwner(partial);
        await CopyAsync(source, partial, cancellationToken);
        if (await DatabaseFile.FindFaultAsync(partial, cancellationToken) is { } fault)
        {
            return NotWhole(source, fault);
        }

        // Whoever finds a backup by its name finds a whole one, with its checksum.
        var sum = await Checksum.WriteAsync(partial, backup, cancellationToken);
        File.Move(partial, backup);
        return CommandOutcome.Done($"Backed up {source} to {backup}: {new FileInfo(backup).Length} bytes, whole, SHA-256 {sum}.");
    }

    private static async Task CopyAsync(string source, string partial, CancellationToken cancellationToken)
    {
        await using var from = new SqliteConnection(DatabaseFile.Connect(source));
        await using var to = new SqliteConnection(DatabaseFile.Connect(partial));
        await from.OpenAsync(cancellationToken);
        await to.OpenAsync(cancellationToken);
        from.BackupDatabase(to);
        // A backup is one file, without a log of writes beside it.
        await to.AskAsync("PRAGMA journal_mode=DELETE", cancellationToken);
    }

    private static CommandOutcome NotWhole(string source, string fault) => CommandOutcome.Refused($"{source} cannot be backed up, because it is not whole: {fault}");

    /// <summary>What is personal in the database is not for everybody on the machine.</summary>
    private static void CreateForOwner(string partial)
    {
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var created = new FileStream(partial, create);
    }
}
