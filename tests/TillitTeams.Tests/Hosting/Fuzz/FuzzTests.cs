using System.Globalization;
using TillitTeams.Tests.Storage;
using Xunit;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>
/// Whatever comes is answered rightly, breaks nothing and is told of nowhere. In CI a few seconds of it with the same seed; for as
/// long as somebody wants with TILLIT_FUZZ_MINUTES, a new tenant and a new seed every few minutes; again as it was with TILLIT_FUZZ_SEED.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int UsualSeed = 290;
    private const int UsualRequests = 2_500;

    /// <summary>What was sent before shapes what comes of the next: it is begun anew now and then.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Whatever_is_sent_is_answered_rightly_and_leaves_everything_whole()
    {
        var seed = Setting("TILLIT_FUZZ_SEED") ?? UsualSeed;
        if (Setting("TILLIT_FUZZ_MINUTES") is not { } minutes)
        {
            await RunAsync(seed, number => number < (Setting("TILLIT_FUZZ_REQUESTS") ?? UsualRequests));
            return;
        }

        var until = TimeProvider.System.GetUtcNow().AddMinutes(minutes);
        for (; TimeProvider.System.GetUtcNow() < until; seed++)
        {
            var end = TimeProvider.System.GetUtcNow() + Round;
            await RunAsync(seed, _ => TimeProvider.System.GetUtcNow() < end && TimeProvider.System.GetUtcNow() < until);
        }
    }

    private async Task RunAsync(int seed, Func<int, bool> goesOn)
    {
        await using var vadstena = new NeighbourRows();
        await vadstena.InitializeAsync();
        using var run = new FuzzRun(vadstena, seed, TestContext.Current.CancellationToken);
        await run.PrepareAsync();
        var neighbours = await vadstena.NeighboursRowsAsync();

        var requests = await run.RunAsync(goesOn);

        output.WriteLine($"Seed {seed}: {requests} requests, {string.Join(", ", run.Statuses.Select(status => $"{status.Value} × {status.Key}"))}.");
        // Also when the tenant has something to say at its end.
        foreach (var finding in run.Found)
        {
            output.WriteLine($"==========\n{finding}");
        }

        Assert.True(run.Found.Count == 0, $"{run.Found.Count} found: {string.Join("\n", run.Found.Select(finding => finding.Kind))}");
        Assert.Equal(neighbours, await vadstena.NeighboursRowsAsync());
        await WholeStore.CheckAsync(vadstena);
        Assert.Equal([], vadstena.Watched.Lines.Where(line => line.Contains(Odd.Mark, StringComparison.Ordinal)));
    }

    private static int? Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
