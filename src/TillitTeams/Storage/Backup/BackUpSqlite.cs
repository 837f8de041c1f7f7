using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace TillitTeams.Storage.Backup;

/// <summary>
/// SQLite copies page by page, so that rows keep the numbers by which the indexes of words follow them; a VACUUM INTO would
/// number them anew.
/// </summary>
internal sealed class BackUpSqlite(IOptions<StorageOptions> options) : BackUpDatabase
{
    protected override async Task<CommandOutcome> WriteAsync(string backup, CancellationToken cancellationToken)
    {
        var source = DatabaseFile.PathOf(options.Value);
        if (!File.Exists(source))
        {
            return CommandOutcome.Refused($"There is no database at {source}.");
        }

        var partial = DatabaseFile.PartialOf(backup);
        try
        {
            return await CopyWholeAsync(source, partial, backup, cancellationToken);
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

    private static async Task<CommandOutcome> CopyWholeAsync(string source, string partial, string backup, CancellationToken cancellationToken)
    {
        CreateForOwner(partial);
        await CopyAsync(source, partial, cancellationToken);
        if (await DatabaseFile.FindFaultAsync(partial, cancellationToken) is { } fault)
        {
            return NotWhole(source, fault);
        }

        return await FinishAsync(source, partial, backup, cancellationToken);
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
}
