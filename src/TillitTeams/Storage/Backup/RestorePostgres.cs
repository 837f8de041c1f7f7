using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using TillitTeams.Model;

namespace TillitTeams.Storage.Backup;

/// <summary>
/// The backup becomes a database of its own beside the one that is used, and takes its name in one step: whatever fails or is
/// killed before it has changed nothing. It takes a role that may create databases.
/// </summary>
internal sealed class RestorePostgres(IOptions<StorageOptions> options, TimeProvider clock) : RestoreDatabase
{
    protected override async Task<CommandOutcome> ReadAsync(string backup, CancellationToken cancellationToken)
    {
        var target = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
        var beside = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Database = $"{target.Database}-{Guid.NewGuid().ToString("N")[..8]}", Pooling = false };
        try
        {
            await SayAsync(target, $"CREATE DATABASE {Quote(beside.Database)} TEMPLATE template0", cancellationToken);
            try
            {
                return await PrepareAsync(backup, beside, cancellationToken) is { } fault
                    ? CommandOutcome.Refused($"{backup} {fault}")
                    : await PutInPlaceAsync(backup, beside.Database!, target, cancellationToken);
            }
            finally
            {
                // Where it took its place, there is nothing of that name any more.
                await SayAsync(target, $"DROP DATABASE IF EXISTS {Quote(beside.Database)} WITH (FORCE)", CancellationToken.None);
            }
        }
        catch (NpgsqlException exception)
        {
            return CommandOutcome.Refused($"{target.Database} could not be restored, and is as it was: {exception.Message}");
        }
    }

    private static async Task<string?> PrepareAsync(string backup, NpgsqlConnectionStringBuilder beside, CancellationToken cancellationToken)
    {
        if (await PostgresTool.RunAsync(
                beside, "pg_restore", ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname", beside.Database!, backup], cancellationToken) is { } fault)
        {
            return $"could not be read: {fault}";
        }

        await using var db = new PostgresDb(
            new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(beside.ToString()).UseLowerCaseNamingConvention().Options, new Caller());
        if (await FindStrangerAsync(db, cancellationToken) is { } stranger)
        {
            return stranger;
        }

        await db.Database.MigrateAsync(cancellationToken);
        return null;
    }

    private async Task<CommandOutcome> PutInPlaceAsync(string backup, string beside, NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        var kept = $"{target.Database}-before-{Moment(clock.GetUtcNow())}";
        await using var connection = await OpenAsync(target, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            var isThere = await connection.SayAsync($"SELECT 1 FROM pg_database WHERE datname = '{target.Database!.Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken) is not null;
            if (isThere)
            {
                await connection.SayAsync($"ALTER DATABASE {Quote(target.Database)} RENAME TO {Quote(kept)}", cancellationToken);
            }

            await connection.SayAsync($"ALTER DATABASE {Quote(beside)} RENAME TO {Quote(target.Database)}", cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return CommandOutcome.Done(isThere
                ? $"Restored {backup} to {target.Database}; what was there is kept as {kept}."
                : $"Restored {backup} to {target.Database}, where there was no database.");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return CommandOutcome.Refused($"{target.Database} is in use: stop TillitTeams first.");
        }
    }

    /// <summary>Names of databases cannot be parameters.</summary>
    private static string Quote(string? name) => $"\"{name?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static async Task SayAsync(NpgsqlConnectionStringBuilder target, string statement, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(target, cancellationToken);
        await connection.SayAsync(statement, cancellationToken);
    }

    /// <summary>In the server's own database, because one in which somebody is cannot be named anew.</summary>
    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder target, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target.ToString()) { Database = "postgres", Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
