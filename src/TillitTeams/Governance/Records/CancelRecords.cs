using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Records.Pages;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records;

/// <summary>Whoever ordered an export does not want it any more: what was gathered is removed at once.</summary>
internal sealed class CancelRecords(TillitDb db, ShowRecords show, TimeProvider clock)
{
    public async Task<RazorComponentResult<RecordsPage>> CancelAsync(string? id, CancellationToken cancellationToken)
    {
        var cancelled = Guid.TryParse(id, out var wanted) && await db.SaveMergedAsync(token => RemoveAsync(wanted, token), cancellationToken);
        return await show.ShowAsync(isSteward: true, new RecordsInput(), cancellationToken, said: cancelled ? "Cancelled" : null);
    }

    /// <returns>Whether there was something to cancel.</returns>
    private async Task<bool> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.RecordExports.FirstOrDefaultAsync(
            row => row.Id == id && row.OrderedById == db.PersonId && (row.State == RecordState.Gathering || row.State == RecordState.Ready), cancellationToken) is not { } export)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        (export.State, export.Lease, export.LeasedUntil, export.ExpiresAt) = (RecordState.Cancelled, null, null, now);
        db.Note(AuditAction.RecordCancelled, id, now);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.RecordExportParts.Where(part => part.ExportId == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
