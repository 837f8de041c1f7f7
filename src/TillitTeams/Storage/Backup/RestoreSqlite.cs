using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Model;

namespace TillitTeams.Storage.Backup;

/// <summary>
/// Everything is done to a copy of the file, and the copy takes the database's place in one step: whatever fails or is killed
/// before it has changed nothing.
/// </summary>
internal sealed class RestoreSqlite(IOptions<StorageOptions> options, TimeProvider clock) : RestoreDatabase
{
    protected override async Task<CommandOutcome> ReadAsync(string backup, CancellationToken cancellationToken)
    {
        var target = DatabaseFile.PathOf(options.Value);
        if (!Directory.Exists(Path.GetDirectoryName(target)))
        {
            return CommandOutcome.Refused($"There is no folder {Path.GetDirectoryName(target)}.");
        }

        var partial = DatabaseFile.PartialOf(target);
        try
        {
            File.Copy(backup, partial);
            return await PrepareAsync(partial, cancellationToken) is { } fault
                ? CommandOutcome.Refused($"{backup} {fault}")
                : await PutInPlaceAsync(backup, partial, target, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            return CommandOutcome.Refused($"{target} could not be restored, and is as it was: {exception.Message}");
        }
        finally
        {
            DatabaseFile.RemovePartial(partial);
        }
    }

    /// <summary>Brings the copy to what this app stores.</summary>
    /// <returns>Why it cannot be; null when it was.</returns>
    private static async Task<string?> PrepareAsync(string partial, CancellationToken cancellationToken)
    {
        if (await DatabaseFile.FindFaultAsync(partial, cancellationToken) is { } broken)
        {
            return $"is not a whole database: {broken}";
        }

        await using var db = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite(DatabaseFile.Connect(partial)).Options, new Caller());
        if (await FindStrangerAsync(db, cancellationToken) is { } stranger)
        {
            return stranger;
        }

        var tables = await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'table'").ToListAsync(cancellationToken);
        if (!(await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any() && db.Model.GetRelationalModel().Tables.FirstOrDefault(table => !tables.Contains(table.Name)) is { } missing)
        {
            return $"is not a whole database of TillitTeams: it lacks {missing.Name}.";
        }

        await db.Database.MigrateAsync(cancellationToken);
        return null;
    }

    private async Task<CommandOutcome> PutInPlaceAsync(string backup, string partial, string target, CancellationToken cancellationToken)
    {
        if (!File.Exists(target))
        {
            if (File.Exists($"{target}-wal"))
            {
                return CommandOutcome.Refused($"{target}-wal stands there without its database, and would be taken for a part of this one: move it away first.");
            }

            File.Move(partial, target);
            return CommandOutcome.Done($"Restored {backup} to {target}, where there was no database.");
        }

        if (await DatabaseFile.IsInUseAsync(target, cancellationToken))
        {
            return CommandOutcome.Refused($"{target} is in use: stop TillitTeams first.");
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(partial, File.GetUnixFileMode(target));
        }

        var kept = $"{target}.before-{Moment(clock.GetUtcNow())}";
        File.Replace(partial, target, kept);
        return CommandOutcome.Done($"Restored {backup} to {target}; what was there is kept as {kept}.");
    }
}
