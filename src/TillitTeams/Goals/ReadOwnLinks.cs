using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <param name="Open">Null when the caller can certainly not open the source.</param>
internal sealed record OwnLink(Link Link, VisibleLink? Open);

/// <inheritdoc cref="LinkPage"/>
internal sealed record OwnPage(IReadOnlyList<OwnLink> Links, LinkCursor? Next, bool InDoubt);

/// <summary>
/// Reads pages of what the caller has linked, newest linked first. What they linked is theirs, so it is not limited
/// to the teams and chats that they are in now; only what cannot be checked is left out.
/// </summary>
internal sealed class ReadOwnLinks(TillitDb db, VisibleLinks visible, Caller caller)
{
    /// <summary>While nothing answers, each round asks anew.</summary>
    private const int MostRounds = 40;

    public async Task<OwnPage> PageAsync(LinkCursor? after, CancellationToken cancellationToken)
    {
        var list = ListedLinks.ListOf(caller.UserId);
        var places = await db.PlacesInAsync(list, cancellationToken);
        var shown = new List<(LinkCursor At, OwnLink Link)>();
        var inDoubt = false;
        for (var round = 0; round < MostRounds && shown.Count <= LinkQuery.PageSize; round++)
        {
            var candidates = await db.NewestAsync(new ListRange([list], places, after, Since: null, LinkQuery.PageSize + 1), cancellationToken);
            var seen = await visible.AtAsync(db, candidates, cancellationToken);
            inDoubt |= seen.InDoubt;
            var own = seen.Links.Select(link => new OwnLink(link.Link, link)).Concat(seen.Lost.Select(link => new OwnLink(link, Open: null)));
            shown.AddRange(candidates.Join(own, at => at.LinkId, link => link.Link.Id, (at, link) => (at, link)));
            if (candidates.Count <= LinkQuery.PageSize)
            {
                break;
            }

            after = candidates[^1];
        }

        return new OwnPage(
            [.. shown.Take(LinkQuery.PageSize).Select(row => row.Link)],
            shown.Count > LinkQuery.PageSize ? shown[LinkQuery.PageSize - 1].At : null,
            inDoubt);
    }
}
