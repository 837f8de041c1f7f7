using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Storage.Backup;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>One command takes a backup of PostgreSQL while the app runs, and one puts it back.</summary>
public sealed class PostgresBackupTests : IClassFixture<PostgresTenant>, IAsyncDisposable
{
    private readonly PostgresTenant vadstena;
    private readonly string folder;

    public PostgresBackupTests(PostgresTenant vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
        folder = Directory.CreateDirectory(Path.Combine(vadstena.Folder, Guid.NewGuid().ToString("N"))).FullName;
    }

    private string Backup => Path.Combine(folder, "kopia.dump");

    /// <summary>Another database than the one that the app runs on.</summary>
    private NpgsqlConnectionStringBuilder Target => new(vadstena.Host.ProductSettings["Storage:ConnectionString"]) { Database = Path.GetFileName(folder), Pooling = false };

    [Fact]
    public async Task Every_row_of_every_table_comes_back_as_it_was_and_what_was_there_is_kept()
    {
        await NoteAsync();
        await vadstena.InDatabase(db => db.Database.ExecuteSqlAsync($"INSERT INTO SharedTokens VALUES ('someone', 'sealed', now() + interval '1 hour')"));
        var (said, refused, code) = await ProductCommand.RunHereAsync(vadstena, "backup", Backup);
        Assert.Equal((0, ""), (code, refused));
        Assert.StartsWith($"Backed up {Path.GetFileName(vadstena.Folder)} to {Backup}: ", said, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Backup));
        }

        var first = await RestoreAsync(Target);
        Assert.Equal($"Restored {Backup} to {Target.Database}, where there was no database.", first.Said);
        var wanted = await StoredRows.OfPostgresAsync(Target.ToString());
        Assert.Contains(wanted, row => row.StartsWith("goals: ", StringComparison.Ordinal));
        Assert.Contains(wanted, row => row.StartsWith("auditevents: ", StringComparison.Ordinal));
        Assert.DoesNotContain(wanted, row => row.StartsWith("sharedtokens: ", StringComparison.Ordinal));
        await ChangeAsync("DELETE FROM Initiatives; DELETE FROM SharedTokens; UPDATE Goals SET Name_Sv = 'En annan'");

        var second = await RestoreAsync(Target);

        Assert.Equal(wanted, await StoredRows.OfPostgresAsync(Target.ToString()));
        var kept = second.Said[(second.Said.LastIndexOf(' ') + 1)..].TrimEnd('.');
        Assert.Contains(await StoredRows.OfPostgresAsync(new NpgsqlConnectionStringBuilder(Target.ToString()) { Database = kept }.ToString()), row => row.Contains("En annan", StringComparison.Ordinal));
        await DropAsync(kept);
    }

    [Fact]
    public async Task What_is_written_while_it_is_taken_disturbs_nobody()
    {
        using var enough = new CancellationTokenSource();
        var written = 0;
        var writing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await NoteAsync();
                written++;
            }
        }, TestContext.Current.CancellationToken);

        var outcome = await new BackUpPostgres(Options.Create(new StorageOptions { ConnectionString = vadstena.Host.ProductSettings["Storage:ConnectionString"]! }))
            .RunAsync(Backup, TestContext.Current.CancellationToken);
        await enough.CancelAsync();
        await writing;

        Assert.Equal(0, outcome.ExitCode);
        Assert.True(written > 0, "Nobody wrote while the backup was taken.");
    }

    [Fact]
    public async Task While_somebody_is_in_the_database_it_is_refused_and_nothing_is_changed()
    {
        await BackUpAsync();
        await RestoreAsync(Target);
        await using var somebody = new NpgsqlConnection(Target.ToString());
        await somebody.OpenAsync(TestContext.Current.CancellationToken);
        var before = await StoredRows.OfPostgresAsync(Target.ToString());

        var outcome = await RestoreAsync(Target);

        Assert.Equal((1, $"{Target.Database} is in use: stop TillitTeams first."), (outcome.ExitCode, outcome.Said));
        Assert.Equal(before, await StoredRows.OfPostgresAsync(Target.ToString()));
        await somebody.CloseAsync();
        Assert.Equal([Target.Database!], await DatabasesAsync());
    }

    [Theory]
    [InlineData("a text", "could not be read: ")]
    [InlineData("cut off", "could not be read: ")]
    [InlineData("changed", "is not what ")]
    public async Task What_is_no_whole_backup_changes_nothing(string kind, string why)
    {
        await BackUpAsync();
        var whole = await File.ReadAllBytesAsync(Backup, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Backup, kind == "a text" ? "Hej"u8.ToArray() : whole[..(whole.Length / 2)], TestContext.Current.CancellationToken);
        if (kind != "changed")
        {
            File.Delete($"{Backup}.sha256");
        }

        var outcome = await RestoreAsync(Target);

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"{Backup} {why}", outcome.Said, StringComparison.Ordinal);
        Assert.Empty(await DatabasesAsync());
    }

    [Fact]
    public async Task Where_PostgreSQLs_programs_are_missing_it_says_what_to_install()
    {
        var said = await PostgresTool.RunAsync(Target, "pg_dump_that_is_not_there", [], TestContext.Current.CancellationToken);

        Assert.Equal("pg_dump_that_is_not_there is not there: install PostgreSQL's client programs, of the server's version or later.", said);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in await DatabasesAsync())
        {
            await DropAsync(database);
        }
    }

    private Task<int> NoteAsync() => vadstena.InDatabase(db =>
    {
        db.Note(AuditAction.LinkMade, Guid.NewGuid(), TimeProvider.System.GetUtcNow(), Guid.NewGuid());
        return db.SaveChangesAsync(CancellationToken.None);
    });

    private async Task BackUpAsync() => Assert.Equal(
        0,
        (await new BackUpPostgres(Options.Create(new StorageOptions { ConnectionString = vadstena.Host.ProductSettings["Storage:ConnectionString"]! }))
            .RunAsync(Backup, TestContext.Current.CancellationToken)).ExitCode);

    private Task<CommandOutcome> RestoreAsync(NpgsqlConnectionStringBuilder target) =>
        new RestorePostgres(Options.Create(new StorageOptions { ConnectionString = target.ToString() }), TimeProvider.System).RunAsync(Backup, TestContext.Current.CancellationToken);

    private async Task ChangeAsync(string statements)
    {
        await using var db = TestStore.Open(new Dictionary<string, string?> { ["Storage:Provider"] = "PostgreSql", ["Storage:ConnectionString"] = Target.ToString() }, new Caller());
#pragma warning disable EF1002 // They stand in this file.
        await db.Database.ExecuteSqlRawAsync(statements);
#pragma warning restore EF1002
    }

    /// <summary>Those whose name begins with the target's.</summary>
    private async Task<List<string>> DatabasesAsync()
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT datname FROM pg_database WHERE starts_with(datname, @name) ORDER BY datname";
        command.Parameters.AddWithValue("name", Target.Database!);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        var names = new List<string>();
        while (await reader.ReadAsync(CancellationToken.None))
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private async Task DropAsync(string database)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the server itself.
        command.CommandText = $"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Target.ToString()) { Database = "postgres" }.ToString());
        await connection.OpenAsync(CancellationToken.None);
        return connection;
    }
}
