using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>
/// Reads pages of links that the caller may see. A page is filled up past what they may not, so that
/// neither its length nor its end tells of anything that is hidden.
/// </summary>
internal sealed class ReadLinks(TillitDb db, ViewerReach viewer, VisibleLinks visible)
{
    /// <summary>Each round shows something, or rules out a conversation for the rounds that follow.</summary>
    private const int MostRounds = 40;

    /// <summary>Where in the caller's reach there are links, but for what turns out to be closed to them.</summary>
    private List<LinkPlace>? open;

    public async Task<LinkPage> PageAsync(LinkQuery query, CancellationToken cancellationToken)
    {
        if (await viewer.ReadAsync(cancellationToken) is not { } reach)
        {
            return LinkPage.Unknown;
        }

        var shown = new List<(LinkCursor At, VisibleLink Link)>();
        var inDoubt = false;
        for (var round = 0; round < MostRounds && shown.Count <= query.Size; round++)
        {
            var candidates = await CandidatesAsync(query, reach, cancellationToken);
            var seen = await SeeAsync(candidates, cancellationToken);
            inDoubt |= seen.InDoubt;
            shown.AddRange(candidates.Join(seen.Links, at => at.LinkId, link => link.Link.Id, (at, link) => (at, link)));
            if (candidates.Count <= query.Size)
            {
                break;
            }

            query = query with { After = candidates[^1] };
        }

        return new LinkPage(
            [.. shown.Take(query.Size).Select(row => row.Link)],
            shown.Count > query.Size ? shown[query.Size - 1].At : null,
            inDoubt);
    }

    /// <summary>Asks Teams about the first links of several pages at once, which are then read without asking again.</summary>
    public async Task PrepareAsync(IEnumerable<LinkQuery> queries, CancellationToken cancellationToken)
    {
        if (await viewer.ReadAsync(cancellationToken) is not { } reach)
        {
            return;
        }

        var candidates = new List<LinkCursor>();
        foreach (var query in queries)
        {
            candidates.AddRange(await CandidatesAsync(query, reach, cancellationToken));
        }

        await SeeAsync(candidates, cancellationToken);
    }

    /// <summary>One more than is shown tells whether there is more.</summary>
    private async Task<List<LinkCursor>> CandidatesAsync(LinkQuery query, Reach reach, CancellationToken cancellationToken)
    {
        open ??= await db.LinkPlacesAsync(reach.Containers, cancellationToken);
        var places = open.Where(place => IsAskedFor(place, query, reach)).Select(place => place.PlaceId);
        var range = new ListRange(ListsOf(query), [.. places], query.After, query.Since, query.Size + 1);
        return LinkSearch.WordsIn(query.Words) is { Count: > 0 } words
            ? await db.NewestWithAsync(words, range, cancellationToken)
            : await db.NewestAsync(range, cancellationToken);
    }

    private static bool IsAskedFor(LinkPlace place, LinkQuery query, Reach reach)
    {
        var kind = place.PlaceId == DocumentSource.Elsewhere || reach.Teams.ContainsKey(place.PlaceId) ? LinkKind.Document : LinkKind.Message;
        return (query.TeamId is null || query.TeamId == place.ContainerId)
            && (query.Kind is null || query.Kind == kind)
            && (query.Channels is null || query.Channels.Contains(place.PlaceId));
    }

    private static IReadOnlyList<string> ListsOf(LinkQuery query) => query switch
    {
        { AnyOfGoals: { } goals } => [.. goals.Select(goal => ListedLinks.ListOf(goal, null, query.WithWhy))],
        { GoalId: null, PrincipleId: null } => throw new InvalidOperationException("A page is of a channel, a goal or a principle."),
        _ => [ListedLinks.ListOf(query.GoalId, query.PrincipleId, query.WithWhy)],
    };

    private async Task<Visible> SeeAsync(List<LinkCursor> candidates, CancellationToken cancellationToken)
    {
        var seen = await visible.AtAsync(db, candidates, cancellationToken);
        open?.RemoveAll(place => seen.ClosedConversations.Contains(place.PlaceId, StringComparer.Ordinal));
        return seen;
    }
}
