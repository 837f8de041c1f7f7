using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Calendar;
using TillitTeams.Digest.Cards;
using TillitTeams.Digest.Letter;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest;

/// <summary>
/// What is to be done about a subscription that is due: its letter is written into the outbox in the same
/// transaction that moves it on to the next week, so that whoever is killed in between has done neither, and
/// of two instances the second finds it moved on.
/// </summary>
internal sealed class QueueDigest(TillitDb db, PlanDigest plan, WriteLetter write, DigestCards cards, TimeProvider clock)
{
    /// <param name="id">The subscription's.</param>
    /// <param name="due">The time that it was found due for.</param>
    /// <param name="cancellationToken">Ends the work where it is.</param>
    public Task QueueAsync(Guid id, DateTimeOffset due, CancellationToken cancellationToken) => db.SaveMergedAsync(
        async token =>
        {
            var subscription = await db.DigestSubscriptions
                .Include(row => row.Goals)
                .Include(row => row.Teams)
                .AsSingleQuery()
                .FirstOrDefaultAsync(row => row.Id == id && row.NextAt == due && row.EndedAt == null, token);
            return subscription is not null && await TakeStepAsync(subscription, token) ? await db.SaveChangesAsync(token) : 0;
        },
        cancellationToken);

    /// <returns>Whether there is something to save; a letter that waits for Graph stays due.</returns>
    private async Task<bool> TakeStepAsync(DigestSubscription subscription, CancellationToken cancellationToken)
    {
        var decision = plan.Decide(subscription, clock.GetUtcNow());
        switch (decision.Step)
        {
            case DigestStep.Send when !await SendAsync(subscription, decision.Time, cancellationToken):
                return false;
            case DigestStep.Miss:
                await MissAsync(subscription, decision.Missed, cancellationToken);
                break;
        }

        subscription.PlanFor(decision.Next.Week.ToString(), decision.Next.At);
        return true;
    }

    private async Task<bool> SendAsync(DigestSubscription subscription, DigestTime time, CancellationToken cancellationToken)
    {
        // A clock that was put back, or a day that was changed within the week, brings no second letter.
        if (await IsQueuedAsync(subscription, time, cancellationToken))
        {
            return true;
        }

        var written = await write.WriteAsync(subscription, time, cancellationToken);
        if (written is { InDoubt: true } && plan.MayWait(time, clock.GetUtcNow()))
        {
            return false;
        }

        if (written is { Letter: { } letter, Via: { } via })
        {
            db.Add(cards.Delivery(subscription, letter, via, plan.LatestFor(time)));
        }

        return true;
    }

    private Task<bool> IsQueuedAsync(DigestSubscription subscription, DigestTime time, CancellationToken cancellationToken) => db.Deliveries.AnyAsync(
        row => row.Target == subscription.Target && row.Purpose == DeliveryPurpose.Digest && row.Key == time.Week.ToString(), cancellationToken);

    private async Task MissAsync(DigestSubscription subscription, IReadOnlyList<DigestTime> missed, CancellationToken cancellationToken)
    {
        var known = await db.MissedDigests.Where(row => row.SubscriptionId == subscription.Id).Select(row => row.Week).ToListAsync(cancellationToken);
        db.AddRange(missed.Where(time => !known.Contains(time.Week.ToString())).Select(time => new MissedDigest
        {
            TenantId = subscription.TenantId, SubscriptionId = subscription.Id, Week = time.Week.ToString(), DueAt = time.At,
        }));
    }
}
