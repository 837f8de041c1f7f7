using Microsoft.Extensions.Caching.Memory;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>The teams and chats that the caller is in, remembered for as long as what they may see in them.</summary>
/// <param name="Teams">Names by id.</param>
/// <param name="Containers">The ids of the teams and the chats: see <see cref="Link.ContainerId"/>.</param>
public sealed record Reach(IReadOnlyDictionary<string, string> Teams, IReadOnlyList<string> Containers);

public sealed class ViewerReach(GraphReach graph, SightCache cache, Caller caller)
{
    /// <returns>Null when Graph did not say: then nothing is shown.</returns>
    public async Task<Reach?> ReadAsync(CancellationToken cancellationToken)
    {
        var key = (typeof(Reach), caller.TenantId, caller.UserId);
        if (cache.Store.TryGetValue<Reach>(key, out var known))
        {
            return known;
        }

        if (await graph.ReadAsync(cancellationToken) is not { } read)
        {
            return null;
        }

        var reach = new Reach(read.Teams, [.. read.Teams.Keys, .. read.Chats, DocumentSource.Elsewhere]);
        return cache.Remember(key, reach, 1 + reach.Containers.Count);
    }
}
