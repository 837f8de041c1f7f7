using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace TillitTeams.Graph;

/// <summary>
/// What people may see, as Graph has said, and pages that were made of it, for some minutes together. Bounded: a row is
/// about 100 bytes.
/// </summary>
public sealed class SightCache(TimeProvider clock, IOptions<GraphOptions> options) : IDisposable
{
    private const int MostRows = 200_000;
    private const int BytesOfRow = 100;

    /// <summary>The last sixth is for pages: one that is made of the oldest answer is not older than allowed when it goes.</summary>
    private const int Parts = 6;

    public MemoryCache Store { get; } = new(new MemoryCacheOptions { SizeLimit = MostRows, Clock = new CacheClock(clock) });

    /// <param name="rows">How much of the cache's room it takes.</param>
    public TSight Remember<TSight>(object key, TSight sight, int rows) => Store.Set(key, sight, new MemoryCacheEntryOptions
    {
        AbsoluteExpirationRelativeToNow = options.Value.SightLifetime * (Parts - 1) / Parts,
        Size = rows,
    });

    /// <param name="bytes">How long it is.</param>
    public void RememberPage<TPage>(object key, TPage page, int bytes) => Store.Set(key, page, new MemoryCacheEntryOptions
    {
        AbsoluteExpirationRelativeToNow = options.Value.SightLifetime / Parts,
        Size = (bytes / BytesOfRow) + 1,
    });

    public void Dispose() => Store.Dispose();

    internal sealed class CacheClock(TimeProvider clock) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}
