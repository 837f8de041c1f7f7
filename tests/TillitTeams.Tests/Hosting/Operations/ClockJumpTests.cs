using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using TillitTeams.Digest;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Outbox;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>The clock of the app's machine is set wrong and right again while it runs; Microsoft's goes on as before.</summary>
public sealed class ClockJumpTests(ClockJumpTests.Jumping vadstena) : IClassFixture<ClockJumpTests.Jumping>
{
    [Theory(Timeout = 60_000)]
    [InlineData(2)]
    [InlineData(-2)]
    public async Task What_people_do_meanwhile_and_afterwards_is_stored_and_told_once(int days)
    {
        var cancel = TestContext.Current.CancellationToken;
        var told = new List<Initiative>();
        var linked = new List<string>();
        foreach (var jump in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromDays(days), TimeSpan.Zero])
        {
            vadstena.Clock.Ahead = jump;
            var spot = vadstena.Write("omsorg/hemtjansten", "lena", $"<p>{days} {told.Count}</p>");
            Assert.Contains("Kopplat!", (await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", "hallbar"), ("tell", "false"))).Text, StringComparison.Ordinal);
            linked.Add(spot.Message.Id);
            var initiative = await vadstena.StartAsync("karin", "kansli/allmant", $"Klockan {days} dygn fel, {told.Count}");
            told.Add(initiative);
            await DeliveredAsync(row => row.InitiativeId == initiative.Id, cancel);
        }

        var stored = await vadstena.InDatabase(db => db.Links.Where(link => linked.Contains(link.Message!.MessageId)).Select(link => link.Message!.MessageId).ToListAsync(cancel));
        Assert.Equal(linked.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.All(told, initiative => Assert.Single(vadstena.Tenant.Read(_ => vadstena.Conversation("kansli/allmant").Messages.Where(message => message.CardJson?.Contains(initiative.Title, StringComparison.Ordinal) == true).ToList())));
        var (said, refused, code) = await ProductCommand.RunHereAsync(vadstena, "verify-audit");
        Assert.True(code == 0, said + refused);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_an_instance_that_is_gone_had_claimed_by_a_clock_that_was_ahead_is_sent_once_that_is_right()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (id, now) = (Guid.NewGuid(), TimeProvider.System.GetUtcNow());
        var channel = vadstena.Conversation("skola/allmant").Id;
        await vadstena.InDatabase(db =>
        {
            db.Add(new Delivery
            {
                Id = id, TenantId = vadstena.Tenant.Id, Target = channel, Purpose = DeliveryPurpose.InitiativeStarted, Key = $"{id}", ViaConversationId = channel,
                Card = OutboxTenant.CardOf(id, "Kvar"), Summary = "Kvar", CreatedAt = now, DueAt = now, Lease = Guid.NewGuid(), LeasedUntil = now.AddDays(2),
            });
            return db.SaveChangesAsync(cancel);
        });

        await DeliveredAsync(row => row.Id == id, cancel);
    }

    [Fact(Timeout = 60_000)]
    public async Task Letters_are_looked_for_again_once_a_clock_that_was_ahead_is_right()
    {
        var cancel = TestContext.Current.CancellationToken;
        var scheduler = await vadstena.Host.AppServices.GetRequiredService<ISchedulerFactory>().GetScheduler(cancel);
        var ahead = (await scheduler.GetTrigger(ScheduleDigests.Trigger, cancel))!.GetTriggerBuilder().StartAt(vadstena.Clock.GetUtcNow().AddDays(2)).Build();
        await scheduler.RescheduleJob(ScheduleDigests.Trigger, ahead, cancel);

        while ((await scheduler.GetTrigger(ScheduleDigests.Trigger, cancel))?.NextFireTimeUtc > vadstena.Clock.GetUtcNow().AddHours(1))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancel);
        }
    }

    private async Task DeliveredAsync(System.Linq.Expressions.Expression<Func<Delivery, bool>> which, CancellationToken cancel)
    {
        while (!await vadstena.InDatabase(db => db.Deliveries.Where(which).AnyAsync(row => row.State == DeliveryState.Delivered, cancel)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancel);
        }
    }

    public sealed class Jumping : LocalTenant
    {
        public SetClock Clock { get; } = new();

        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?> { ["Outbox:Interval"] = "00:00:00.200", ["Digest:Interval"] = "00:00:01" },
            ConfigureApp = builder => builder.Services.AddSingleton<TimeProvider>(Clock),
        };
    }
}
