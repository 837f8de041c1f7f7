using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

/// <summary>
/// What a card's buttons do can be done on the initiative's page too, by whoever can read it there. The page
/// is shown again as it then stands.
/// </summary>
internal sealed class ActOnPage(TillitDb db, ViewerChannels channels, MakeOffer offer, Caller caller, TimeProvider clock)
{
    public async Task<Results<RedirectHttpResult, NotFound>> FollowAsync(Guid id, bool follow, CancellationToken cancellationToken)
    {
        if (await OpenAsync(id, cancellationToken) is not { } initiative)
        {
            return TypedResults.NotFound();
        }

        await db.SetFollowingAsync(initiative, caller, follow, clock.GetUtcNow(), cancellationToken);
        return Page(id);
    }

    /// <param name="by">The person's name.</param>
    public async Task<Results<RedirectHttpResult, NotFound>> OfferAsync(Guid id, string by, CancellationToken cancellationToken)
    {
        if (await OpenAsync(id, cancellationToken) is not { } initiative)
        {
            return TypedResults.NotFound();
        }

        // What is no longer asked for is shown as it is by the page.
        await offer.MakeAsync(initiative, caller.UserId, by, from: null, cancellationToken);
        return Page(id);
    }

    private async Task<Initiative?> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        var initiative = await db.Initiatives
            .Include(row => row.Channels)
            .FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (initiative is null || initiative.Channels.Count == 0)
        {
            return initiative;
        }

        var seen = await channels.OfAsync(initiative.Channels.Select(channel => new ChannelPlace(channel.TeamId, channel.ChannelId)), cancellationToken);
        return seen.Open.Count > 0 ? initiative : null;
    }

    private static RedirectHttpResult Page(Guid id) => TypedResults.Redirect($"/views/initiative/{id}");
}
