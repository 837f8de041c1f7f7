using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

internal static class ChannelLanguage
{
    /// <summary>What is spoken in the channel: Swedish where the app is not, or where there is no channel.</summary>
    public static async Task<string> LanguageOfAsync(this TillitDb db, InitiativeChannel? channel, CancellationToken cancellationToken) =>
        channel is not null
        && await db.ChannelInstallations.AsNoTracking()
            .Where(installation => installation.ConversationId == channel.ChannelId)
            .Select(installation => installation.Language)
            .FirstOrDefaultAsync(cancellationToken) is { } language
            ? language
            : "sv";
}
