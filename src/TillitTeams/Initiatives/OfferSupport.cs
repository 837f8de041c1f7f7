using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary><i>Vi kan hjälpa till</i> is pressed on a card.</summary>
internal sealed class OfferSupport(OpenFromCard open, CardReplies replies, MakeOffer offer, TillitDb db)
{
    public async Task<InvokeAnswer> OfferAsync(Invoke invoke, CancellationToken cancellationToken)
    {
        var (initiative, problem) = await open.OpenAsync(invoke, cancellationToken);
        if (initiative is null)
        {
            return replies.Refuse(problem);
        }

        var team = await TeamAsync(invoke.Activity.ConversationId, cancellationToken);
        return await offer.MakeAsync(initiative, invoke.Activity.UserId!.Value, invoke.Activity.From?.Name ?? "", team, cancellationToken)
            ? await replies.ShowAsync(initiative, invoke, cancellationToken)
            : replies.Say("NoSupportAsked");
    }

    /// <summary>From which team it was said; the channel may be one that not everybody who reads of it can open.</summary>
    private Task<string?> TeamAsync(string? conversation, CancellationToken cancellationToken) => db.ChannelInstallations.AsNoTracking()
        .Where(installation => installation.ConversationId == conversation && installation.Kind == ConversationKind.Channel)
        .Select(installation => installation.TeamName)
        .FirstOrDefaultAsync(cancellationToken);
}
