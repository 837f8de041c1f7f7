using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace TillitTeams.Graph;

/// <summary>What people may see, as Graph has said, for some minutes. Bounded: a row is about 100 bytes.</summary>
public sealed class SightCache(TimeProvider clock, IOptions<GraphOptions> options) : IDisposable
{
    private const int MostRows = 200_000;

    public MemoryCache Store { get; } = new(new MemoryCacheOptions { SizeLimit = MostRows, Clock = new CacheClock(clock) });

    /// <param name="rows">How much of the cache's room it takes.</param>
    public TSight Remember<TSight>(object key, TSight sight, int rows) => Store.Set(key, sight, new MemoryCacheEntryOptions
    {
        AbsoluteExpirationRelativeToNow = options.Value.SightLifetime,
        Size = rows,
    });

    public void Dispose() => Store.Dispose();

    internal sealed class CacheClock(TimeProvider clock) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}
