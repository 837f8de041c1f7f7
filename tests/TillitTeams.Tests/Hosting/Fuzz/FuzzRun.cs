using TillitTeams.Tests.Storage;
using Xunit;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>What was wrong, with all that it takes to see it again.</summary>
/// <param name="Steps">What was done to the real request.</param>
internal sealed record Finding(string What, int Seed, int Number, IReadOnlyList<string> Steps, Sent Sent, Answered Answer)
{
    public string Kind => KindOf(What);

    /// <summary>Findings whose first lines are the same are one.</summary>
    public static string KindOf(string what) => what.Split('\n')[0];

    public override string ToString() =>
        $"{What}\nTILLIT_FUZZ_SEED={Seed}, request {Number}: {Sent.Name}; {string.Join("; ", Steps)}\n--- sent ---\n{Sent}\n--- answered ---\n{Answer.Status} {Answer.MediaType}\n{(Answer.Body.Length > 2_000 ? Answer.Body[..2_000] : Answer.Body)}";
}

/// <summary>Sends changed requests to a tenant of its own, each made of nothing but the seed and its number.</summary>
internal sealed class FuzzRun(NeighbourRows vadstena, int seed, CancellationToken cancellationToken) : IDisposable
{
    /// <summary>One of so many is sent as it is: what was stored before has to be shown.</summary>
    private const int Unchanged = 20;

    private readonly Wire wire = new(vadstena.Host.AppUrl);
    private readonly Dictionary<string, Finding> found = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, int> statuses = [];
    private IReadOnlyList<Draft> origins = [];
    private IReadOnlyList<Change> changes = [];

    public IReadOnlyCollection<Finding> Found => found.Values;

    public IReadOnlyDictionary<int, int> Statuses => statuses;

    public async Task PrepareAsync()
    {
        origins = await Origins.ReadAsync(vadstena);
        changes = Changes.All(await Places.ReadAsync(vadstena));
        Assert.Equal([], EveryEndpoint.Missing(vadstena, origins));
        vadstena.Logs.Clear();
    }

    public async Task<int> RunAsync(Func<int, bool> goesOn)
    {
        var number = 0;
        for (; goesOn(number); number++)
        {
            await TryAsync(number);
        }

        return number;
    }

    private async Task TryAsync(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var origin = Odd.Pick(random, origins);
        var steps = new List<(Change Change, int Seed)>();
        if (random.Next(Unchanged) > 0)
        {
            do
            {
                steps.Add((ChooseFor(origin, random), random.Next()));
            }
            while (random.Next(2) == 0 && steps.Count < 5);
        }

        var (sent, answer, what) = await SendAsync(origin, steps);
        statuses[answer.Status] = statuses.GetValueOrDefault(answer.Status) + 1;
        if (what is not null && !found.ContainsKey(Finding.KindOf(what)))
        {
            await KeepAsync(new Finding(what, seed, number, [.. steps.Select(step => step.Change.Name)], sent, answer), origin, steps);
        }
    }

    private Change ChooseFor(Draft origin, Random random)
    {
        var fitting = changes.Where(change => change.Fits(origin)).ToList();
        var left = random.Next(fitting.Sum(change => change.Weight));
        return fitting.First(change => (left -= change.Weight) < 0);
    }

    private async Task<(Sent Sent, Answered Answer, string? What)> SendAsync(Draft origin, IEnumerable<(Change Change, int Seed)> steps)
    {
        var draft = origin.Copy();
        foreach (var (change, itsSeed) in steps.Where(step => step.Change.Fits(draft)))
        {
            change.Make(draft, new Random(itsSeed));
        }

        var sent = draft.Write();
        var answer = await wire.SendAsync(sent, cancellationToken);
        return (sent, answer, Verdicts.Of(sent, answer, vadstena.Logs.GetSnapshot(clear: true)));
    }

    /// <summary>With as little done to the request as still shows it.</summary>
    private async Task KeepAsync(Finding finding, Draft origin, List<(Change Change, int Seed)> steps)
    {
        for (var at = steps.Count - 1; at >= 0 && steps.Count > 1; at--)
        {
            var fewer = steps.Where((_, other) => other != at).ToList();
            var (sent, answer, what) = await SendAsync(origin, fewer);
            if (what is not null && Finding.KindOf(what) == finding.Kind)
            {
                (steps, finding) = (fewer, finding with { Steps = [.. fewer.Select(step => step.Change.Name)], Sent = sent, Answer = answer });
            }
        }

        found.Add(finding.Kind, finding);
    }

    public void Dispose() => wire.Dispose();
}
