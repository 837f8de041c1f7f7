using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace TillitTeams.Tests.Harness;

/// <summary>A clock that stands still and tells what is waited for.</summary>
public sealed class AwaitedClock : FakeTimeProvider
{
    private readonly Channel<TimeSpan> waits = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>The next timer that somebody started, or will start.</summary>
    public Task<TimeSpan> NextWaitAsync(CancellationToken cancellationToken) => waits.Reader.ReadAsync(cancellationToken).AsTask();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero)
        {
            waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }
}
