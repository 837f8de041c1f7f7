using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

internal enum CardProblem
{
    Gone,
    NotYours,
    Doubt,
}

/// <summary>
/// The initiative that a card is about, for whoever acts on the card. In the channels that it concerns
/// everybody may; a card that somebody has taken elsewhere opens it only to those who can open one of them.
/// </summary>
internal sealed class OpenFromCard(TillitDb db, GraphAsApp graph, Caller caller, TimeProvider clock)
{
    /// <summary>Teams waits for about 5 s in all (<i>Universal Actions</i>).</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public async Task<(Initiative? Initiative, CardProblem? Problem)> OpenAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var id = Guid.TryParse(invoke.Text("initiative"), out var parsed) ? parsed : Guid.Empty;
        var initiative = await db.Initiatives
            .Include(row => row.Channels)
            .Include(row => row.Goals)
            .Include(row => row.Principles)
            .AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (initiative is null)
        {
            return (null, CardProblem.Gone);
        }

        // The conversation is Teams' signed word; what stands in the card's data is not.
        var conversation = invoke.Activity.ConversationId;
        if (initiative.Channels.Count == 0 || initiative.Channels.Exists(channel => channel.ChannelId == conversation))
        {
            return (initiative, null);
        }

        return await AskAsync(initiative.Channels, cancellationToken) is { } problem ? (null, problem) : (initiative, null);
    }

    private async Task<CardProblem?> AskAsync(IEnumerable<InitiativeChannel> channels, CancellationToken cancellationToken)
    {
        using var limited = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        var problem = CardProblem.NotYours;
        foreach (var channel in channels)
        {
            var source = MessageSource.InChannel(channel.TeamId, channel.ChannelId, "", null);
            switch (await graph.IsMemberAsync(caller.TenantId, source, caller.UserId, both.Token))
            {
                case GraphVerdict.Yes:
                    return null;
                case GraphVerdict.Unavailable:
                    problem = CardProblem.Doubt;
                    break;
            }
        }

        return problem;
    }
}
