using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.PersonalData;

/// <summary>What the caller has had to do with initiatives. One that they cannot open now is not named.</summary>
internal sealed class ReadInitiativeRows(TillitDb db, ViewerChannels channels, Caller caller)
{
    /// <summary>What people write in words of their own.</summary>
    private static readonly InitiativeField?[] Texts =
        [InitiativeField.Title, InitiativeField.What, InitiativeField.ResidentsGain, InitiativeField.Learned, InitiativeField.SupportAsked];

    public async Task<IReadOnlyList<PersonalRow>> OwnAsync(LinkCursor? after, int count, CancellationToken cancellationToken)
    {
        var own = db.Initiatives.AsNoTracking().Where(initiative => initiative.StartedById == caller.UserId || initiative.ContactId == caller.UserId);
        if (after is not null)
        {
            own = own.Where(initiative => initiative.StartedAt < after.At || (initiative.StartedAt == after.At && initiative.Id < after.LinkId));
        }

        var rows = await own.OrderByDescending(initiative => initiative.StartedAt).ThenByDescending(initiative => initiative.Id).Take(count)
            .Select(initiative => new { initiative.Id, initiative.StartedAt, Started = initiative.StartedById == caller.UserId, Contact = initiative.ContactId == caller.UserId, initiative.ContactName })
            .ToListAsync(cancellationToken);
        var open = await OpenAsync(rows.Select(row => row.Id), cancellationToken);
        return
        [
            .. rows.Select(row => Named(
                new PersonalRow(row.Id, row.StartedAt, row is { Started: true, Contact: true } ? "InitiativeBoth" : row.Started ? "InitiativeStarted" : "InitiativeContact", Name: row.Contact ? row.ContactName : null),
                row.Id,
                open)),
        ];
    }

    public async Task<IReadOnlyList<PersonalRow>> StepsAsync(LinkCursor? after, int count, CancellationToken cancellationToken)
    {
        var own = db.InitiativeEvents.AsNoTracking().Where(step => step.ById == caller.UserId);
        if (after is not null)
        {
            own = own.Where(step => step.At < after.At || (step.At == after.At && step.Id < after.LinkId));
        }

        var steps = await own.OrderByDescending(step => step.At).ThenByDescending(step => step.Id).Take(count).ToListAsync(cancellationToken);
        var open = await OpenAsync(steps.Select(step => step.InitiativeId), cancellationToken);
        return
        [
            .. steps.Select(step => Named(
                new PersonalRow(step.Id, step.At, $"Step{step.Kind}", Words: WordsOf(step, open.ContainsKey(step.InitiativeId)), Name: step.ByName),
                step.InitiativeId,
                open)),
        ];
    }

    public async Task<IReadOnlyList<PersonalRow>> FollowsAsync(LinkCursor? after, int count, CancellationToken cancellationToken)
    {
        var own = db.InitiativeFollowers.AsNoTracking().Where(follower => follower.UserId == caller.UserId);
        if (after is not null)
        {
            own = own.Where(follower => follower.Since < after.At || (follower.Since == after.At && follower.InitiativeId < after.LinkId));
        }

        var follows = await own.OrderByDescending(follower => follower.Since).ThenByDescending(follower => follower.InitiativeId).Take(count).ToListAsync(cancellationToken);
        var open = await OpenAsync(follows.Select(follower => follower.InitiativeId), cancellationToken);
        return [.. follows.Select(follower => Named(new PersonalRow(follower.InitiativeId, follower.Since, "Followed"), follower.InitiativeId, open))];
    }

    /// <returns>Names of those that the caller can open, by their ids.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> OpenAsync(IEnumerable<Guid> initiatives, CancellationToken cancellationToken)
    {
        var ids = initiatives.Distinct().ToList();
        var asked = await db.Initiatives.AsNoTracking().Include(initiative => initiative.Channels)
            .Where(initiative => EF.Parameter(ids).Contains(initiative.Id)).ToListAsync(cancellationToken);
        var seen = await channels.OfAsync(asked, cancellationToken);
        return asked
            .Where(seen.Opens)
            .ToDictionary(initiative => initiative.Id, initiative => initiative.Title);
    }

    public static PersonalRow Named(PersonalRow row, Guid? initiative, IReadOnlyDictionary<Guid, string> open) =>
        initiative is { } id && open.TryGetValue(id, out var title) ? row with { About = title, Address = $"/tab/initiative/{id}" } : row;

    /// <summary>Whoever changes a text may leave somebody else's words in it: where those are closed to them, only what they began is sure to be theirs.</summary>
    private static string? WordsOf(InitiativeEvent step, bool isOpen) => step switch
    {
        // Its name, which stands there anyway.
        { Kind: InitiativeEventKind.Started } => isOpen ? null : step.After,
        { Kind: InitiativeEventKind.Done } => isOpen ? step.After : null,
        _ when Texts.Contains(step.Field) && (isOpen || step.Before is null) => step.After,
        _ => null,
    };
}
