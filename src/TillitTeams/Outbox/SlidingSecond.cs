namespace TillitTeams.Outbox;

/// <summary>
/// Lets so many calls pass in any second, in the order in which they come. A token bucket can keep to that only if it
/// holds next to nothing, and then loses whatever it was not asked for in time; the sliding window of
/// <c>System.Threading.RateLimiting</c> runs late with its timer. This one counts what really passed.
/// </summary>
internal sealed class SlidingSecond(int most) : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>So much of what was lost by coming late may be caught up with at once.</summary>
    private static readonly TimeSpan CatchUp = Second / 4;

    // Teams counts by its own clock, so the hour that the app believes in is of no matter.
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly long begun = Clock.GetTimestamp();
    private readonly SemaphoreSlim turn = new(1);
    private readonly Queue<TimeSpan> passed = new(most);

    /// <summary>When the next is to pass: one after another, because calls that leave together arrive as they like.</summary>
    private TimeSpan next;

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            next = Later(next, Now - CatchUp);
            while (WaitAt(Now) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, Clock, cancellationToken);
            }

            passed.Enqueue(Now);
            next += Second / most;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private TimeSpan Now => Clock.GetElapsedTime(begun);

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private TimeSpan WaitAt(TimeSpan now)
    {
        while (passed.TryPeek(out var oldest) && now - oldest > Second)
        {
            passed.Dequeue();
        }

        var untilRoom = passed.Count < most ? TimeSpan.Zero : Second - (now - passed.Peek());
        // Delays end on whole milliseconds, and not before the one that was asked for.
        return TimeSpan.FromMilliseconds(Math.Ceiling(Later(untilRoom, next - now).TotalMilliseconds));
    }
}
