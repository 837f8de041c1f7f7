using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Storage.Backup;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage.Backup;

/// <summary>A backup comes into the database's place whole, or nothing is changed.</summary>
public sealed class RestoreTests(SqliteTenant vadstena) : IClassFixture<SqliteTenant>
{
    private readonly string folder = Directory.CreateDirectory(Path.Combine(vadstena.Folder, Guid.NewGuid().ToString("N"))).FullName;

    private string Target => Path.Combine(folder, "tillitteams.db");

    private string Backup => Path.Combine(folder, "kopia", "kopia.db");

    [Fact]
    public async Task Every_row_of_every_table_is_as_it_was_and_what_was_there_is_kept()
    {
        await BackUpAsync(Database, Backup);
        await BackUpAsync(Database, Target);
        File.Delete($"{Target}.sha256");
        await ChangeAsync(Target, "DELETE FROM Initiatives; UPDATE Goals SET Name_Sv = 'En annan'; PRAGMA journal_mode=WAL; UPDATE Goals SET Name_En = 'Another'");
        var (wanted, earlier) = (await StoredRows.OfFileAsync(Backup), await StoredRows.OfFileAsync(Target));
        Assert.NotEqual(wanted, earlier);

        var (said, refused, code) = await ProductCommand.RunAsync(vadstena, Target, "restore", Backup);

        Assert.Equal((0, ""), (code, refused));
        Assert.Equal(wanted, await StoredRows.OfFileAsync(Target));
        var kept = Assert.Single(Directory.GetFiles(folder, "tillitteams.db.before-*"));
        Assert.Equal(earlier, await StoredRows.OfFileAsync(kept));
        Assert.Equal($"Restored {Backup} to {Target}; what was there is kept as {kept}.", said.TrimEnd());
        Assert.Equal([Target, kept], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
        Assert.NotEmpty(await InAsync(Target, db => db.InitiativesMatching("ansikte").ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task While_the_app_runs_it_is_refused_and_nothing_is_changed()
    {
        await BackUpAsync(Database, Backup);
        // As pooled connections are when nothing was asked for a while.
        SqliteConnection.ClearAllPools();

        var (said, refused, code) = await ProductCommand.RunAsync(vadstena, Database, "restore", Backup);

        Assert.Equal((1, "", $"{Database} is in use: stop TillitTeams first."), (code, said, refused.TrimEnd()));
        Assert.Empty(Directory.GetFiles(vadstena.Folder, "*.partial*").Concat(Directory.GetFiles(vadstena.Folder, "*.before-*")));
        Assert.True(await vadstena.InDatabase(db => db.Goals.AnyAsync()));
    }

    public static TheoryData<string, string> Unfit => new()
    {
        { "changed", "is not what " },
        { "harmed", "is not a whole database: " },
        { "cut off", "is not a whole database: " },
        { "a text", "is not a whole database: " },
        { "empty", "is not a database of TillitTeams." },
        { "foreign", "is not a database of TillitTeams." },
        { "newer", "was written by a newer TillitTeams, which knows 29991231235959_Later: restore it with that one." },
        { "without a table", "is not a whole database of TillitTeams: it lacks MissedDigests." },
    };

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task What_is_no_whole_database_of_this_app_changes_nothing(string kind, string why)
    {
        await BackUpAsync(Database, Backup);
        await SpoilAsync(kind);
        await BackUpAsync(Database, Target);
        File.Delete($"{Target}.sha256");
        var before = await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken);

        var outcome = await RestoreAsync(Target);

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"{Backup} {why}", outcome.Said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', outcome.Said);
        Assert.Equal([Target], Directory.GetFiles(folder));
        Assert.Equal(before, await File.ReadAllBytesAsync(Target, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_there_is_no_backup_or_no_folder_it_says_so()
    {
        Assert.Equal($"There is no backup at {Backup}.", (await RestoreAsync(Target)).Said);
        await BackUpAsync(Database, Backup);
        Assert.Equal($"There is no folder {Path.Combine(folder, "saknas")}.", (await RestoreAsync(Path.Combine(folder, "saknas", "tillitteams.db"))).Said);
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a folder that nobody may write to, whoever runs the tests.");
        Assert.StartsWith("/proc/tillitteams.db could not be restored, and is as it was: ", (await RestoreAsync("/proc/tillitteams.db")).Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_backup_is_brought_up_to_date()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Backup)!);
        await InAsync(Backup, async db =>
        {
            await db.GetService<IMigrator>().MigrateAsync("WhyBy", TestContext.Current.CancellationToken);
            return 0;
        });

        Assert.Equal(0, (await RestoreAsync(Target)).ExitCode);

        Assert.Empty(await InAsync(Target, db => db.Database.GetPendingMigrationsAsync(TestContext.Current.CancellationToken)));
        Assert.Empty(await InAsync(Target, db => db.AuditEvents.ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task It_comes_where_there_was_nothing_and_where_there_was_something_broken()
    {
        await BackUpAsync(Database, Backup);
        Assert.Equal($"Restored {Backup} to {Target}, where there was no database.", (await RestoreAsync(Target)).Said);
        await File.WriteAllTextAsync(Target, new string('x', 10_000), TestContext.Current.CancellationToken);

        Assert.Equal(0, (await RestoreAsync(Target)).ExitCode);

        Assert.Equal(await StoredRows.OfFileAsync(Backup), await StoredRows.OfFileAsync(Target));
        Assert.Equal(new string('x', 10_000), await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder, "*.before-*")), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_log_of_writes_that_lost_its_database_is_not_taken_for_the_backups()
    {
        await BackUpAsync(Database, Backup);
        await File.WriteAllTextAsync($"{Target}-wal", "", TestContext.Current.CancellationToken);

        Assert.Equal(1, (await RestoreAsync(Target)).ExitCode);

        Assert.False(File.Exists(Target));
    }

    private string Database => DatabaseFile.PathOf(new StorageOptions { ConnectionString = vadstena.Host.ProductSettings["Storage:ConnectionString"]! });

    private async Task SpoilAsync(string kind)
    {
        if (kind != "changed")
        {
            File.Delete($"{Backup}.sha256");
        }

        await (kind switch
        {
            "changed" => ChangeAsync(Backup, "UPDATE Goals SET Name_Sv = 'En annan'"),
            "harmed" => Harm.InTheMiddleAsync(Backup),
            "cut off" => Harm.CutOffAsync(Backup),
            "a text" => File.WriteAllTextAsync(Backup, new string('x', 10_000)),
            "empty" => File.WriteAllTextAsync(Backup, ""),
            "foreign" => MakeForeignAsync(),
            "newer" => ChangeAsync(Backup, "INSERT INTO __EFMigrationsHistory VALUES ('29991231235959_Later', '99.0.0')"),
            _ => ChangeAsync(Backup, "DROP TABLE MissedDigests"),
        });
    }

    private Task MakeForeignAsync()
    {
        File.Delete(Backup);
        return ChangeAsync(Backup, "CREATE TABLE Cats (Name TEXT)");
    }

    private static async Task BackUpAsync(string database, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var outcome = await new BackUpSqlite(Options.Create(new StorageOptions { ConnectionString = $"Data Source={database}" })).RunAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(0, outcome.ExitCode);
    }

    private Task<CommandOutcome> RestoreAsync(string target) => new RestoreSqlite(
        Options.Create(new StorageOptions { ConnectionString = $"Data Source={target}" }), TimeProvider.System).RunAsync(Backup, TestContext.Current.CancellationToken);

    private async Task<T> InAsync<T>(string file, Func<TillitDb, Task<T>> act)
    {
        var caller = new Caller();
        caller.Identify(vadstena.Tenant.Id, Guid.Empty);
        await using var db = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite($"Data Source={file};Pooling=False").Options, caller);
        return await act(db);
    }

    private static async Task ChangeAsync(string file, string statements)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        // The statements stand in the tests.
#pragma warning disable CA2100
        command.CommandText = $"PRAGMA foreign_keys=OFF; {statements}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
