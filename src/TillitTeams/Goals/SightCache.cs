using Microsoft.Extensions.Caching.Memory;

namespace TillitTeams.Goals;

/// <summary>What people may see, as Graph has said, for some minutes. Bounded: a row is about 100 bytes.</summary>
public sealed class SightCache(TimeProvider clock) : IDisposable
{
    private const int MostMessages = 200_000;

    public MemoryCache Store { get; } = new(new MemoryCacheOptions { SizeLimit = MostMessages, Clock = new CacheClock(clock) });

    public void Dispose() => Store.Dispose();

    private sealed class CacheClock(TimeProvider clock) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}
