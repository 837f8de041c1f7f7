using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage;

/// <summary>What a new database is made of.</summary>
public sealed class MigrationsTests(SqliteTenant vadstena) : IClassFixture<SqliteTenant>
{
    [Fact]
    public void A_new_database_is_made_without_a_warning() => Assert.DoesNotContain(
        vadstena.Logs.GetSnapshot(),
        log => log.Level >= LogLevel.Warning && log.Category?.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal) == true);

    [Fact]
    public async Task What_keeps_words_and_lists_is_there() => Assert.Equal(
        [
            "table InitiativeTexts",
            "table LinkTexts",
            "table ListedLinks",
            "trigger AuditEvents_are_as_noted on AuditEvents",
            "trigger AuditEvents_stay on AuditEvents",
            "trigger InitiativeTexts_delete on Initiatives",
            "trigger InitiativeTexts_insert on Initiatives",
            "trigger InitiativeTexts_update on Initiatives",
            "trigger LinkTexts_delete on Links",
            "trigger LinkTexts_insert on Links",
            "trigger LinkTexts_update on Links",
            "trigger ListedLinks_LinkGoals_delete on LinkGoals",
            "trigger ListedLinks_LinkGoals_insert on LinkGoals",
            "trigger ListedLinks_LinkPrinciples_delete on LinkPrinciples",
            "trigger ListedLinks_LinkPrinciples_insert on LinkPrinciples",
            "trigger ListedLinks_Links_delete on Links",
            "trigger ListedLinks_Links_insert on Links",
            "trigger ListedLinks_Links_update on Links",
            "trigger ListedLinks_Links_updated on Links",
            "view LinkLists",
        ],
        await vadstena.InDatabase(db => db.Database.SqlQuery<string>(
            $"""
            SELECT type || ' ' || name || CASE type WHEN 'trigger' THEN ' on ' || tbl_name ELSE '' END AS Value FROM sqlite_master
            WHERE (type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL TABLE%' OR name = 'ListedLinks') AND name NOT LIKE 'QRTZ%'
            """).Order().ToListAsync(TestContext.Current.CancellationToken)));

    [Fact]
    public async Task A_start_that_was_killed_while_it_changed_the_database_does_not_keep_the_next_one_waiting()
    {
        await using var db = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite($"Data Source={Path.Combine(vadstena.Folder, "killed.db")}").Options, new Caller());
        var clock = new AwaitedClock();
        clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        await using var abandoned = await db.GetService<IHistoryRepository>().AcquireDatabaseLockAsync(TestContext.Current.CancellationToken);

        var waiting = new AbandonedMigration(db, clock).WaitAsync(TestContext.Current.CancellationToken);
        await clock.NextWaitAsync(TestContext.Current.CancellationToken);
        // A moment ago it may have been under way.
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(11));

        await waiting;
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Goals_that_were_there_before_they_had_a_colour_look_as_they_did()
    {
        await using var db = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite($"Data Source={Path.Combine(vadstena.Folder, "older.db")}").Options, new Caller());
        var migrator = db.GetService<IMigrator>();
        await migrator.MigrateAsync("WhyBy", TestContext.Current.CancellationToken);
        for (var order = 0; order < 8; order++)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO Goals (Id, TenantId, Code, DecisionReference, DecidedOn, ValidFrom, "Order", Name_Sv, Name_En, Description_Sv, Description_En)
                VALUES ({Guid.NewGuid()}, {vadstena.Tenant.Id}, {order}, 'KF', '2025-01-01', '2025-01-01', {order}, '', '', '', '')
                """,
                TestContext.Current.CancellationToken);
        }

        await migrator.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        var goals = await db.Goals.IgnoreQueryFilters().OrderBy(goal => goal.Order).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 8).Select(order => ItemLook.Usual(ItemKind.Goal, order)), goals.Select(goal => (goal.Colour, goal.Icon)));
    }

    /// <summary>What <c>migrations remove</c> goes back to, and <c>migrations add</c> compares with.</summary>
    [Fact]
    public async Task The_newest_migration_knows_the_whole_model() => await vadstena.InDatabase(db =>
    {
        var migrations = db.GetService<IMigrationsAssembly>();
        var newest = migrations.CreateMigration(migrations.Migrations.Values.Last(), db.Database.ProviderName!);
        var written = db.GetService<IModelRuntimeInitializer>().Initialize(((IMutableModel)newest.TargetModel).FinalizeModel(), designTime: true, validationLogger: null);

        Assert.False(db.GetService<IMigrationsModelDiffer>().HasDifferences(written.GetRelationalModel(), db.GetService<IDesignTimeModel>().Model.GetRelationalModel()));
        return Task.FromResult(true);
    });
}
