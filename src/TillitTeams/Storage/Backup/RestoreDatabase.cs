using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage.Backup;

/// <summary><c>TillitTeams restore FILE</c>: puts a backup in the place of the database, when the app does not run, and keeps what was there.</summary>
internal abstract class RestoreDatabase
{
    public async Task<CommandOutcome> RunAsync(string file, CancellationToken cancellationToken)
    {
        var backup = Path.GetFullPath(file);
        if (!File.Exists(backup))
        {
            return CommandOutcome.Refused($"There is no backup at {backup}.");
        }

        try
        {
            return await Checksum.FindFaultAsync(backup, cancellationToken) is { } changed
                ? CommandOutcome.Refused($"{backup} {changed}")
                : await ReadAsync(backup, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return CommandOutcome.Refused($"{backup} could not be read: {exception.Message}");
        }
    }

    protected abstract Task<CommandOutcome> ReadAsync(string backup, CancellationToken cancellationToken);

    /// <returns>Why the database cannot be brought to what this app stores; null when it can.</returns>
    protected static async Task<string?> FindStrangerAsync(TillitDb db, CancellationToken cancellationToken)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return applied.Count == 0 || applied[0] != known[0] ? "is not a database of TillitTeams."
            : applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer ? $"was written by a newer TillitTeams, which knows {newer}: restore it with that one."
            : null;
    }

    /// <summary>A part of the name of what is kept.</summary>
    protected static string Moment(DateTimeOffset at) => at.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture);
}
