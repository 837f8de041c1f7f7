using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest;

/// <summary>Takes the subscriptions of a tenant that are due, a hundred at a time, so that ten thousand need no more room than one.</summary>
internal sealed partial class SendDigests(TillitDb db, QueueDigest queue, TimeProvider clock, ILogger<SendDigests> logger)
{
    private const int Batch = 100;

    /// <param name="after">Goes on after this subscription: what stays due is not asked about again in the same round.</param>
    /// <param name="cancellationToken">Ends the round where it is.</param>
    /// <returns>The last one that was looked at; null when there are no more.</returns>
    public async Task<Guid?> RunAsync(Guid after, CancellationToken cancellationToken)
    {
        // One connection for all of them, and not one for each question.
        await db.Database.OpenConnectionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var furthest = now + PlanDigest.Furthest;
        var due = await db.DigestSubscriptions.AsNoTracking()
            .Where(row => row.EndedAt == null && (row.NextAt <= now || row.NextAt > furthest) && row.Id > after)
            .OrderBy(row => row.Id)
            .Take(Batch)
            .Select(row => new { row.Id, row.NextAt })
            .ToListAsync(cancellationToken);
        foreach (var row in due)
        {
            using var activity = Telemetry.Source.StartActivity("write letter");
            activity?.SetTag("subscription.id", row.Id);
            try
            {
                await queue.QueueAsync(row.Id, row.NextAt, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, row.Id, exception);
            }
        }

        return due.Count == Batch ? due[^1].Id : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The letter of subscription {SubscriptionId} could not be written; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid subscriptionId, Exception exception);
    }
}
