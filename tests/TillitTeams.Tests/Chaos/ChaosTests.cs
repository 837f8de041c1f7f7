using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Chaos;

/// <summary>
/// Three instances on one database are killed and started again at random while people link, read and start initiatives,
/// messages are edited and deleted, and the weekly letters go out, in all the weather that Microsoft's services have.
/// TILLIT_CHAOS_MINUTES says for how long, TILLIT_CHAOS_SEED which run it is: the same numbers come, though not at the same moments.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Instances = 3;
    private const int Talkers = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly int seed = int.TryParse(Environment.GetEnvironmentVariable("TILLIT_CHAOS_SEED"), CultureInfo.InvariantCulture, out var wanted) ? wanted : Random.Shared.Next(1, 100_000);
    private readonly TimeSpan length = TimeSpan.FromMinutes(double.TryParse(Environment.GetEnvironmentVariable("TILLIT_CHAOS_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes : 0.5);
    private readonly ChaosRecord record = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly List<LinkStory> links = [];
    private readonly List<InitiativeStory> initiatives = [];

    [Fact(Timeout = 3_600_000)]
    public async Task Nothing_is_lost_and_nothing_comes_twice_while_instances_are_killed_and_started()
    {
        PostgresServer.Need();
        TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        output.WriteLine($"TILLIT_CHAOS_SEED={seed}");
        await using var vadstena = new ThreeInstances(record);
        await vadstena.InitializeAsync();
        await using var instances = new Instances(vadstena.Host, Instances, seed);
        var weather = new Weather(vadstena.Host.Faults, seed);
        await using var balancer = await LoadBalancer.StartAsync(vadstena.Host.AppUrl, instances.Addresses, seed, cancel);
        try
        {
            await instances.StartAsync(cancel);
            var until = TimeProvider.System.GetUtcNow() + length;
            await Task.WhenAll(Enumerable.Range(0, Talkers).Select(talker => TalkAsync(vadstena, talker, until))
                .Append(instances.KillAtRandomAsync(until, cancel))
                .Append(weather.TurnAsync(until, cancel))
                .Append(StartInitiativesAsync(vadstena, until)));
            await instances.StartAsync(cancel);
            var settled = new SettledChaos(vadstena, links, initiatives);
            await settled.WaitAsync(Patience, cancel);
            await settled.CheckAsync(record, cancel);
        }
        finally
        {
            Tell(instances, balancer, weather);
        }

        await instances.DisposeAsync();
        foreach (var line in instances.Said)
        {
            vadstena.Watched.Keep(line);
        }

        Assert.Equal([], Troubles(instances, balancer));
        Assert.True(instances.Kills > 2 && balancer.Count.BrokenOff + balancer.Count.Repeated > 0, "Nothing was interrupted.");
    }

    private async Task TalkAsync(ThreeInstances vadstena, int talker, DateTimeOffset until)
    {
        for (var number = 0; TimeProvider.System.GetUtcNow() < until; number++)
        {
            var story = new LinkStory(vadstena, record, seed + (talker * 1_000_000) + (number * 1_000));
            lock (links)
            {
                links.Add(story);
            }

            await GuardAsync(() => story.RunAsync(cancel));
        }
    }

    private async Task StartInitiativesAsync(ThreeInstances vadstena, DateTimeOffset until)
    {
        for (var number = 0; TimeProvider.System.GetUtcNow() < until; number++)
        {
            var story = new InitiativeStory(vadstena, record, seed + number);
            initiatives.Add(story);
            await GuardAsync(() => story.RunAsync(cancel));
            // In each channel Teams takes a card every other second.
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancel);
        }
    }

    /// <summary>What went wrong for one person does not end the day of the others.</summary>
    private async Task GuardAsync(Func<Task> story)
    {
        try
        {
            await story();
        }
        catch (Exception exception) when (!cancel.IsCancellationRequested)
        {
            record.Fault(exception.ToString());
        }
    }

    /// <summary>What must not be: in what people met, in what instances answered, and in what they wrote in their log.</summary>
    private IEnumerable<string> Troubles(Instances instances, LoadBalancer balancer) =>
        [.. record.Faults, .. balancer.ServerErrors, .. balancer.Unanswered, .. instances.Said.Where(ProductProcess.IsTrouble)];

    private void Tell(Instances instances, LoadBalancer balancer, Weather weather)
    {
        var (answered, repeated, brokenOff) = balancer.Count;
        output.WriteLine($"{instances.Kills} kills, {weather.Storms} storms, {links.Count} messages, {initiatives.Count} initiatives; {answered} requests answered, {repeated} sent on, {brokenOff} broken off, {record.PressedAgain} pressed again");
        foreach (var line in Troubles(instances, balancer))
        {
            output.WriteLine(line);
        }

        if (Environment.GetEnvironmentVariable("TILLIT_CHAOS_LOG") is { } file)
        {
            File.WriteAllLines(file, instances.Said);
        }
    }
}
