using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace TillitTeams.Storage;

/// <summary>
/// EF marks in the database that it is changing it. SQLite's mark stays when the app is killed meanwhile, and whoever comes
/// next would wait for ever (<em>Applying Migrations</em>, concurrency: SQLite).
/// </summary>
internal sealed class AbandonedMigration(TillitDb db, TimeProvider clock)
{
    /// <summary>No change takes so long, and nobody waits for longer.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        if (!await db.Database.CanConnectAsync(cancellationToken)
            || await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) == 0)
        {
            return;
        }

        while (true)
        {
            var since = (clock.GetUtcNow() - Abandoned).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            await db.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock WHERE Timestamp < {since}", cancellationToken);
            if (await db.Database.SqlQuery<int>($"SELECT COUNT(*) AS Value FROM __EFMigrationsLock").SingleAsync(cancellationToken) == 0)
            {
                return;
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }
}
