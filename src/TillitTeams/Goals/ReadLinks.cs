using Microsoft.EntityFrameworkCore;
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

    public async Task<LinkPage> PageAsync(LinkQuery query, CancellationToken cancellationToken)
    {
        if (await viewer.ReadAsync(cancellationToken) is not { } reach)
        {
            return LinkPage.Unknown;
        }

        var containers = query.TeamId is { } team ? reach.Containers.Where(id => id == team).ToList() : reach.Containers;
        var shown = new List<(Candidate At, VisibleLink Link)>();
        var closed = new List<string>();
        var inDoubt = false;
        for (var round = 0; round < MostRounds && shown.Count <= query.Size; round++)
        {
            // One more than is shown tells whether there is more.
            var candidates = await CandidatesAsync(query, containers, closed, query.Size + 1, cancellationToken);
            var seen = await visible.OfAsync(await LoadAsync(candidates, cancellationToken), cancellationToken);
            inDoubt |= seen.InDoubt;
            closed.AddRange(seen.ClosedConversations);
            shown.AddRange(candidates.Join(seen.Links, at => at.LinkId, link => link.Link.Id, (at, link) => (at, link)));
            if (candidates.Count <= query.Size)
            {
                break;
            }

            query = query with { After = candidates[^1].Cursor };
        }

        return new LinkPage(
            [.. shown.Take(query.Size).Select(row => row.Link)],
            shown.Count > query.Size ? shown[query.Size - 1].At.Cursor : null,
            inDoubt);
    }

    /// <summary>Asks Teams about the first links of several pages at once, which are then read without asking again.</summary>
    public async Task PrepareAsync(IEnumerable<LinkQuery> queries, CancellationToken cancellationToken)
    {
        if (await viewer.ReadAsync(cancellationToken) is not { } reach)
        {
            return;
        }

        var candidates = new List<Candidate>();
        foreach (var query in queries)
        {
            candidates.AddRange(await CandidatesAsync(query, reach.Containers, [], query.Size + 1, cancellationToken));
        }

        await visible.OfAsync(await LoadAsync(candidates, cancellationToken), cancellationToken);
    }

    private async Task<List<Candidate>> CandidatesAsync(
        LinkQuery query, IReadOnlyList<string> containers, List<string> closed, int size, CancellationToken cancellationToken)
    {
        var candidates = From(query).Where(candidate => EF.Parameter(containers).Contains(candidate.ContainerId));
        if (query.After is { } after)
        {
            candidates = candidates.Where(candidate =>
                candidate.At < after.At || (candidate.At == after.At && candidate.LinkId.CompareTo(after.LinkId) < 0));
        }

        if (query.Kind is { } kind)
        {
            candidates = candidates.Where(candidate => candidate.Kind == kind);
        }

        if (query.Since is { } since)
        {
            candidates = candidates.Where(candidate => candidate.At >= since);
        }

        if (query is { GoalId: not null, PrincipleId: { } principle })
        {
            candidates = candidates.Where(candidate => db.LinkPrinciples.Any(tag => tag.LinkId == candidate.LinkId && tag.PrincipleId == principle));
        }

        if (db.LinksMatching(query.Words) is { } matching)
        {
            candidates = candidates.Where(candidate => matching.Contains(candidate.LinkId));
        }

        if (query.WithWhy)
        {
            candidates = candidates.Where(candidate => db.Links.Any(link => link.Id == candidate.LinkId && link.Why != null));
        }

        if (closed.Count > 0)
        {
            candidates = candidates.Where(candidate => !db.Links.Any(link =>
                link.Id == candidate.LinkId && EF.Parameter(closed).Contains(link.Message!.ChatId ?? link.Message.ChannelId!)));
        }

        return await candidates
            .OrderByDescending(candidate => candidate.At)
            .ThenByDescending(candidate => candidate.LinkId)
            .Take(size)
            .ToListAsync(cancellationToken);
    }

    /// <summary>Each of the four is read from an index of its own, in the order it is shown.</summary>
    private IQueryable<Candidate> From(LinkQuery query) => query switch
    {
        { TeamId: { } team, Channels: { } channels, AnyOfGoals: { } goals } => db.Links
            .Where(link => link.ContainerId == team && EF.Parameter(channels).Contains(link.Message!.ChannelId)
                && link.Goals.Any(tag => EF.Parameter(goals).Contains(tag.GoalId)))
            .Select(link => new Candidate { LinkId = link.Id, At = link.OccurredAt, Kind = link.Kind, ContainerId = link.ContainerId }),
        { GoalId: { } goal } => db.LinkGoals.Where(tag => tag.GoalId == goal)
            .Select(tag => new Candidate { LinkId = tag.LinkId, At = tag.OccurredAt, Kind = tag.Kind, ContainerId = tag.ContainerId }),
        { PrincipleId: { } principle } => db.LinkPrinciples.Where(tag => tag.PrincipleId == principle)
            .Select(tag => new Candidate { LinkId = tag.LinkId, At = tag.OccurredAt, Kind = tag.Kind, ContainerId = tag.ContainerId }),
        { TaggedBy: { } person } => db.Links.Where(link => link.TaggedById == person)
            .Select(link => new Candidate { LinkId = link.Id, At = link.TaggedAt, Kind = link.Kind, ContainerId = link.ContainerId }),
        _ => throw new InvalidOperationException("A page is of a channel, a goal, a principle or a person's own links."),
    };

    private async Task<List<Link>> LoadAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var ids = candidates.Select(candidate => candidate.LinkId).Distinct().ToList();
        return await db.Links.AsNoTracking()
            .Include(link => link.Goals)
            .Include(link => link.Principles)
            .AsSplitQuery()
            .Where(link => EF.Parameter(ids).Contains(link.Id))
            .ToListAsync(cancellationToken);
    }

    private sealed class Candidate
    {
        public Guid LinkId { get; init; }
        public DateTimeOffset At { get; init; }
        public LinkKind Kind { get; init; }
        public required string ContainerId { get; init; }

        public LinkCursor Cursor => new(At, LinkId);
    }
}
