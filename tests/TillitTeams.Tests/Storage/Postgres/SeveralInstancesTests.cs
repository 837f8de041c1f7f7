using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TillitTeams.Governance.Retention;
using TillitTeams.Model;
using TillitTeams.Outbox;
using TillitTeams.Sandbox;
using TillitTeams.Storage;
using TillitTeams.Tests.Governance;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>What several instances do at the same moment on one database is as if they had done it one after the other.</summary>
public sealed class SeveralInstancesTests : IClassFixture<SeveralInstancesTests.Interrupted>
{
    private readonly Interrupted vadstena;

    public SeveralInstancesTests(Interrupted vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_that_wait_for_each_other_one_begins_anew_and_both_are_done()
    {
        var (one, other) = (await InitiativeAsync("Först"), await InitiativeAsync("Sist"));
        using var both = new Barrier(2);

        await Task.WhenAll(Task.Run(() => RenameAsync(one, other), Cancel), Task.Run(() => RenameAsync(other, one), Cancel));

        Assert.Equal(["Omdöpt", "Omdöpt"], await vadstena.InDatabase(db => db.Initiatives.Where(row => row.Id == one || row.Id == other).Select(row => row.Title).ToListAsync(Cancel)));

        async Task RenameAsync(Guid first, Guid second)
        {
            var attempt = 0;
            await vadstena.InDatabase(db => db.SaveMergedAsync(
                async token =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    await db.Initiatives.Where(row => row.Id == first).ExecuteUpdateAsync(update => update.SetProperty(row => row.Title, "Omdöpt"), token);
                    if (attempt++ == 0)
                    {
                        both.SignalAndWait(TimeSpan.FromSeconds(20), token);
                    }

                    await db.Initiatives.Where(row => row.Id == second).ExecuteUpdateAsync(update => update.SetProperty(row => row.Title, "Omdöpt"), token);
                    await transaction.CommitAsync(token);
                    return true;
                },
                Cancel));
        }
    }

    [Fact]
    public async Task Cards_are_claimed_while_the_audit_trail_is_being_sealed()
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.NewGuid();
        await vadstena.InDatabase(db =>
        {
            db.Add(new Delivery
            {
                Id = id, TenantId = vadstena.Tenant.Id, Target = $"{id}", Purpose = DeliveryPurpose.InitiativeStarted, Key = $"{id}", ViaConversationId = $"{id}",
                Card = "{}", Summary = "", CreatedAt = now, DueAt = now,
            });
            return db.SaveChangesAsync(Cancel);
        });
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        soon.CancelAfter(TimeSpan.FromSeconds(20));

        var claimed = await vadstena.InDatabase(async db =>
        {
            await using var sealing = await db.Database.BeginTransactionAsync(Cancel);
            await db.Queries.TakeTurnAsync(db, Turn.Audit, Cancel);
            await using var scope = vadstena.OpenScope();
            return await scope.ServiceProvider.GetRequiredService<ClaimDeliveries>().ClaimAsync(soon.Token);
        });

        Assert.Contains(claimed, row => row.Id == id);
    }

    [Fact]
    public async Task What_somebody_links_while_goals_are_merged_keeps_its_goal()
    {
        var id = Guid.NewGuid();
        var (from, _) = (await GoalAsync("hallbar"), await GoalAsync("vaxande"));
        vadstena.Between.When("INSERT INTO LinkGoals", () => vadstena.InDatabase(db =>
        {
            var now = TimeProvider.System.GetUtcNow();
            db.Add(new Link
            {
                Id = id, TenantId = vadstena.Tenant.Id, Kind = LinkKind.Document, SourceKey = $"just/{id}", ContainerId = DocumentSource.Elsewhere, WebUrl = "https://example.test/", Title = "Just nu", PlaceName = "Här",
                TaggedById = id, OccurredAt = now, TaggedAt = now, ChangedAt = now, Version = Guid.NewGuid(), Goals = [new LinkGoal { TenantId = vadstena.Tenant.Id, LinkId = id, GoalId = from }],
            });
            return db.SaveChangesAsync(Cancel);
        }));

        await new Steward(vadstena).MergeAsync("goal", "hallbar", "vaxande", follow: true);

        Assert.Single(await vadstena.InDatabase(db => db.LinkGoals.Where(tag => tag.LinkId == id).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task What_has_been_kept_for_long_enough_goes_once_and_is_noted_once()
    {
        var longAgo = TimeProvider.System.GetUtcNow().AddDays(-2000);
        await vadstena.InDatabase(db =>
        {
            db.AddRange(Enumerable.Range(0, 900).Select(number => new DigestAnswer { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Week = $"2019-W{(number % 50) + 1:00}" }));
            db.Add(new RetentionRule { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Kind = RetentionKind.LetterAnswers, Days = 365, DecisionReference = "KF", DecidedOn = DateOnly.FromDateTime(longAgo.DateTime), Version = Guid.NewGuid() });
            return db.SaveChangesAsync(Cancel);
        });

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            async () =>
            {
                await using var scope = vadstena.OpenScope();
                await scope.ServiceProvider.GetRequiredService<DisposeOfRows>().RunAsync(Cancel);
            },
            Cancel)));

        Assert.Equal(0, await vadstena.InDatabase(db => db.DigestAnswers.CountAsync(Cancel)));
        Assert.Single(await vadstena.InDatabase(db => db.RetentionRuns.Where(run => run.Kind == RetentionKind.LetterAnswers).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task Those_that_start_at_once_on_an_empty_database_all_come_up_and_bring_the_model_in_once()
    {
        var store = TestStore.InPostgres($"{vadstena.Folder}-new");
        var apps = Enumerable.Range(0, 3).Select(_ => TillitTeams.Program.Build(
            [
                "--urls=http://127.0.0.1:0", "--AzureAd:Instance=https://login.microsoftonline.com/", $"--AzureAd:TenantId={ProductAlone.TenantId}", $"--AzureAd:ClientId={Guid.NewGuid()}",
                "--AzureAd:ClientCredentials:0:SourceType=SignedAssertionFromManagedIdentity", .. store.Select(setting => $"--{setting.Key}={setting.Value}"),
            ],
            builder => builder.Logging.ClearProviders())).ToList();
        try
        {
            await Task.WhenAll(apps.Select(app => Task.Run(() => app.StartAsync(Cancel), Cancel)));

            var caller = new Caller();
            caller.Identify(ProductAlone.TenantId, Guid.Empty);
            await using var db = TestStore.Open(store, caller);
            var brought = await db.ModelChanges.Where(change => change.Kind == ModelChangeKind.Added).Select(change => change.ItemId).ToListAsync(Cancel);
            Assert.NotEmpty(brought);
            Assert.Distinct(brought);
            Assert.Equal(brought.Count, await db.Goals.CountAsync(Cancel) + await db.Principles.CountAsync(Cancel));
            // A schedule begins when its app has started.
            for (var look = 0; look < 200 && await SchedulersAsync(db) < apps.Count; look++)
            {
                await Task.Delay(50, Cancel);
            }

            Assert.Equal(apps.Count, await SchedulersAsync(db));
        }
        finally
        {
            foreach (var app in apps)
            {
                await app.StopAsync(CancellationToken.None);
                await app.DisposeAsync();
            }

            await TestStore.DropAsync(store);
        }
    }

    private static async Task<int> SchedulersAsync(TillitDb db) =>
        (await db.Database.SqlQueryRaw<string>("SELECT instance_name AS \"Value\" FROM qrtz_scheduler_state").ToListAsync(Cancel)).Distinct(StringComparer.Ordinal).Count();

    private Task<Guid> GoalAsync(string code) => vadstena.InDatabase(db => db.Goals.Where(goal => goal.Code == code).Select(goal => goal.Id).SingleAsync(Cancel));

    private async Task<Guid> InitiativeAsync(string title)
    {
        var id = Guid.NewGuid();
        await vadstena.InDatabase(db =>
        {
            db.Add(new Initiative { Id = id, TenantId = vadstena.Tenant.Id, Title = title, ResidentsGain = "Något.", Version = Guid.NewGuid() });
            return db.SaveChangesAsync(Cancel);
        });
        return id;
    }

    public sealed class Interrupted : PostgresTenant
    {
        internal Interruption Between { get; } = new();

        protected override SandboxSettings Settings => base.Settings with
        {
            ConfigureApp = builder => builder.Services.ConfigureDbContext<PostgresDb>(db => db.AddInterceptors(Between)),
        };
    }

    /// <summary>Does something, once, right after a statement.</summary>
    internal sealed class Interruption : DbCommandInterceptor
    {
        private (string Statement, Func<Task> Act)? planned;

        public void When(string statement, Func<Task> act) => planned = (statement, act);

        public override async ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (planned is var (statement, act) && command.CommandText.Contains(statement, StringComparison.Ordinal))
            {
                planned = null;
                await act();
            }

            return result;
        }
    }
}
