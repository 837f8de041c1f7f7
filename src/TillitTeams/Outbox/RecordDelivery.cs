using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Outbox;

/// <summary>
/// Writes down how far a delivery has come, in one statement each, and only for whoever still holds the lease:
/// the row may belong to another instance by now, and may have been edited meanwhile.
/// </summary>
internal sealed partial class RecordDelivery(TillitDb db, TimeProvider clock, IOptions<OutboxOptions> options, ILogger<RecordDelivery> logger)
{
    /// <summary>Before a call: the lease begins anew. Before a post the row says that there may be one, should nothing more be heard of it.</summary>
    /// <returns>For how long the row is held; null when it belongs to somebody else.</returns>
    public async Task<TimeSpan?> HoldAsync(Delivery row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + options.Value.Lease;
        DateTimeOffset? inDoubt = row.MessageId is null ? now : null;
        var held = await UpdateAsync(
            row,
            update => update.SetProperty(kept => kept.LeasedUntil, until).SetProperty(kept => kept.InDoubtSince, inDoubt),
            cancellationToken);
        return held == 0 ? null : options.Value.Lease;
    }

    /// <summary>Which chat it is, so that it is not opened again.</summary>
    public Task KeepChatAsync(Delivery row, string conversationId, CancellationToken cancellationToken)
    {
        row.ConversationId = conversationId;
        return UpdateAsync(row, update => update.SetProperty(kept => kept.ConversationId, conversationId), cancellationToken);
    }

    public Task EndAsync(Delivery row, Verdict verdict, CancellationToken cancellationToken)
    {
        DeliveryMetrics.Note(row, verdict, clock.GetUtcNow());
        return verdict switch
        {
            Verdict.Delivered delivered => DeliveredAsync(row, delivered.MessageId, row.Revision, cancellationToken),
            Verdict.Later later => LaterAsync(row, later.AtLeast, stillInDoubt: false, cancellationToken),
            Verdict.Failed failed => FailAsync(row, failed.Reason, stillInDoubt: failed.Reason == DeliveryReason.Uncertain, cancellationToken),
            _ => LaterAsync(row, options.Value.CheckAfter, stillInDoubt: true, cancellationToken),
        };
    }

    /// <param name="row">As it was claimed.</param>
    /// <param name="messageId">Where it is.</param>
    /// <param name="revision">What is to be seen there. If that has been edited meanwhile, the row waits on.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task DeliveredAsync(Delivery row, string messageId, int revision, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return LeaveAsync(
            row,
            update => update
                .SetProperty(kept => kept.MessageId, messageId)
                .SetProperty(kept => kept.SentRevision, revision)
                .SetProperty(kept => kept.State, kept => kept.Revision == revision ? DeliveryState.Delivered : DeliveryState.Waiting)
                .SetProperty(kept => kept.DueAt, now)
                .SetProperty(kept => kept.Attempts, 0)
                .SetProperty(kept => kept.TriedSince, (DateTimeOffset?)null)
                .SetProperty(kept => kept.InDoubtSince, (DateTimeOffset?)null),
            cancellationToken);
    }

    /// <summary>It did not work, and is tried again as long as that is worth it.</summary>
    public Task LaterAsync(Delivery row, TimeSpan? atLeast, bool stillInDoubt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (row.TriedSince + options.Value.GiveUpAfter <= now)
        {
            return FailAsync(row, DeliveryReason.GaveUp, stillInDoubt, cancellationToken);
        }

        var due = now + Backoff(row.Attempts, atLeast);
        return LeaveAsync(
            row,
            update =>
            {
                update
                    .SetProperty(kept => kept.DueAt, due)
                    .SetProperty(kept => kept.Attempts, kept => kept.Attempts + 1)
                    .SetProperty(kept => kept.TriedSince, kept => kept.TriedSince ?? now);
                Clear(update, stillInDoubt);
            },
            cancellationToken);
    }

    /// <summary>For a reason that is nobody's failure.</summary>
    public Task PostponeAsync(Delivery row, DateTimeOffset until, CancellationToken cancellationToken) =>
        LeaveAsync(row, update => update.SetProperty(kept => kept.DueAt, until), cancellationToken);

    public Task FailAsync(Delivery row, DeliveryReason reason, bool stillInDoubt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Log.Failed(logger, row.Id, reason);
        return LeaveAsync(
            row,
            update =>
            {
                update
                    .SetProperty(kept => kept.State, DeliveryState.Failed)
                    .SetProperty(kept => kept.Reason, reason)
                    .SetProperty(kept => kept.FailedAt, now);
                Clear(update, stillInDoubt);
            },
            cancellationToken);
    }

    private static void Clear(UpdateSettersBuilder<Delivery> update, bool stillInDoubt)
    {
        if (!stillInDoubt)
        {
            update.SetProperty(kept => kept.InDoubtSince, (DateTimeOffset?)null);
        }
    }

    /// <summary>Exponential, and not the same for all that failed together.</summary>
    private TimeSpan Backoff(int attempts, TimeSpan? atLeast)
    {
        var longest = Math.Min(options.Value.BackoffTo.TotalSeconds, options.Value.BackoffFrom.TotalSeconds * Math.Pow(2, Math.Min(attempts, 30)));
        var wait = TimeSpan.FromSeconds(longest * (0.5 + (Random.Shared.NextDouble() / 2)));
        return atLeast is { } asked && asked > wait ? asked + (wait / 10) : wait;
    }

    private Task<int> LeaveAsync(Delivery row, Action<UpdateSettersBuilder<Delivery>> change, CancellationToken cancellationToken) => UpdateAsync(
        row,
        update =>
        {
            change(update);
            update.SetProperty(kept => kept.Lease, (Guid?)null).SetProperty(kept => kept.LeasedUntil, (DateTimeOffset?)null);
        },
        cancellationToken);

    private async Task<int> UpdateAsync(Delivery row, Action<UpdateSettersBuilder<Delivery>> change, CancellationToken cancellationToken)
    {
        var updated = await db.Deliveries.Where(kept => kept.Id == row.Id && kept.Lease == row.Lease).ExecuteUpdateAsync(change, cancellationToken);
        if (updated == 0)
        {
            Log.LostLease(logger, row.Id);
        }

        return updated;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {DeliveryId} is given up: {Reason}.")]
        public static partial void Failed(ILogger logger, Guid deliveryId, DeliveryReason reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {DeliveryId} is somebody else's by now.")]
        public static partial void LostLease(ILogger logger, Guid deliveryId);
    }
}
