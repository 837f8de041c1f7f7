using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Outbox;

/// <summary>Takes what is due. Of several instances that look at the same moment, each gets rows of its own.</summary>
internal sealed class ClaimDeliveries(TillitDb db, TimeProvider clock, IOptions<OutboxOptions> options)
{
    public async Task<IReadOnlyList<Delivery>> ClaimAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lease = Guid.NewGuid();
        var until = now + options.Value.Lease;
        // Nobody claims for longer: its clock was ahead, and is right again.
        var longest = now + (2 * options.Value.Lease);
        var due = db.Deliveries
            .Where(row => row.State == DeliveryState.Waiting && row.DueAt <= now && (row.LeasedUntil == null || row.LeasedUntil <= now || row.LeasedUntil > longest))
            // Cards follow each other in a conversation, whoever sends them.
            .Where(row => !db.Deliveries.Any(other => other.Target == row.Target && other.LeasedUntil > now && other.LeasedUntil <= longest));
        // Mostly nothing is due, and reading keeps nobody from writing.
        if (!await due.AnyAsync(cancellationToken))
        {
            return [];
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Queries.TakeTurnAsync(db, Turn.Deliveries, cancellationToken);
        var claimed = await due
            .OrderBy(row => row.DueAt)
            .Take(options.Value.BatchSize)
            .ExecuteUpdateAsync(
                update => update.SetProperty(row => row.Lease, lease).SetProperty(row => row.LeasedUntil, until), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed == 0
            ? []
            : await db.Deliveries.AsNoTracking()
                .Where(row => row.State == DeliveryState.Waiting && row.Lease == lease)
                .OrderBy(row => row.CreatedAt)
                .ToListAsync(cancellationToken);
    }

    /// <summary>What was not come to is there for others at once.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<Guid> leases, CancellationToken cancellationToken) =>
        db.Deliveries.Where(row => row.State == DeliveryState.Waiting && leases.Contains(row.Lease!.Value)).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.Lease, (Guid?)null).SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null), cancellationToken);
}
