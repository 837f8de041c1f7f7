using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging;

/// <summary>
/// What somebody can link something to: the council's goals and principles, which are everybody's, and the
/// initiatives that they may know of, which are those of the channels that they can open.
/// </summary>
internal sealed class OfferChoices(TillitDb db, MunicipalityDates dates, ViewerReach reach, ViewerChannels sight)
{
    /// <summary>So many fit in a dialog with the longest names: the one that is chosen, and the latest changed.</summary>
    private const int MostInDialog = 15;

    /// <summary>In Teams' own dialog nobody is signed in: what concerns the message's channel is open to whoever reads the message.</summary>
    public async Task<TagChoices> InConversationAsync(Tagged source, MessageSource message, CancellationToken cancellationToken)
    {
        var found = await Initiatives(source, chosen: null)
            .Where(initiative => initiative.Channels.Count == 0 || initiative.Channels.Any(channel => channel.ChannelId == message.ChannelId))
            .OrderByDescending(initiative => db.Links.Any(link => link.SourceKey == source.Key && link.InitiativeId == initiative.Id))
            .ThenByDescending(initiative => initiative.ChangedAt)
            .Take(MostInDialog)
            .ToListAsync(cancellationToken);
        return await TagChoices.ReadAsync(db, dates, cancellationToken) with { Initiatives = InOrder(found) };
    }

    /// <param name="source">What is linked, and keeps the initiative that it belongs to already.</param>
    /// <param name="chosen">An initiative that was asked for, whatever its state.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<TagChoices> ForViewerAsync(Tagged source, Guid? chosen, CancellationToken cancellationToken)
    {
        var known = await reach.ReadAsync(cancellationToken);
        var teams = known?.Teams.Keys.ToList() ?? [];
        var found = await Initiatives(source, chosen)
            .Include(initiative => initiative.Channels)
            .Where(initiative => initiative.Channels.Count == 0 || initiative.Channels.Any(channel => EF.Parameter(teams).Contains(channel.TeamId)))
            .ToListAsync(cancellationToken);
        var seen = await sight.OfAsync(
            found.SelectMany(initiative => initiative.Channels)
                .Where(channel => known!.Teams.ContainsKey(channel.TeamId))
                .Select(channel => new ChannelPlace(channel.TeamId, channel.ChannelId)),
            cancellationToken);
        return await TagChoices.ReadAsync(db, dates, cancellationToken) with
        {
            Initiatives = InOrder(found.Where(seen.Opens)),
            InDoubt = known is null || seen.InDoubt,
        };
    }

    private IQueryable<Initiative> Initiatives(Tagged source, Guid? chosen) => db.Initiatives.AsNoTracking()
        .Where(initiative => initiative.State != InitiativeState.Done || initiative.Id == chosen
            || db.Links.Any(link => link.SourceKey == source.Key && link.InitiativeId == initiative.Id));

    private static List<Initiative> InOrder(IEnumerable<Initiative> initiatives) =>
        [.. initiatives.OrderBy(initiative => initiative.Title, StringComparer.CurrentCulture)];
}
