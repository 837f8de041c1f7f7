using TillitTeams.Model;

namespace TillitTeams.Outbox;

/// <summary>One delivery, from its claim to what has become of it.</summary>
internal sealed class DeliverCard(FindPlace find, SettleDoubt settle, SendCard send, RecordDelivery record, TimeProvider clock)
{
    /// <returns>Until when the conversation is to be left alone; null when the next card may follow.</returns>
    public async Task<DateTimeOffset?> DeliverAsync(Delivery row, CancellationToken cancellationToken)
    {
        if (await find.FindAsync(row, cancellationToken) is not { } place)
        {
            await record.FailAsync(row, DeliveryReason.NotThere, stillInDoubt: true, cancellationToken);
            return null;
        }

        if (row is { MessageId: null, InDoubtSince: { } since }
            && await settle.SettleAsync(row, place, since, cancellationToken) == Doubt.Settled)
        {
            return null;
        }

        // One that may be there already was looked for first.
        if (row.MessageId is null && row.NotAfter <= clock.GetUtcNow())
        {
            await record.FailAsync(row, DeliveryReason.TooLate, stillInDoubt: false, cancellationToken);
            return null;
        }

        return await send.SendAsync(row, place, cancellationToken);
    }
}
