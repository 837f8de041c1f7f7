using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records;

/// <summary>
/// What somebody has ordered goes. What others have ordered may name them in a story, and nobody looks for that in what is packed:
/// it goes too, and can be ordered anew.
/// </summary>
internal sealed class ForgetExporter(TillitDb db, TimeProvider clock) : IKnowPeople
{
    public Task<bool> KnowsAsync(Guid person, CancellationToken cancellationToken) => db.RecordExports.AnyAsync(row => row.OrderedById == person, cancellationToken);

    public async Task ForgetAsync(ForgottenPerson person, CancellationToken cancellationToken)
    {
        await db.RecordExportParts.ExecuteDeleteAsync(cancellationToken);
        await db.RecordExports.Where(row => row.OrderedById == person.Id).ExecuteDeleteAsync(cancellationToken);
        foreach (var export in await db.RecordExports.Where(row => row.State == RecordState.Ready).Select(row => row.Id).ToListAsync(cancellationToken))
        {
            db.Note(AuditAction.RecordExpired, export, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.RecordExports.Where(row => row.State == RecordState.Gathering || row.State == RecordState.Ready).ExecuteUpdateAsync(
            update => update
                .SetProperty(row => row.State, RecordState.Expired)
                .SetProperty(row => row.Lease, (Guid?)null)
                .SetProperty(row => row.LeasedUntil, (DateTimeOffset?)null),
            cancellationToken);
    }
}
