using System.Collections.Concurrent;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Chaos;

/// <summary>Several processes of the product on one database, which are killed and started again.</summary>
internal sealed class Instances : IAsyncDisposable
{
    /// <summary>Everything of our own, so that whoever looks for a fault sees what led to it.</summary>
    private static readonly IReadOnlyDictionary<string, string?> Talkative = new Dictionary<string, string?>
    {
        ["Logging:Console:LogLevel:Default"] = "Warning",
        ["Logging:Console:LogLevel:TillitTeams"] = "Debug",
        // A row that somebody else was first to insert is told of as an error, and read again.
        ["Logging:Console:LogLevel:Microsoft.EntityFrameworkCore"] = "None",
        ["Logging:Console:LogLevel:Polly"] = "None",
        // A check that nobody waits for any more is an error to it.
        ["Logging:Console:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks"] = "None",
        // A token that nobody waits for any more is an error to it.
        ["Logging:Console:LogLevel:Microsoft.Identity.Web"] = "None",
        ["DOTNET_TieredPGO"] = "0",
    };

    private readonly SandboxHost tenant;
    private readonly Random dice;
    private readonly ProductProcess?[] running;
    private readonly ConcurrentQueue<(int Instance, ProductProcess Process)> all = [];

    public Instances(SandboxHost tenant, int count, int seed)
    {
        (this.tenant, dice, running) = (tenant, new Random(seed), new ProductProcess?[count]);
        Addresses = [.. Enumerable.Range(0, count).Select(_ => new Uri($"http://localhost:{SandboxAddresses.FreePort()}/"))];
    }

    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>Of those that were at work.</summary>
    public int Kills { get; private set; }

    /// <summary>What each wrote, life after life.</summary>
    public IEnumerable<string> Said => all.SelectMany(life => life.Process.Said.Select(line => $"[{life.Instance}] {line}"));

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var instance = 0; instance < running.Length; instance++)
        {
            if (running[instance] is not { IsRunning: true })
            {
                Start(instance);
            }
        }

        await Task.WhenAll(running.Select(instance => instance!.UntilReadyAsync(cancellationToken)));
    }

    /// <summary>Again and again one of them, whatever it is at, as long as another can be given work.</summary>
    public async Task KillAtRandomAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (TimeProvider.System.GetUtcNow() < until)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(300, 5000)), TimeProvider.System, cancellationToken);
            var isReady = await Task.WhenAll(running.Select(instance => instance!.IsReadyAsync(cancellationToken)));
            var atWork = Enumerable.Range(0, running.Length).Where(instance => isReady[instance]).ToList();
            var starting = Enumerable.Range(0, running.Length).Except(atWork).ToList();
            // Mostly one that people are being answered by; now and then one that has not come up yet.
            var candidates = starting.Count > 0 && dice.Next(4) == 0 ? starting : atWork;
            if (atWork.Count == 0 || (candidates == atWork && atWork.Count == 1))
            {
                continue;
            }

            var victim = candidates[dice.Next(candidates.Count)];
            running[victim]!.AssertRuns();
            running[victim]!.Kill();
            Kills += candidates == atWork ? 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(1000)), TimeProvider.System, cancellationToken);
            Start(victim);
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var (_, process) in all)
        {
            process.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private void Start(int instance)
    {
        var process = ProductProcess.StartAt(tenant, Addresses[instance], Talkative);
        running[instance] = process;
        all.Enqueue((instance, process));
    }
}
