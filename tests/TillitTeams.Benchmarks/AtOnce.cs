using System.Collections.Concurrent;
using System.Diagnostics;

namespace TillitTeams.Benchmarks;

/// <summary>Asks one after the other, as many at once as there are people at it.</summary>
internal sealed record AtOnce(double PerSecond, IReadOnlyList<double> Milliseconds)
{
    public const int People = 16;

    public static async Task<AtOnce> AskAsync(IReadOnlyCollection<Func<Task>> asks)
    {
        var waiting = new ConcurrentQueue<Func<Task>>(asks);
        var start = Stopwatch.GetTimestamp();
        var each = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => Task.Run(async () =>
        {
            var times = new List<double>();
            while (waiting.TryDequeue(out var ask))
            {
                var asked = Stopwatch.GetTimestamp();
                await ask();
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }

            return times;
        })));
        return new AtOnce(asks.Count / Stopwatch.GetElapsedTime(start).TotalSeconds, [.. each.SelectMany(times => times)]);
    }
}
