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

    /// <summary>The app was taken out of the channels' teams.</summary>
    Unseen,
    Doubt,
}

/// <summary>
/// The initiative that a card is about, for whoever acts on the card. In the channels that it concerns
/// everybody may; a card that somebody has taken elsewhere opens it only to those who can open one of them.
/// </summary>
internal sealed class OpenFromCard(TillitDb db, InitiativeSight sight, Caller caller, TimeProvider clock)
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
        if (initiative.Channels.Exists(channel => channel.ChannelId == conversation))
        {
            return (initiative, null);
        }

        using var limited = new CancellationTokenSource(Limit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        return await sight.SeeAsync(caller.TenantId, initiative, caller.UserId, both.Token) switch
        {
            GraphVerdict.Yes => (initiative, null),
            GraphVerdict.No => (null, CardProblem.NotYours),
            GraphVerdict.NotPermitted => (null, CardProblem.Unseen),
            _ => (null, CardProblem.Doubt),
        };
    }
}
