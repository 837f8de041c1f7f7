using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Outbox.Pages;
using TillitTeams.Storage;

namespace TillitTeams.Outbox;

/// <summary>A governance lead has cards sent again: one, or all that were given up for the same reason.</summary>
internal sealed class RetryDeliveries(TillitDb db, TimeProvider clock, ShowDeliveries show)
{
    public Task<RazorComponentResult<DeliveriesPage>> RetryAsync(string? id, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var row)
            ? RetryAsync(db.Deliveries.Where(kept => kept.Id == row), "SentAgain", cancellationToken)
            : show.ShowAsync(isSteward: true, said: null, cancellationToken);

    public Task<RazorComponentResult<DeliveriesPage>> RetryAllAsync(string? reason, CancellationToken cancellationToken) =>
        Enum.TryParse<DeliveryReason>(reason, out var why)
            ? RetryAsync(db.Deliveries.Where(kept => kept.Reason == why), "AllSentAgain", cancellationToken)
            : show.ShowAsync(isSteward: true, said: null, cancellationToken);

    private async Task<RazorComponentResult<DeliveriesPage>> RetryAsync(IQueryable<Delivery> chosen, string said, CancellationToken cancellationToken)
    {
        var retried = await db.SaveMergedAsync(
            async token =>
            {
                var now = clock.GetUtcNow();
                // Somebody else may have had it sent again already.
                var failed = await chosen.Where(row => row.State == DeliveryState.Failed && row.Card != "" && (row.NotAfter == null || row.NotAfter > now)).ToListAsync(token);
                foreach (var row in failed)
                {
                    row.TryAgain(now);
                    db.Note(AuditAction.CardRetried, row.Id, now);
                }

                await db.SaveChangesAsync(token);
                return failed.Count;
            },
            cancellationToken);
        return await show.ShowAsync(isSteward: true, retried > 0 ? said : null, cancellationToken);
    }
}
