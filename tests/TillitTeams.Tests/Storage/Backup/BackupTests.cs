using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Storage.Backup;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage.Backup;

/// <summary>A backup is taken while the app runs, is whole, and is told of in one line.</summary>
public sealed class BackupTests(SqliteTenant vadstena) : IClassFixture<SqliteTenant>
{
    [Fact]
    public async Task Everything_that_was_written_before_it_began_is_in_it_though_others_write_all_the_time()
    {
        var (folder, written) = (NewFolder(), new ConcurrentQueue<Guid>());
        var backup = Path.Combine(folder, "kopia.db");
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => WriteAsync(written, enough.Token))));
        while (written.Count < 50)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        var before = written.ToList();
        var (said, refused, code) = await ProductCommand.RunAsync(vadstena, Database, "backup", backup);
        var meanwhile = written.Count - before.Count;
        await enough.CancelAsync();
        await writing;

        Assert.Equal((0, ""), (code, refused));
        Assert.True(meanwhile > 0, "Nobody wrote while the backup was taken.");
        Assert.Equal(["kopia.db", "kopia.db.sha256"], Files(folder));
        var sum = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(backup, TestContext.Current.CancellationToken)));
        Assert.Equal($"Backed up {Database} to {backup}: {new FileInfo(backup).Length} bytes, whole, SHA-256 {sum}.", Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries)).TrimEnd());
        Assert.Equal($"{sum}  kopia.db\n", await File.ReadAllTextAsync($"{backup}.sha256", TestContext.Current.CancellationToken));
        Assert.Null(await DatabaseFile.FindFaultAsync(backup, TestContext.Current.CancellationToken));
        var kept = await StoredRows.OfFileAsync(backup, "SELECT RowId FROM AuditEvents");
        Assert.Superset(before.Select(id => id.ToString().ToUpperInvariant()).ToHashSet(), kept.ToHashSet());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        }
    }

    [Fact]
    public async Task It_overwrites_nothing()
    {
        var backup = Path.Combine(NewFolder(), "kopia.db");
        await File.WriteAllTextAsync(backup, "mitt", TestContext.Current.CancellationToken);

        var (said, refused, code) = await ProductCommand.RunAsync(vadstena, Database, "backup", backup);

        Assert.Equal((1, "", $"{backup} is there already, and a backup overwrites nothing."), (code, said, refused.TrimEnd()));
        Assert.Equal("mitt", await File.ReadAllTextAsync(backup, TestContext.Current.CancellationToken));
        Assert.Equal(["kopia.db"], Files(Path.GetDirectoryName(backup)!));
    }

    [Fact]
    public async Task Where_it_cannot_be_written_it_says_so()
    {
        var nowhere = Path.Combine(NewFolder(), "saknas", "kopia.db");
        Assert.Equal($"There is no folder {Path.GetDirectoryName(nowhere)}.", await RefusedAsync(Database, nowhere));
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a folder that nobody may write to, whoever runs the tests.");
        Assert.StartsWith("/proc/kopia.db could not be written: ", await RefusedAsync(Database, "/proc/kopia.db"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_database_none_is_made()
    {
        var folder = NewFolder();
        var database = Path.Combine(folder, "saknas.db");

        Assert.Equal($"There is no database at {database}.", await RefusedAsync(database, Path.Combine(folder, "kopia.db")));
        Assert.Empty(Files(folder));
    }

    [Fact]
    public async Task What_is_broken_is_not_backed_up_as_if_it_were_whole()
    {
        var folder = NewFolder();
        var broken = Path.Combine(folder, "trasig.db");
        await BackUpAsync(broken);
        File.Delete($"{broken}.sha256");
        await Harm.InTheMiddleAsync(broken);

        var refused = await RefusedAsync(broken, Path.Combine(folder, "kopia.db"));

        Assert.StartsWith($"{broken} cannot be backed up, because it is not whole: ", refused, StringComparison.Ordinal);
        Assert.Equal(["trasig.db"], Files(folder));
    }

    private string Database => DatabaseFile.PathOf(new StorageOptions { ConnectionString = vadstena.Host.ProductSettings["Storage:ConnectionString"]! });

    private static IEnumerable<string?> Files(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private string NewFolder() => Directory.CreateDirectory(Path.Combine(vadstena.Folder, Guid.NewGuid().ToString("N"))).FullName;

    private async Task BackUpAsync(string file) => Assert.Equal(0, (await OutcomeAsync(Database, file)).ExitCode);

    private static async Task<string> RefusedAsync(string database, string file)
    {
        var outcome = await OutcomeAsync(database, file);
        Assert.Equal(1, outcome.ExitCode);
        Assert.DoesNotContain('\n', outcome.Said);
        return outcome.Said;
    }

    private static Task<CommandOutcome> OutcomeAsync(string database, string file) =>
        new BackUpSqlite(Options.Create(new StorageOptions { ConnectionString = $"Data Source={database}" })).RunAsync(file, TestContext.Current.CancellationToken);

    private async Task WriteAsync(ConcurrentQueue<Guid> written, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            var row = Guid.NewGuid();
            await vadstena.InDatabase(db =>
            {
                db.Note(AuditAction.LinkMade, row, TimeProvider.System.GetUtcNow(), Guid.NewGuid());
                return db.SaveChangesAsync(CancellationToken.None);
            });
            written.Enqueue(row);
        }
    }
}
