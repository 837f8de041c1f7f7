using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Gathering;

internal sealed record ClaimedExport(Guid Id, Guid Lease);

/// <summary>Takes one of the caller's exports to go on with. Of several instances at the same moment one gets it.</summary>
internal sealed class ClaimExports(TillitDb db, IOptions<RecordsOptions> options, Caller caller, TimeProvider clock)
{
    public async Task<ClaimedExport?> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (lease, until) = (Guid.NewGuid(), now + options.Value.Lease);
        // Nobody claims for longer than a lease: its clock was ahead, and is right again.
        var longest = now + (2 * options.Value.Lease);
        var due = Waiting.Where(row => row.NextTryAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= now || row.LeasedUntil > longest));
        return await due.OrderBy(row => row.OrderedAt).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancellationToken) is { } id
            && await due.Where(row => row.Id == id).ExecuteUpdateAsync(
                update => update.SetProperty(row => row.Lease, lease).SetProperty(row => row.LeasedUntil, until), cancellationToken) == 1
            ? new ClaimedExport(id, lease)
            : null;
    }

    /// <summary>Whether there is something to gather, now or later.</summary>
    public Task<bool> AnyAsync(CancellationToken cancellationToken) => Waiting.AnyAsync(cancellationToken);

    /// <summary>It is there for others at once.</summary>
    public Task ReleaseAsync(ClaimedExport claim, CancellationToken cancellationToken) =>
        db.RecordExports.Where(row => row.Id == claim.Id && row.Lease == claim.Lease).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.Lease, (Guid?)null).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null), cancellationToken);

    private IQueryable<RecordExport> Waiting => db.RecordExports.Where(row => row.OrderedById == caller.UserId && row.State == RecordState.Gathering);
}
