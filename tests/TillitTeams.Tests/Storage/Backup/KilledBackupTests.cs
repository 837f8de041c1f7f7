using Microsoft.EntityFrameworkCore;
using TillitTeams.Storage.Backup;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage.Backup;

/// <summary>Killed in the middle, a backup or a restore leaves nothing half-done where somebody would look for what is whole.</summary>
public sealed class KilledBackupTests(SqliteTenant vadstena) : IClassFixture<SqliteTenant>
{
    private const int Kills = 4;

    private readonly string folder = Directory.CreateDirectory(Path.Combine(vadstena.Folder, Guid.NewGuid().ToString("N"))).FullName;

    [Fact]
    public async Task A_killed_backup_is_not_there_and_a_killed_restore_has_changed_nothing()
    {
        var large = Path.Combine(folder, "stor.db");
        await vadstena.InDatabase(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {large}"));
        await StoredRows.OfFileAsync(large, "CREATE TABLE Ballast AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80) SELECT randomblob(1000000) AS Filling FROM n");
        var (backup, unfinished) = (Path.Combine(folder, "kopia.db"), 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            await KillAsync(large, kill, "backup", backup);
            if (File.Exists(backup))
            {
                Assert.Null(await Checksum.FindFaultAsync(backup, TestContext.Current.CancellationToken));
                Assert.Null(await DatabaseFile.FindFaultAsync(backup, TestContext.Current.CancellationToken));
                File.Delete(backup);
            }
            else
            {
                unfinished++;
            }
        }

        Assert.True(unfinished > 0, "No backup was killed before it was done.");
        // What the killed ones left is in nobody's way.
        Assert.Equal(0, (await ProductCommand.RunAsync(vadstena, large, "backup", backup)).Code);

        var target = Path.Combine(folder, "tillitteams.db");
        await vadstena.InDatabase(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {target}"));
        var (small, whole, unchanged) = (new FileInfo(target).Length, new FileInfo(backup).Length, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            await KillAsync(target, kill, "restore", backup);
            var length = new FileInfo(target).Length;
            Assert.True(length == small || length == whole, $"{length} bytes are neither what was there nor what was to come.");
            Assert.Null(await DatabaseFile.FindFaultAsync(target, TestContext.Current.CancellationToken));
            unchanged += length == small ? 1 : 0;
        }

        Assert.True(unchanged > 0, "No restore was killed before it was done.");
    }

    /// <summary>Ends the command once it has begun to write, a little later each time.</summary>
    private async Task KillAsync(string database, int kill, params string[] arguments)
    {
        var before = Directory.GetFiles(folder, "*.partial").ToHashSet(StringComparer.Ordinal);
        using var process = ProductCommand.Start(vadstena, database, arguments);
        while (!process.HasExited && Directory.GetFiles(folder, "*.partial").All(before.Contains))
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(20 * kill), TestContext.Current.CancellationToken);
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
