using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace TillitTeams.Storage;

/// <summary>
/// Brings the database to what this app stores; of several instances that start together, one does. SQLite's is held until
/// the app ends: of pooled connections there may be none for a while, and whoever looks whether the database is in use is to
/// be told so all the time.
/// </summary>
internal sealed class MigrateOnStart(IServiceScopeFactory scopes, IOptions<StorageOptions> options, TimeProvider clock) : IHostedService, IAsyncDisposable
{
    private static readonly string[] MadeByAnother =
        [PostgresErrorCodes.DuplicateDatabase, PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.DuplicateTable, PostgresErrorCodes.DuplicateColumn, PostgresErrorCodes.DuplicateObject];

    private SqliteConnection? held;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TillitDb>();
        if (options.Value.Provider == StorageProvider.Sqlite)
        {
            await new AbandonedMigration(db, clock).WaitAsync(cancellationToken);
        }

        await MigrateAsync(db, cancellationToken);
        if (options.Value.Provider == StorageProvider.Sqlite)
        {
            await HoldAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => held?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task MigrateAsync(TillitDb db, CancellationToken cancellationToken)
    {
        for (var left = db.Database.GetMigrations().Count(); ; left--)
        {
            try
            {
                await db.Database.MigrateAsync(cancellationToken);
                return;
            }
            catch (PostgresException exception) when (left > 0 && MadeByAnother.Contains(exception.SqlState))
            {
                // Another instance was first: before there was anything to lock, or between two migrations, each of which has the lock for itself.
            }
        }
    }

    private async Task HoldAsync(CancellationToken cancellationToken)
    {
        held = new SqliteConnection(new SqliteConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false }.ToString());
        await held.OpenAsync(cancellationToken);
        await using var command = held.CreateCommand();
        // An open connection holds nothing before it has read.
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
        await command.ExecuteScalarAsync(cancellationToken);
    }
}
