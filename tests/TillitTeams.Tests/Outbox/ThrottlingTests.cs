using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Outbox;
using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>Teams is asked no more often than it says, and no longer than it is worth.</summary>
public sealed class ThrottlingTests(OutboxTenant vadstena) : IClassFixture<OutboxTenant>, IDisposable
{
    public void Dispose() => vadstena.Host.Faults.Clear();

    [Theory]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.Unavailable)]
    public async Task What_was_told_to_wait_waits_as_long_as_it_was_told_and_then_arrives(FaultKind how)
    {
        var row = await vadstena.AddAsync("omsorg/hemtjansten", how == FaultKind.Throttle ? DeliveryPurpose.InitiativeStarted : DeliveryPurpose.InitiativeDone);
        var asked = TimeSpan.FromSeconds(how == FaultKind.Throttle ? 170 : 1);
        if (how == FaultKind.Throttle)
        {
            vadstena.Host.Faults.Throttle(CloudService.Connector, 1, asked);
        }
        else
        {
            vadstena.Host.Faults.Unavailable(CloudService.Connector, 1);
        }

        await vadstena.WorkAsync();

        var waiting = await vadstena.RowAsync(row);
        Assert.InRange(waiting.DueAt - vadstena.Clock.GetUtcNow(), asked, asked * 1.1 + vadstena.Options.BackoffFrom);
        Assert.Equal((DeliveryState.Waiting, null, 1), (waiting.State, waiting.InDoubtSince, waiting.Attempts));
        Assert.Empty(vadstena.CardsOf(row));

        await vadstena.PassAsync(asked * 1.1 + vadstena.Options.BackoffFrom);
        Assert.Single(vadstena.CardsOf(row));
    }

    [Fact]
    public async Task The_rest_for_that_conversation_waits_too_and_other_conversations_do_not()
    {
        var (first, second, elsewhere) = (
            await vadstena.AddAsync("gata/vinter"), await vadstena.AddAsync("gata/vinter", DeliveryPurpose.InitiativeDone), await vadstena.AddAsync("gata/parker"));
        var throttled = Uri.EscapeDataString(vadstena.Conversation("gata/vinter").Id);
        vadstena.Host.Faults.Throttle(CloudService.Connector, 1, TimeSpan.FromSeconds(30), path => path.Contains(throttled, StringComparison.OrdinalIgnoreCase) || path.Contains(vadstena.Conversation("gata/vinter").Id, StringComparison.Ordinal));

        await vadstena.WorkAsync();

        Assert.Empty(vadstena.CardsOf(first));
        Assert.Empty(vadstena.CardsOf(second));
        Assert.Single(vadstena.CardsOf(elsewhere));
        Assert.Equal(0, (await vadstena.RowAsync(second)).Attempts);
        await vadstena.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Single(vadstena.CardsOf(first));
        Assert.Single(vadstena.CardsOf(second));
    }

    [Fact]
    public async Task A_conversation_that_another_instance_writes_to_is_left_to_it()
    {
        var (theirs, second, elsewhere) = (
            await vadstena.AddAsync("gata/allmant"), await vadstena.AddAsync("gata/allmant", DeliveryPurpose.InitiativeDone), await vadstena.AddAsync("skola/allmant"));
        await vadstena.ChangeAsync(theirs, row => (row.Lease, row.LeasedUntil) = (Guid.NewGuid(), vadstena.Clock.GetUtcNow().AddMinutes(1)));

        await vadstena.WorkAsync();

        Assert.Empty(vadstena.CardsOf(second));
        Assert.Single(vadstena.CardsOf(elsewhere));
        await vadstena.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Single(vadstena.CardsOf(theirs));
        Assert.Single(vadstena.CardsOf(second));
    }

    [Fact]
    public async Task Each_failure_is_waited_for_longer_than_the_one_before_up_to_a_limit()
    {
        var row = await vadstena.AddAsync("skola/lasning");
        vadstena.Host.Faults.Refuse(CloudService.Connector, 5, 412, "PreconditionFailed");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await vadstena.WorkAsync();
            var wait = (await vadstena.RowAsync(row)).DueAt - vadstena.Clock.GetUtcNow();
            var longest = TimeSpan.FromSeconds(Math.Min(vadstena.Options.BackoffTo.TotalSeconds, 2 * Math.Pow(2, attempt)));
            Assert.InRange(wait, longest / 2, longest);
            vadstena.Clock.Advance(wait);
        }

        await vadstena.WorkAsync();
        Assert.Single(vadstena.CardsOf(row));
        Assert.Equal(0, (await vadstena.RowAsync(row)).Attempts);
    }

    [Fact]
    public async Task After_a_day_in_vain_it_is_given_up()
    {
        var row = await vadstena.AddAsync("kansli/allmant");
        vadstena.Host.Faults.Refuse(CloudService.Connector, 200, 412, "PreconditionFailed");
        await vadstena.WorkAsync();

        await vadstena.PassAsync(TimeSpan.FromHours(23));
        Assert.Equal(DeliveryState.Waiting, (await vadstena.RowAsync(row)).State);
        await vadstena.PassAsync(TimeSpan.FromHours(2));

        var kept = await vadstena.RowAsync(row);
        Assert.Equal((DeliveryState.Failed, DeliveryReason.GaveUp, vadstena.Clock.GetUtcNow()), (kept.State, kept.Reason, kept.FailedAt));
        vadstena.Host.Faults.Clear();
        await vadstena.EditAsync(row, "Ändrat");
        await vadstena.WorkAsync();
        Assert.Empty(vadstena.CardsOf(row));

        await vadstena.ChangeAsync(row, given => given.TryAgain(vadstena.Clock.GetUtcNow()));
        await vadstena.WorkAsync();
        Assert.Equal("Ändrat", OutboxTenant.SaidBy(Assert.Single(vadstena.CardsOf(row))));
    }

    [Fact]
    public async Task An_update_that_nothing_is_heard_of_is_made_again()
    {
        var row = await vadstena.AddAsync("bibliotek/allmant");
        await vadstena.WorkAsync();
        await vadstena.EditAsync(row, "Ändrat");
        vadstena.Host.Faults.Drop(CloudService.Connector, 1);
        await vadstena.WorkAsync();
        Assert.Null((await vadstena.RowAsync(row)).InDoubtSince);

        await vadstena.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal("Ändrat", OutboxTenant.SaidBy(Assert.Single(vadstena.CardsOf(row))));
    }

    /// <summary>Optimize your bot with rate limiting in Teams: per bot per thread limit, send to conversation.</summary>
    [Theory]
    [InlineData(7, 1)]
    [InlineData(8, 2)]
    [InlineData(60, 30)]
    [InlineData(1800, 3600)]
    public void A_conversation_never_gets_more_than_Teams_allows(int requests, int seconds) =>
        Assert.True(new OutboxOptions() is var usual && usual.ConversationBurst + Math.Ceiling(TimeSpan.FromSeconds(seconds) / usual.ConversationPause) <= requests);

    [Fact]
    public async Task A_conversation_that_had_its_share_waits_without_holding_up_others()
    {
        using var budget = new SendBudget(Options.Create(vadstena.Options));
        for (var sent = 0; sent < vadstena.Options.ConversationBurst; sent++)
        {
            Assert.Null(await AskAsync(budget, "19:one@thread.tacv2"));
        }

        Assert.InRange((await AskAsync(budget, "19:one@thread.tacv2")).GetValueOrDefault(), TimeSpan.FromMilliseconds(100), vadstena.Options.ConversationPause);
        Assert.Null(await AskAsync(budget, "19:other@thread.tacv2"));
    }

    [Fact]
    public async Task A_tenant_never_gets_more_than_fifty_calls_in_a_second()
    {
        using var budget = new SendBudget(Options.Create(new OutboxOptions()));
        var begun = TimeProvider.System.GetTimestamp();
        var calls = await Task.WhenAll(Enumerable.Range(0, 150).Select(async conversation =>
        {
            Assert.Null(await AskAsync(budget, $"19:{conversation}@thread.tacv2"));
            return TimeProvider.System.GetElapsedTime(begun);
        }));

        Assert.All(calls, call => Assert.InRange(calls.Count(other => other >= call && other < call + TimeSpan.FromSeconds(1)), 1, 50));
    }

    private Task<TimeSpan?> AskAsync(SendBudget budget, string conversation) => budget.AskAsync(vadstena.Tenant.Id, conversation, TestContext.Current.CancellationToken);
}
