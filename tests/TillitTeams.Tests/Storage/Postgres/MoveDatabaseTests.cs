using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Storage.Backup;
using TillitTeams.Storage.Move;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>Everything that stands in a file comes into PostgreSQL, whole and compared, or nothing does.</summary>
public sealed class MoveDatabaseTests : IClassFixture<MoveDatabaseTests.WithEveryKindOfRow>, IAsyncDisposable
{
    private const string Words = "Åsa, Örjan och Ärla möts på torget 🦊 \"så här\"\n\t'då' \\ – €";

    private readonly WithEveryKindOfRow vadstena;
    private readonly IReadOnlyDictionary<string, string?> store;
    private readonly string file;

    public MoveDatabaseTests(WithEveryKindOfRow vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
        store = TestStore.InPostgres($"tillit-move-{Guid.NewGuid():N}");
        file = Path.Combine(vadstena.Folder, $"{Guid.NewGuid():N}.db");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_row_is_there_afterwards_and_the_app_goes_on_where_it_was()
    {
        await new Tagger(vadstena, "karin").TagAsync(vadstena.Root("kansli/allmant", 1), ("goals", "hallbar"), ("principles", "tillit"), ("why", Words));
        using var karin = vadstena.AppClient("karin");
        var before = await karin.ReadAsync("views/goal/hallbar");
        Assert.Contains("🦊", before, StringComparison.Ordinal);
        await CopyAsync();

        var (said, refused, code) = await ProductCommand.RunWithAsync(Settings, "move", file);

        Assert.Equal((0, ""), (code, refused));
        Assert.Contains("Links: 2 rows, the same in every column.", said, StringComparison.Ordinal);
        Assert.Contains($"Moved {file} to {Database.Database}.", said, StringComparison.Ordinal);
        await using (var db = TestStore.Open(store, new Caller()))
        {
            // Each kind has a row, or nothing was compared.
            Assert.Equal(db.Model.GetRelationalModel().Tables.Count() + 1, said.Split('\n').Count(line => line.Contains(": ", StringComparison.Ordinal) && !line.Contains(": 0 rows", StringComparison.Ordinal)));
            Assert.Equal(Words, await db.Links.IgnoreQueryFilters().Where(link => link.TenantId == vadstena.Tenant.Id).Select(link => link.Why).SingleAsync(Cancel));
            Assert.Equal(
                await vadstena.InDatabase(here => here.Goals.OrderBy(goal => goal.Id).Select(goal => new { goal.Id, goal.Version }).ToListAsync(Cancel)),
                await db.Goals.IgnoreQueryFilters().Where(goal => goal.TenantId == vadstena.Tenant.Id).OrderBy(goal => goal.Id).Select(goal => new { goal.Id, goal.Version }).ToListAsync(Cancel));
        }

        await vadstena.Host.StopAppAsync(Cancel);
        using var product = ProductProcess.StartAt(vadstena.Host, vadstena.Host.AppUrl, store);
        await product.UntilReadyAsync(Cancel);
        Assert.Equal(before, await karin.ReadAsync("views/goal/hallbar"));
        Assert.Contains("🦊", await karin.ReadAsync("views/goal/hallbar?q=torgets"), StringComparison.Ordinal);
        Assert.Contains("data-verdict=\"whole\"", await karin.ReadAsync("views/audit?verify=1"), StringComparison.Ordinal);
        product.Kill();
        await vadstena.Host.StartAppAsync(Cancel);

        (_, refused, code) = await ProductCommand.RunWithAsync(Settings, "move", file);
        Assert.Equal(1, code);
        Assert.StartsWith($"{Database.Database} holds rows already, in ", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("initiatives", "NEW.title := NEW.title || '!'; RETURN NEW;", "title in Initiatives is another in the row ")]
    [InlineData("initiatives", "NEW.version := gen_random_uuid(); RETURN NEW;", "version in Initiatives is another in the row ")]
    [InlineData("digestanswers", "RETURN NULL;", "DigestAnswers lacks the row ")]
    public async Task Whatever_does_not_come_as_it_was_is_found_and_nothing_is_kept(string table, string planted, string found)
    {
        await CopyAsync();
        await PlantAsync(table, planted);

        var outcome = await MoveAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains(found, outcome.Said, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Killed_in_the_middle_it_leaves_nothing_and_is_done_again()
    {
        await CopyAsync();
        await PlantAsync("initiatives", "PERFORM pg_sleep(3); RETURN NEW;");
        using (var process = ProductCommand.StartWith(Settings, "move", file))
        {
            while (!(await AskAsync("SELECT wait_event FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY initiatives%'")).Contains("PgSleep", StringComparer.Ordinal))
            {
                Assert.False(process.HasExited);
                await Task.Delay(20, Cancel);
            }

            process.Kill();
            await process.WaitForExitAsync(Cancel);
        }

        await AskAsync("SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY initiatives%'");
        Assert.Empty(await RowsAsync());
        await AskAsync("DROP TRIGGER planted ON initiatives");
        Assert.Equal(0, (await MoveAsync()).ExitCode);
    }

    [Fact]
    public async Task What_PostgreSQL_cannot_keep_is_told_by_its_key()
    {
        await CopyAsync();
        await StoredRows.OfFileAsync(file, "UPDATE Initiatives SET What = 'a' || char(0) || 'b'");

        var outcome = await MoveAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("what of a row in Initiatives has a NUL character, which PostgreSQL cannot keep. Its key is ", outcome.Said, StringComparison.Ordinal);
        Assert.Empty(await RowsAsync());
    }

    [Theory]
    [InlineData("DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%_Records'", " was written by an older TillitTeams, which does not know ")]
    [InlineData("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99')", " was written by a newer TillitTeams, which knows 29990101000000_Later: ")]
    [InlineData("DELETE FROM __EFMigrationsHistory", " is not a database of TillitTeams.")]
    public async Task A_file_of_another_version_is_refused(string statement, string why)
    {
        await CopyAsync();
        await StoredRows.OfFileAsync(file, statement);

        var outcome = await MoveAsync();

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"{file}{why}", outcome.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_app_runs_on_the_file_it_is_refused()
    {
        var used = DatabaseFile.PathOf(new StorageOptions { ConnectionString = vadstena.Host.ProductSettings["Storage:ConnectionString"]! });

        Assert.Equal((1, $"{used} is in use: stop TillitTeams first."), ((await MoveAsync(used)).ExitCode, (await MoveAsync(used)).Said));
        Assert.Equal((1, $"There is no file {file}."), ((await MoveAsync()).ExitCode, (await MoveAsync()).Said));
        var (_, refused, code) = await ProductCommand.RunHereAsync(vadstena, "move", used);
        Assert.Equal(1, code);
        Assert.StartsWith("The settings name no PostgreSQL to move to", refused, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await TestStore.DropAsync(store);
    }

    private NpgsqlConnectionStringBuilder Database => new(store["Storage:ConnectionString"]);

    private Dictionary<string, string?> Settings => new(vadstena.Host.ProductSettings.Concat(store).GroupBy(setting => setting.Key).Select(group => group.Last()));

    private Task<CommandOutcome> MoveAsync(string? from = null) => new MoveDatabase(Options.Create(new StorageOptions
    {
        Provider = StorageProvider.PostgreSql, ConnectionString = store["Storage:ConnectionString"]!,
    })).RunAsync(from ?? file, Cancel);

    private Task<int> CopyAsync() => vadstena.InDatabase(db => db.Database.ExecuteSqlAsync($"VACUUM INTO {file}", Cancel));

    /// <summary>Something that happens to each row on its way in.</summary>
    private async Task PlantAsync(string table, string act)
    {
        await using var db = TestStore.Open(store, new Caller());
        await db.Database.MigrateAsync(Cancel);
        await AskAsync($"CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {act} END $$; CREATE TRIGGER planted BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION planted()");
    }

    private async Task<IReadOnlyList<string>> RowsAsync() =>
        [.. (await StoredRows.OfPostgresAsync(store["Storage:ConnectionString"]!)).Where(row => !row.StartsWith("__", StringComparison.Ordinal))];

    private async Task<List<string?>> AskAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(store["Storage:ConnectionString"]);
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements stand in this file.
        command.CommandText = statement;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var values = new List<string?>();
        while (await reader.ReadAsync(Cancel))
        {
            values.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        }

        return values;
    }

    public sealed class WithEveryKindOfRow : NeighbourRows
    {
        protected override IReadOnlyDictionary<string, string?> Store => TestStore.InFile;
    }
}
