using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Model;

namespace TillitTeams.Outbox;

internal enum Doubt
{
    /// <summary>The card is certainly not there.</summary>
    Gone,

    /// <summary>What is to be done is done, or comes later.</summary>
    Settled,
}

/// <summary>
/// A post was begun and nobody knows how it ended: the process may have been killed, or the connection broken. The
/// channel is read back for a card that carries the delivery's id before anything is posted again.
/// </summary>
internal sealed class SettleDoubt(GraphPostedCards graph, RecordDelivery record, TimeProvider clock, IOptions<OutboxOptions> options)
{
    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public async Task<Doubt> SettleAsync(Delivery row, Place place, DateTimeOffset since, CancellationToken cancellationToken)
    {
        if (!place.IsReadable)
        {
            await record.FailAsync(row, DeliveryReason.Uncertain, stillInDoubt: true, cancellationToken);
            return Doubt.Settled;
        }

        if (clock.GetUtcNow() < since + options.Value.CheckAfter)
        {
            await record.PostponeAsync(row, since + options.Value.CheckAfter, cancellationToken);
            return Doubt.Settled;
        }

        var found = await graph.FindAsync(row.TenantId, place.TeamId, place.Address.ConversationId, since - Overlap, row.Id.ToString(), cancellationToken);
        switch (found)
        {
            case { Verdict: GraphVerdict.Yes, MessageId: { } id }:
                // Whether it was edited after it was posted nobody knows; then it is sent once more, in its place.
                await record.DeliveredAsync(row, id, row.Revision == 1 ? 1 : 0, cancellationToken);
                return Doubt.Settled;
            case { Verdict: GraphVerdict.No }:
                return Doubt.Gone;
            case { Verdict: GraphVerdict.NotPermitted }:
                await record.FailAsync(row, DeliveryReason.Uncertain, stillInDoubt: true, cancellationToken);
                return Doubt.Settled;
            default:
                await record.LaterAsync(row, atLeast: null, stillInDoubt: true, cancellationToken);
                return Doubt.Settled;
        }
    }
}
