using Microsoft.Extensions.Caching.Memory;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <param name="Channels">Ids of the channels whose links may be shown.</param>
/// <param name="InDoubt">Graph did not say which others there are.</param>
/// <param name="IsInTeam">Whether everybody in the channel is in its team.</param>
public sealed record OpenChannels(IReadOnlyList<string> Channels, bool InDoubt, bool IsInTeam = false);

/// <summary>
/// Which channels everybody in a given channel can open: the channel itself, and the standard channels of
/// its team unless people from outside the team are in it.
/// </summary>
public sealed class ChannelAudience(GraphChannels graph, SightCache cache, Caller caller)
{
    public async Task<OpenChannels> ReadAsync(Guid team, string channel, CancellationToken cancellationToken)
    {
        var key = (typeof(ChannelAudience), caller.TenantId, team);
        if (!cache.Store.TryGetValue<IReadOnlyDictionary<string, ChannelReach>>(key, out var channels) || channels is null)
        {
            if (await graph.OfTeamAsync(caller.TenantId, team, cancellationToken) is not { } read)
            {
                return new OpenChannels([channel], InDoubt: true);
            }

            channels = cache.Remember(key, read, 1 + read.Count);
        }

        // A channel that is not the team's own came from another team, and so did its people.
        return channels.GetValueOrDefault(channel, ChannelReach.Shared) == ChannelReach.Shared
            ? new OpenChannels([channel], InDoubt: false)
            : new OpenChannels(
                [.. channels.Where(other => other.Value == ChannelReach.Standard).Select(other => other.Key).Append(channel).Distinct(StringComparer.Ordinal)],
                InDoubt: false,
                IsInTeam: true);
    }
}
