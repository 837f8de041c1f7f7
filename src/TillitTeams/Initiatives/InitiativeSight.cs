using TillitTeams.Graph;
using TillitTeams.Model;

namespace TillitTeams.Initiatives;

/// <summary>
/// Whether somebody can open an initiative, as far as the app can ask by itself where nobody is signed in. One channel
/// that is open to them is enough, and one that came with the governance model is everybody's. In doubt nothing is
/// shown, told or taken away.
/// </summary>
internal sealed class InitiativeSight(GraphAsApp graph)
{
    /// <returns>
    /// <see cref="GraphVerdict.No"/> only when Graph has said so of every channel. That the app was taken out of a team
    /// says nothing of who can open its channels: then it is <see cref="GraphVerdict.NotPermitted"/>, and no use to ask
    /// again soon, unless another channel's answer is still to come.
    /// </returns>
    public async Task<GraphVerdict> SeeAsync(Guid tenantId, Initiative initiative, Guid personId, CancellationToken cancellationToken)
    {
        if (initiative.Channels.Count == 0)
        {
            return GraphVerdict.Yes;
        }

        var said = new HashSet<GraphVerdict>();
        foreach (var channel in initiative.Channels)
        {
            var source = MessageSource.InChannel(channel.TeamId, channel.ChannelId, "", null);
            var verdict = await graph.IsMemberAsync(tenantId, source, personId, cancellationToken);
            if (verdict == GraphVerdict.Yes)
            {
                return verdict;
            }

            said.Add(verdict);
        }

        return said.Contains(GraphVerdict.Unavailable) ? GraphVerdict.Unavailable
            : said.Contains(GraphVerdict.NotPermitted) ? GraphVerdict.NotPermitted
            : GraphVerdict.No;
    }
}
