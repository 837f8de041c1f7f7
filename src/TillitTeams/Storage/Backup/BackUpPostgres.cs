using Microsoft.Extensions.Options;
using Npgsql;

namespace TillitTeams.Storage.Backup;

/// <summary>
/// <c>pg_dump</c> reads everything as it was at one moment, and keeps nobody from writing. What lies in a table that is not
/// logged stays behind: people's tokens.
/// </summary>
internal sealed class BackUpPostgres(IOptions<StorageOptions> options) : BackUpDatabase
{
    protected override async Task<CommandOutcome> WriteAsync(string backup, CancellationToken cancellationToken)
    {
        var database = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
        var partial = DatabaseFile.PartialOf(backup);
        try
        {
            CreateForOwner(partial);
            return await PostgresTool.RunAsync(database, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--no-unlogged-table-data", "--file", partial], cancellationToken) is { } refused
                ? CommandOutcome.Refused($"{database.Database} could not be backed up: {refused}")
                // What has no table of contents is no backup.
                : await PostgresTool.RunAsync(database, "pg_restore", ["--list", partial], cancellationToken) is { } fault
                    ? CommandOutcome.Refused($"{database.Database} could not be backed up, because the backup is not whole: {fault}")
                    : await FinishAsync(database.Database!, partial, backup, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CommandOutcome.Refused($"{backup} could not be written: {exception.Message}");
        }
        finally
        {
            DatabaseFile.RemovePartial(partial);
        }
    }
}
