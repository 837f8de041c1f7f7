using Microsoft.EntityFrameworkCore;
using TillitTeams.Storage;
using TillitTeams.Teams;

namespace TillitTeams.Installations;

/// <summary>
/// The service URL differs by region and may change at any time: the one that a conversation's latest
/// activity came with is where the bot answers it (<i>Send proactive messages</i>).
/// </summary>
public sealed class RememberServiceUrl(TillitDb db)
{
    public async Task RememberAsync(Activity activity, CancellationToken cancellationToken)
    {
        // Mostly it is the one that is known, and whoever writes keeps others from writing.
        if (activity is { ConversationId: { } conversationId, ServiceUrl: { } serviceUrl }
            && await db.ChannelInstallations.FirstOrDefaultAsync(row => row.ConversationId == conversationId, cancellationToken) is { } known
            && known.ServiceUrl != serviceUrl)
        {
            await db.ChannelInstallations
                .Where(installation => installation.ConversationId == conversationId && installation.ServiceUrl != serviceUrl)
                .ExecuteUpdateAsync(update => update.SetProperty(installation => installation.ServiceUrl, serviceUrl), cancellationToken);
            await db.Entry(known).ReloadAsync(cancellationToken);
        }
    }
}
