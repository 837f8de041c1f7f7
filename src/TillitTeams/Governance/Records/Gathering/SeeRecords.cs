using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>
/// What whoever ordered the export can open. Unlike a page, which leaves out what is in doubt, an export waits until
/// Graph has said of each whether it is open.
/// </summary>
internal sealed class SeeRecords(TillitDb db, VisibleLinks visible, ViewerChannels channels)
{
    /// <returns>In their order; null when Graph did not say of all of them.</returns>
    public async Task<IReadOnlyList<VisibleLink>?> LinksAsync(IReadOnlyList<Link> links, CancellationToken cancellationToken)
    {
        var open = new Dictionary<Guid, VisibleLink>();
        var left = links.Where(link => link.Message is not null || link.Document is not null).ToDictionary(link => link.Id);
        while (left.Count > 0)
        {
            // Of several messages in a chat, those that no list of it names are left over: one alone is asked for by its id.
            if (!await AskAsync([.. left.Values]) && !await AskAsync([.. left.Values.DistinctBy(link => link.PlaceId)]))
            {
                return null;
            }
        }

        return [.. links.Where(link => open.ContainsKey(link.Id)).Select(link => open[link.Id])];

        // Whether anything was answered.
        async Task<bool> AskAsync(IReadOnlyList<Link> asked)
        {
            var before = left.Count;
            var seen = await visible.OfAsync(asked, cancellationToken);
            foreach (var link in seen.Links)
            {
                open[link.Link.Id] = link;
                left.Remove(link.Link.Id);
            }

            foreach (var lost in seen.Lost)
            {
                left.Remove(lost.Id);
            }

            return left.Count < before;
        }
    }

    /// <returns>The titles of those that are open; null when Graph did not say of all of them.</returns>
    public async Task<(IReadOnlyDictionary<Guid, string> Open, bool LeftOut)?> InitiativesAsync(IEnumerable<Guid?> ids, CancellationToken cancellationToken)
    {
        List<Guid> wanted = [.. ids.OfType<Guid>().Distinct()];
        if (wanted.Count == 0)
        {
            return (new Dictionary<Guid, string>(), false);
        }

        var found = await db.Initiatives.AsNoTracking().Include(initiative => initiative.Channels)
            .Where(initiative => EF.Parameter(wanted).Contains(initiative.Id)).ToListAsync(cancellationToken);
        var seen = await channels.OfAsync(found, cancellationToken);
        var open = found
            .Where(seen.Opens)
            .ToDictionary(initiative => initiative.Id, initiative => initiative.Title);
        return seen.InDoubt && open.Count < found.Count ? null : (open, open.Count < found.Count);
    }
}
