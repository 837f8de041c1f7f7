using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>The process is killed while initiatives are being started and closed.</summary>
public sealed class KilledFormTests(QuietTenant vadstena) : IClassFixture<QuietTenant>
{
    private const int Kills = 5;
    private const int AtOnce = 16;
    private const string Gain = "Alla kom hem i tid.";

    private static readonly string[] Channels = [SeedIds.Channel("omsorg/hemtjansten"), SeedIds.Channel("omsorg/allmant"), SeedIds.Channel("kansli/allmant")];

    private readonly Random random = new(1544);
    private readonly ConcurrentBag<string> started = [];
    private readonly ConcurrentBag<string> closed = [];

    [Fact(Timeout = 300_000)]
    public async Task An_initiative_its_history_and_its_cards_are_all_there_or_all_not()
    {
        await vadstena.Host.StopAppAsync(TestContext.Current.CancellationToken);
        for (var kill = 0; kill < Kills; kill++)
        {
            using var product = ProductProcess.Start(vadstena.Host);
            await product.UntilReadyAsync(TestContext.Current.CancellationToken);
            var before = await StepsAsync();
            var saving = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(number => StartAndCloseAsync($"Avbrutet {kill}.{number}")));
            var enough = before + random.Next(AtOnce, AtOnce * 4);
            while (!saving.IsCompleted && await StepsAsync() < enough)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
            }

            product.Kill();
            await saving;
        }

        var stored = await vadstena.InStorage(db => db.Initiatives.Include(row => row.Channels).Where(row => row.StartedById == vadstena.Person("lena").Id).AsSplitQuery().ToListAsync());
        foreach (var initiative in stored)
        {
            Assert.Equal(Whole(initiative), await ToldAsync(initiative));
        }

        Assert.NotEmpty(closed);
        Assert.Superset(started.ToHashSet(), stored.Select(initiative => initiative.Title).ToHashSet());
        Assert.Superset(closed.ToHashSet(), stored.Where(initiative => initiative.State == InitiativeState.Done).Select(initiative => initiative.Title).ToHashSet());
        Assert.True(closed.Count < Kills * AtOnce, "Nothing was interrupted.");
    }

    /// <summary>What there is of an initiative that was saved wholly, as far as it has come.</summary>
    private static IEnumerable<string> Whole(Initiative initiative)
    {
        var isDone = initiative.State == InitiativeState.Done;
        return new[] { "Started", "SupportAsked" }
            .Concat(isDone ? ["Done", "Edited ResidentsGain"] : [])
            .Concat(Channels.SelectMany(channel => isDone
                ? new[] { $"card InitiativeStarted {channel} closed", $"card InitiativeDone {channel} closed" }
                : [$"card InitiativeStarted {channel} open"]))
            .Concat(Channels.Select(channel => $"channel {channel}"))
            .Append(isDone ? Gain : "no gain")
            .Order(StringComparer.Ordinal);
    }

    private Task<IEnumerable<string>> ToldAsync(Initiative initiative) => vadstena.InStorage<IEnumerable<string>>(async db =>
    {
        var steps = await db.InitiativeEvents.Where(step => step.InitiativeId == initiative.Id).ToListAsync();
        var cards = await db.Deliveries.Where(row => row.InitiativeId == initiative.Id).ToListAsync();
        return steps.Select(step => step.Kind == InitiativeEventKind.Edited ? $"{step.Kind} {step.Field}" : $"{step.Kind}")
            .Concat(cards.Select(card => $"card {card.Purpose} {card.Target} {(card.Card.Contains(Gain, StringComparison.Ordinal) ? "closed" : "open")}"))
            .Concat(initiative.Channels.Select(channel => $"channel {channel.ChannelId}"))
            .Append(initiative.ResidentsGain ?? "no gain")
            .Order(StringComparer.Ordinal);
    });

    private async Task StartAndCloseAsync(string title)
    {
        try
        {
            var done = await (await vadstena.StartFormAsync("lena")).PressAsync(
                "Starta initiativet", ("title", [title]), ("home", [Channels[0]]), ("channels", Channels), ("support", ["En hand till."]));
            Assert.Contains("Initiativet är startat!", done.Text, StringComparison.Ordinal);
            started.Add(title);
            var id = Guid.Parse(done.Page.QuerySelector("a.primary")!.GetAttribute("href")!["/tab/initiative/".Length..]);
            done = await (await vadstena.StartFormAsync("lena", $"?id={id}&state=done")).PressAsync("Spara", ("gain", [Gain]));
            Assert.Contains("Initiativet är klart. Bra gjort!", done.Text, StringComparison.Ordinal);
            closed.Add(title);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // Killed before it answered: nothing was promised.
        }
    }

    private Task<int> StepsAsync() => vadstena.InStorage(db => db.InitiativeEvents.CountAsync());
}
