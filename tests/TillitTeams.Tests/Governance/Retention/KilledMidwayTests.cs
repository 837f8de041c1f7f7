using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Audit;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Governance.Retention;

/// <summary>Processes are killed while much goes, and while somebody with much is forgotten: what is done is done whole.</summary>
public sealed class KilledMidwayTests : IAsyncDisposable
{
    private const int Many = 1600;
    private const int Kills = 1;

    private readonly LocalTenant vadstena = new Hurried();
    private readonly Random random = new(23);

    public ValueTask DisposeAsync() => vadstena.DisposeAsync();

    [Fact(Timeout = 300_000)]
    public async Task What_went_is_noted_and_what_is_not_noted_is_there_until_all_has_gone()
    {
        await BeginAsync(SourceState.Gone);
        var left = Many;
        for (var kill = 0; kill <= Kills; kill++)
        {
            using var product = ProductProcess.Start(vadstena.Host);
            var before = left;
            while ((left = await LeftAsync()) == before || (kill == Kills && left > 0))
            {
                Assert.True(product.IsRunning);
                await WaitAsync(10);
            }

            product.Kill();
            left = await LeftAsync();
            Assert.Equal(Many - left, await CountAsync(AuditAction.LinkDisposed));
            Assert.Equal(left, await vadstena.InStorage(db => db.LinkGoals.CountAsync()));
        }

        Assert.Equal(0, left);
        Assert.Single(await vadstena.InStorage(db => db.RetentionRuns.ToListAsync()));
        Assert.Empty((await vadstena.InStorage(db => new VerifyAudit(db).RunAsync(TestContext.Current.CancellationToken))).Faults);
    }

    [Fact(Timeout = 300_000)]
    public async Task Whoever_was_being_forgotten_is_forgotten_or_is_not()
    {
        await BeginAsync(SourceState.Live);
        for (var kill = 0; await CountAsync(AuditAction.PersonForgotten) == 0; kill++)
        {
            using var product = ProductProcess.Start(vadstena.Host);
            using var karin = vadstena.AppClient("karin");
            while (!await IsUpAsync(karin))
            {
                Assert.True(product.IsRunning);
                await WaitAsync(50);
            }

            using var form = new FormUrlEncodedContent([KeyValuePair.Create("id", vadstena.Person("lena").Id.ToString())]);
            var forgetting = karin.PostAsync("views/personal/forget", form, TestContext.Current.CancellationToken);
            if (kill < Kills)
            {
                await Task.WhenAny(forgetting, WaitAsync(random.Next(20, 250)));
            }
            else
            {
                // At the first trace of it that anybody can see: then all of it is to be seen.
                while (!forgetting.IsCompleted && await HasChatAsync())
                {
                    await WaitAsync(5);
                }
            }

            product.Kill();
            await forgetting.ContinueWith(_ => { }, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
            var forgotten = await CountAsync(AuditAction.PersonForgotten);
            Assert.Equal(forgotten == 0, await HasChatAsync());
            Assert.Equal(forgotten == 0 ? Many : 0, await vadstena.InStorage(db => db.Links.CountAsync(link => link.TaggedById == vadstena.Person("lena").Id)));
            Assert.Equal(forgotten == 0 ? Many : 0, await vadstena.InStorage(db => db.Links.CountAsync(link => link.WhyById == vadstena.Person("lena").Id)));
        }
    }

    private async Task BeginAsync(SourceState state)
    {
        await vadstena.InitializeAsync();
        vadstena.Tenant.InstallAppFor(vadstena.Person("lena").Id);
        await vadstena.Host.SettleAsync(TestContext.Current.CancellationToken);
        var (longAgo, lena) = (TimeProvider.System.GetUtcNow().AddDays(-200), vadstena.Person("lena").Id);
        await vadstena.InDatabase(async db =>
        {
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var goal = await db.Goals.Select(goal => goal.Id).FirstAsync();
            for (var number = 0; number < Many; number++)
            {
                var id = Guid.CreateVersion7();
                db.Add(new Link
                {
                    Id = id, TenantId = vadstena.Tenant.Id, Kind = LinkKind.Document, SourceKey = $"much/{id}", ContainerId = DocumentSource.Elsewhere, WebUrl = "https://example.test/", Title = "Mycket", PlaceName = "Arkiv",
                    State = state, TaggedById = lena, WhyById = lena, Why = "Ord.", OccurredAt = longAgo, TaggedAt = longAgo, ChangedAt = longAgo, Version = Guid.NewGuid(),
                    Goals = [new LinkGoal { TenantId = vadstena.Tenant.Id, LinkId = id, GoalId = goal }],
                });
            }

            return await db.SaveChangesAsync();
        });
        await vadstena.Host.StopAppAsync(TestContext.Current.CancellationToken);
    }

    private Task<bool> HasChatAsync() => vadstena.InStorage(db => db.ChannelInstallations.AnyAsync(row => row.PersonId == vadstena.Person("lena").Id));

    private Task<int> LeftAsync() => vadstena.InStorage(db => db.Links.CountAsync());

    private Task<int> CountAsync(AuditAction action) => vadstena.InStorage(db => db.AuditEvents.CountAsync(noted => noted.Action == action));

    private static async Task<bool> IsUpAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("views/personal/forget", TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Task WaitAsync(int milliseconds) => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);

    /// <summary>A process that is soon killed cannot wait for an hour.</summary>
    private sealed class Hurried : LocalTenant
    {
        protected override SandboxSettings Settings => base.Settings with { AppSettings = new Dictionary<string, string?> { ["Retention:FirstAfter"] = "00:00:00" } };
    }
}
