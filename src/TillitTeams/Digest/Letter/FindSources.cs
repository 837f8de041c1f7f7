using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest.Letter;

/// <summary>
/// Where a letter may take its news from: what every member of the channel can open, or what the person can
/// who gets it. A letter is written while nobody is signed in, so Graph is asked as the app.
/// </summary>
internal sealed class FindSources(TillitDb db, ChannelAudience audience, GraphAsApp graph)
{
    /// <returns>Null where the bot may not speak any more.</returns>
    public Task<LetterSources?> FindAsync(DigestSubscription subscription, CancellationToken cancellationToken) =>
        subscription.PersonId is { } person
            ? OfPersonAsync(subscription, person, cancellationToken)
            : OfChannelAsync(subscription.Target, subscription.TenantId, cancellationToken);

    private async Task<LetterSources?> OfChannelAsync(string channel, Guid tenantId, CancellationToken cancellationToken)
    {
        var installation = await db.ChannelInstallations.AsNoTracking()
            .FirstOrDefaultAsync(row => row.ConversationId == channel && row.Kind == ConversationKind.Channel, cancellationToken);
        if (installation is not { ClosedAt: null, TeamId: { } teamId } || !Guid.TryParse(teamId, out var team))
        {
            return null;
        }

        var open = await audience.ReadAsync(team, channel, cancellationToken);
        return new LetterSources(channel, [channel], [.. open.Channels.Select(one => new LinkPlace(teamId, one))], open.IsInTeam ? [teamId] : [], open.InDoubt);
    }

    private async Task<LetterSources?> OfPersonAsync(DigestSubscription subscription, Guid person, CancellationToken cancellationToken)
    {
        var teams = subscription.Teams.ConvertAll(team => team.TeamId);
        var channels = await db.ChannelInstallations.AsNoTracking()
            .Where(row => row.Kind == ConversationKind.Channel && row.ClosedAt == null && EF.Parameter(teams).Contains(row.TeamId!))
            .Select(row => new LinkPlace(row.TeamId!, row.ConversationId))
            .ToListAsync(cancellationToken);
        var (open, inTeams) = (new List<LinkPlace>(), new HashSet<string>(StringComparer.Ordinal));
        var inDoubt = false;
        foreach (var channel in channels)
        {
            var verdict = await graph.IsMemberAsync(
                subscription.TenantId, MessageSource.InChannel(channel.ContainerId, channel.PlaceId, "", null), person, cancellationToken);
            inDoubt |= verdict == GraphVerdict.Unavailable;
            if (verdict == GraphVerdict.Yes)
            {
                open.Add(channel);
                // Whoever is in a shared channel may be in another team.
                var around = await audience.ReadAsync(Guid.Parse(channel.ContainerId), channel.PlaceId, cancellationToken);
                inDoubt |= around.InDoubt;
                if (around.IsInTeam)
                {
                    inTeams.Add(channel.ContainerId);
                }
            }
        }

        return await ViaAsync(person, open, cancellationToken) is { } via
            ? new LetterSources(via, [.. open.Select(channel => channel.PlaceId)], open, [.. inTeams], inDoubt)
            : null;
    }

    /// <summary>The person's own chat with the bot, and where there has been none, a channel that both are in.</summary>
    private async Task<string?> ViaAsync(Guid person, List<LinkPlace> open, CancellationToken cancellationToken)
    {
        var chat = await db.ChannelInstallations.AsNoTracking()
            .Where(row => row.PersonId == person && row.Kind == ConversationKind.Personal)
            .OrderByDescending(row => row.InstalledAt)
            .FirstOrDefaultAsync(cancellationToken);
        return chat is null ? open.FirstOrDefault()?.PlaceId : chat.ClosedAt is null ? chat.ConversationId : null;
    }
}
