using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Initiatives;

/// <summary>Initiatives that have been done for long, with their stories and what is known of their cards. What was linked to them stays.</summary>
internal sealed class DisposeDoneInitiatives(TillitDb db, TimeProvider clock) : IDisposeRows
{
    public RetentionKind Kind => RetentionKind.DoneInitiatives;

    public Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken) => db.Initiatives.AnyAsync(Initiative.DoneBefore(before), cancellationToken);

    public async Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken)
    {
        var ids = await db.Initiatives.Where(Initiative.DoneBefore(before)).OrderBy(initiative => initiative.ChangedAt).Select(initiative => initiative.Id).Take(most).ToListAsync(cancellationToken);
        await db.Deliveries.Where(card => EF.Parameter(ids).Contains(card.InitiativeId!.Value)).ExecuteDeleteAsync(cancellationToken);
        return await db.DisposeAsync(db.Initiatives.Where(Initiative.DoneBefore(before)).Where(initiative => EF.Parameter(ids).Contains(initiative.Id)), ids, AuditAction.InitiativeDisposed, clock.GetUtcNow(), cancellationToken);
    }
}
