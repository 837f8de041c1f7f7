using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>
/// Removes what was gathered when the time is over in which it can be fetched, or finished. That there was an order stands in the
/// list for a while, so that whoever comes too late reads why, and in the audit trail for good.
/// </summary>
internal sealed class ExpireRecords(TillitDb db, TimeProvider clock)
{
    private static readonly TimeSpan Listed = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var late = await db.RecordExports
            .Where(row => row.ExpiresAt <= now && (row.State == RecordState.Gathering || row.State == RecordState.Ready)).ToListAsync(cancellationToken);
        foreach (var export in late)
        {
            (export.State, export.Lease, export.LeasedUntil) = (RecordState.Expired, null, null);
            db.Note(AuditAction.RecordExpired, export.Id, now);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await db.RecordExportParts.Where(part => part.ExportId == export.Id).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        var old = now - Listed;
        await db.RecordExports.Where(row => row.ExpiresAt <= old && row.State != RecordState.Gathering && row.State != RecordState.Ready).ExecuteDeleteAsync(cancellationToken);
    }
}
