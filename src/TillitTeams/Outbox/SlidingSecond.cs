namespace TillitTeams.Outbox;

/// <summary>
/// Lets so many calls pass in any second, in the order in which they come. A token bucket can keep to that only if it
/// holds next to nothing, and then loses whatever it was not asked for in time; the sliding window of
/// <c>System.Threading.RateLimiting</c> runs late with its timer. This one counts what really passed.
/// </summary>
internal sealed class SlidingSecond(int most) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Teams counts by its own clock, so the hour that the app believes in is of no matter.
    private static readonly TimeProvider Clock = TimeProvider.System;

    // Evenly, and a little faster than that where time was lost: all at once would arrive closer together than they left.
    private readonly TimeSpan apart = Second / (most * 1.25);
    private readonly SemaphoreSlim turn = new(1);
    private readonly Queue<long> passed = new(most);
    private long last;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            while (Wait() is { } wait)
            {
                await Task.Delay(wait, Clock, cancellationToken);
            }

            last = Clock.GetTimestamp();
            passed.Enqueue(last);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    /// <returns>Null when the next may pass.</returns>
    private TimeSpan? Wait()
    {
        while (passed.TryPeek(out var oldest) && Clock.GetElapsedTime(oldest) > Second)
        {
            passed.Dequeue();
        }

        var untilRoom = passed.Count < most ? TimeSpan.Zero : Second - Clock.GetElapsedTime(passed.Peek());
        var untilApart = passed.Count == 0 ? TimeSpan.Zero : apart - Clock.GetElapsedTime(last);
        var wait = untilRoom > untilApart ? untilRoom : untilApart;
        // Delays end on whole milliseconds, at the earliest the one that was asked for.
        return wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : null;
    }
}
