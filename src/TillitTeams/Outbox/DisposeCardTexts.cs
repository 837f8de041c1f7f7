using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Outbox;

/// <summary>What stood on cards that were delivered or given up long ago. The card in Teams stays as it is until something happens that it tells of.</summary>
internal sealed class DisposeCardTexts(TillitDb db) : IDisposeRows
{
    public RetentionKind Kind => RetentionKind.CardTexts;

    public Task<bool> AnyAsync(DateTimeOffset before, CancellationToken cancellationToken) => OldOnes(before).AnyAsync(cancellationToken);

    public Task<int> DisposeAsync(DateTimeOffset before, int most, CancellationToken cancellationToken) =>
        OldOnes(before).OrderBy(card => card.CreatedAt).Take(most).ExecuteUpdateAsync(
            update => update.SetProperty(card => card.Card, "").SetProperty(card => card.Summary, ""), cancellationToken);

    private IQueryable<Delivery> OldOnes(DateTimeOffset before) => db.Deliveries.Where(card =>
        card.Card != "" && ((card.State == DeliveryState.Delivered && card.DueAt < before) || (card.State == DeliveryState.Failed && card.FailedAt < before)));
}
