using Microsoft.Extensions.Caching.Memory;
using TillitTeams.Graph;
using TillitTeams.Model;

namespace TillitTeams.Tagging.InTab;

/// <summary>
/// Links that were just removed and whose source nobody can read anew to put them back. Kept here, because the page that
/// offers it must not carry what the person cannot open. Bounded; after a restart there is no way back.
/// </summary>
internal sealed class RemovedLinks(TimeProvider clock) : IDisposable
{
    private const int Most = 1_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most, Clock = new SightCache.CacheClock(clock) });

    /// <returns>What the person who removed it takes it back by.</returns>
    public Guid Keep(Link link, Caller by)
    {
        var removal = Guid.NewGuid();
        kept.Set((by.TenantId, by.UserId, removal), link, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Lifetime, Size = 1 });
        return removal;
    }

    /// <returns>Null when it is no longer kept, or somebody else removed it.</returns>
    public Link? Take(Guid removal, Caller by)
    {
        var key = (by.TenantId, by.UserId, removal);
        if (kept.TryGetValue<Link>(key, out var link))
        {
            kept.Remove(key);
        }

        return link;
    }

    public void Dispose() => kept.Dispose();
}
