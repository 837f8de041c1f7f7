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
        foreach (var id in await Late(now).Select(row => row.Id).ToListAsync(cancellationToken))
        {
            await db.SaveMergedAsync(token => ExpireAsync(id, now, token), cancellationToken);
        }

        var old = now - Listed;
        await db.RecordExports.Where(row => row.ExpiresAt <= old && row.State != RecordState.Gathering && row.State != RecordState.Ready).ExecuteDeleteAsync(cancellationToken);
    }

    private IQueryable<RecordExport> Late(DateTimeOffset now) =>
        db.RecordExports.Where(row => row.ExpiresAt <= now && (row.State == RecordState.Gathering || row.State == RecordState.Ready));

    /// <returns>Whether it was this instance that did.</returns>
    private async Task<bool> ExpireAsync(Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await Late(now).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) is not { } export)
        {
            return false;
        }

        (export.State, export.Lease, export.LeasedUntil) = (RecordState.Expired, null, null);
        db.Note(AuditAction.RecordExpired, export.Id, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.RecordExportParts.Where(part => part.ExportId == export.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
