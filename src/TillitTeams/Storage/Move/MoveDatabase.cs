using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Storage.Backup;

namespace TillitTeams.Storage.Move;

/// <summary>
/// <c>TillitTeams move FILE</c>: everything that stands in an SQLite file comes into an empty PostgreSQL, in one transaction, and
/// is compared row by row before that is committed. Whatever fails or is killed before has left nothing there.
/// </summary>
/// <remarks>Quartz' tables stay behind: what stands in them is made anew from the settings by every start.</remarks>
internal sealed class MoveDatabase(IOptions<StorageOptions> options)
{
    public async Task<CommandOutcome> RunAsync(string file, CancellationToken cancellationToken)
    {
        var source = Path.GetFullPath(file);
        if (options.Value.Provider != StorageProvider.PostgreSql)
        {
            return CommandOutcome.Refused("The settings name no PostgreSQL to move to: state Storage__Provider=PostgreSql and its Storage__ConnectionString.");
        }

        if (!File.Exists(source))
        {
            return CommandOutcome.Refused($"There is no file {source}.");
        }

        try
        {
            return await DatabaseFile.IsInUseAsync(source, cancellationToken) ? CommandOutcome.Refused($"{source} is in use: stop TillitTeams first.")
                : await DatabaseFile.FindFaultAsync(source, cancellationToken) is { } fault ? CommandOutcome.Refused($"{source} is not a whole database: {fault}")
                : await MoveAsync(source, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException or NpgsqlException)
        {
            return CommandOutcome.Refused($"{source} could not be moved, and nothing came of it: {exception.Message}");
        }
    }

    private async Task<CommandOutcome> MoveAsync(string source, CancellationToken cancellationToken)
    {
        await using var from = new SqliteConnection(DatabaseFile.Connect(source));
        await from.OpenAsync(cancellationToken);
        // Nobody writes in it meanwhile, who may have started since it was asked.
        await using var held = from.BeginTransaction(deferred: false);
        await using var file = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite(from).Options, new Caller());
        await file.Database.UseTransactionAsync(held, cancellationToken);
        if (await FindOtherVersionAsync(file, cancellationToken) is { } other)
        {
            return CommandOutcome.Refused($"{source} {other}");
        }

        await using var db = new PostgresDb(
            new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(options.Value.ConnectionString).UseLowerCaseNamingConvention().Options, new Caller());
        await db.Database.MigrateAsync(cancellationToken);
        await db.Database.OpenConnectionAsync(cancellationToken);
        return await CopyAsync(source, from, MovedTable.AllOf(file, db), (NpgsqlConnection)db.Database.GetDbConnection(), cancellationToken);
    }

    /// <returns>Why its tables are not those of this app; null when they are.</returns>
    private static async Task<string?> FindOtherVersionAsync(TillitDb file, CancellationToken cancellationToken)
    {
        var known = file.Database.GetMigrations().ToList();
        var applied = (await file.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return applied.Count == 0 || applied[0] != known[0] ? "is not a database of TillitTeams."
            : applied.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer ? $"was written by a newer TillitTeams, which knows {newer}: move it with that one."
            : known.Except(applied, StringComparer.Ordinal).FirstOrDefault() is { } missing ? $"was written by an older TillitTeams, which does not know {missing}: start this one on it once, stop it, and then move it."
            : null;
    }

    private static async Task<CommandOutcome> CopyAsync(
        string source, SqliteConnection from, IReadOnlyList<MovedTable> tables, NpgsqlConnection to, CancellationToken cancellationToken)
    {
        await using var transaction = await to.BeginTransactionAsync(cancellationToken);
        // An app that is started on it meanwhile waits, and then finds everything there.
        await to.SayAsync($"LOCK TABLE {string.Join(", ", tables.Select(table => table.There))} IN ACCESS EXCLUSIVE MODE", cancellationToken);
        foreach (var table in tables)
        {
            if (await to.SayAsync($"SELECT 1 FROM {table.There} LIMIT 1", cancellationToken) is not null)
            {
                return CommandOutcome.Refused($"{to.Database} holds rows already, in {table.Here}: move to one that is empty.");
            }
        }

        foreach (var table in tables)
        {
            if (await table.CopyAsync(from, to, cancellationToken) is { } impossible)
            {
                return CommandOutcome.Refused($"{source} cannot be moved, and nothing came of it: {impossible}");
            }
        }

        var compared = new List<string>();
        foreach (var table in tables)
        {
            var (rows, difference) = await new ComparedTable(table).CompareAsync(from, to, cancellationToken);
            if (difference is not null)
            {
                return CommandOutcome.Refused($"{source} and what came of it are not the same, so that nothing was kept: {difference}");
            }

            compared.Add($"{table.Here}: {rows} rows, the same in every column.");
        }

        await transaction.CommitAsync(cancellationToken);
        return CommandOutcome.Done(string.Join('\n', [.. compared, $"Moved {source} to {to.Database}. The file is as it was; the schedule is made anew when TillitTeams starts."]));
    }
}
