using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>Which initiatives a page shows; the latest changed come first.</summary>
/// <param name="GoalId">Null for those of any goal; likewise the other parts.</param>
/// <param name="ChannelId">Those that concern this channel.</param>
/// <param name="AsksForSupport">Only those that ask for support now.</param>
/// <param name="IsDone">Only those that are done, with what residents gained; or only those that are not.</param>
/// <param name="After">Continues after this one.</param>
internal sealed record InitiativeQuery(
    Guid? GoalId = null,
    Guid? PrincipleId = null,
    DateTimeOffset? Since = null,
    string? TeamId = null,
    string? ChannelId = null,
    string? Words = null,
    bool AsksForSupport = false,
    bool? IsDone = null,
    LinkCursor? After = null)
{
    public int Size { get; init; } = 10;
}

/// <inheritdoc cref="LinkPage"/>
internal sealed record InitiativesRead(IReadOnlyList<Initiative> Initiatives, LinkCursor? Next, bool InDoubt);

/// <summary>
/// Reads pages of initiatives that the caller may see: those that concern a channel that they can open, and
/// those that concern none, which came with the governance model.
/// </summary>
internal sealed class ReadInitiatives(TillitDb db, ViewerChannels channels)
{
    private const int Step = 40;
    private const int MostRounds = 10;

    public async Task<InitiativesRead> PageAsync(InitiativeQuery query, CancellationToken cancellationToken)
    {
        var shown = new List<Initiative>();
        var inDoubt = false;
        for (var round = 0; round < MostRounds && shown.Count <= query.Size; round++)
        {
            var candidates = await CandidatesAsync(query, cancellationToken);
            var (visible, doubt) = await VisibleAsync(candidates, cancellationToken);
            shown.AddRange(visible);
            inDoubt |= doubt;
            if (candidates.Count < Step)
            {
                break;
            }

            query = query with { After = CursorOf(candidates[^1]) };
        }

        return new InitiativesRead(
            [.. shown.Take(query.Size)], shown.Count > query.Size ? CursorOf(shown[query.Size - 1]) : null, inDoubt);
    }

    /// <returns>Null when it is not there or not for the caller; in doubt when that could not be told.</returns>
    public async Task<(Initiative? Initiative, bool InDoubt)> OneAsync(Guid id, CancellationToken cancellationToken)
    {
        var candidates = await Whole(db.Initiatives.Where(initiative => initiative.Id == id)).ToListAsync(cancellationToken);
        var (visible, inDoubt) = await VisibleAsync(candidates, cancellationToken);
        return (visible.FirstOrDefault(), inDoubt);
    }

    private async Task<(List<Initiative> Visible, bool InDoubt)> VisibleAsync(List<Initiative> candidates, CancellationToken cancellationToken)
    {
        var seen = await channels.OfAsync(candidates, cancellationToken);
        return (
            [.. candidates.Where(seen.Opens)],
            seen.InDoubt);
    }

    private async Task<List<Initiative>> CandidatesAsync(InitiativeQuery query, CancellationToken cancellationToken)
    {
        IQueryable<Initiative> candidates = db.Initiatives;
        if (query.GoalId is { } goal)
        {
            candidates = candidates.Where(initiative => initiative.Goals.Any(tag => tag.GoalId == goal));
        }

        if (query.PrincipleId is { } principle)
        {
            candidates = candidates.Where(initiative => initiative.Principles.Any(tag => tag.PrincipleId == principle));
        }

        if (query.Since is { } since)
        {
            candidates = candidates.Where(initiative => initiative.ChangedAt >= since);
        }

        if (query.TeamId is { } team)
        {
            candidates = candidates.Where(initiative => initiative.Channels.Any(channel => channel.TeamId == team));
        }

        if (query.ChannelId is { } channelId)
        {
            candidates = candidates.Where(initiative => initiative.Channels.Any(channel => channel.ChannelId == channelId));
        }

        if (!string.IsNullOrWhiteSpace(query.Words))
        {
            var matching = db.InitiativesMatching(query.Words);
            candidates = candidates.Where(initiative => matching.Contains(initiative.Id));
        }

        candidates = query switch
        {
            { AsksForSupport: true } => candidates.Where(initiative => initiative.SupportAsked != null && initiative.State != InitiativeState.Done),
            { IsDone: true } => candidates.Where(initiative => initiative.State == InitiativeState.Done && initiative.ResidentsGain != null),
            { IsDone: false } => candidates.Where(initiative => initiative.State != InitiativeState.Done),
            _ => candidates,
        };
        if (query.After is { } after)
        {
            candidates = candidates.Where(initiative =>
                initiative.ChangedAt < after.At || (initiative.ChangedAt == after.At && initiative.Id.CompareTo(after.LinkId) < 0));
        }

        return await Whole(candidates)
            .OrderByDescending(initiative => initiative.ChangedAt)
            .ThenByDescending(initiative => initiative.Id)
            .Take(Step)
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<Initiative> Whole(IQueryable<Initiative> initiatives) => initiatives.AsNoTracking()
        .Include(initiative => initiative.Channels)
        .Include(initiative => initiative.Goals)
        .Include(initiative => initiative.Principles)
        .AsSplitQuery();

    private static LinkCursor CursorOf(Initiative initiative) => new(initiative.ChangedAt, initiative.Id);
}
