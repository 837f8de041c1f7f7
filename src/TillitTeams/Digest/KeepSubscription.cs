using Microsoft.EntityFrameworkCore;
using TillitTeams.Digest.Form;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Digest;

/// <summary>What somebody chose for a letter.</summary>
/// <param name="Goals">None is every goal that is in force.</param>
internal sealed record DigestChoice(
    DayOfWeek Weekday, TimeOnly At, string Language, bool PausesOverHolidays, IReadOnlyCollection<Guid> Goals, IReadOnlyCollection<string> Teams);

/// <summary>Starts, changes and ends letters. The same wish twice is one subscription.</summary>
internal sealed class KeepSubscription(TillitDb db, PlanDigest plan, Caller caller, TimeProvider clock)
{
    public Task<DigestSubscription?> FindAsync(string target, CancellationToken cancellationToken) => db.DigestSubscriptions
        .Include(row => row.Goals)
        .Include(row => row.Teams)
        .AsSplitQuery()
        .FirstOrDefaultAsync(row => row.Target == target, cancellationToken);

    /// <param name="owner">Whose letter it is.</param>
    /// <param name="choice">Null takes up what was chosen before, or the usual.</param>
    /// <param name="cancellationToken">The request's.</param>
    public Task<DigestSubscription> StartAsync(DigestOwner owner, DigestChoice? choice, CancellationToken cancellationToken) => db.SaveMergedAsync(
        async token =>
        {
            var now = clock.GetUtcNow();
            var subscription = await FindAsync(owner.Target, token);
            var isRunning = subscription is { EndedAt: null };
            if (subscription is null)
            {
                subscription = New(owner);
                db.Add(subscription);
            }

            if (subscription.EndedAt is not null)
            {
                (subscription.EndedAt, subscription.StartedAt) = (null, now);
            }

            Note(isRunning ? AuditAction.DigestChanged : AuditAction.DigestStarted, subscription);

            if (choice is not null)
            {
                Choose(subscription, choice);
            }

            var next = plan.FirstAfter(now, subscription);
            subscription.PlanFor(next.Week.ToString(), next.At);
            await db.SaveChangesAsync(token);
            return subscription;
        },
        cancellationToken);

    /// <returns>As it stands then; null where there has never been one.</returns>
    public Task<DigestSubscription?> EndAsync(string target, CancellationToken cancellationToken) => db.SaveMergedAsync(
        async token =>
        {
            var subscription = await FindAsync(target, token);
            if (subscription is { EndedAt: null })
            {
                (subscription.EndedAt, subscription.Version) = (clock.GetUtcNow(), Guid.NewGuid());
                Note(AuditAction.DigestEnded, subscription);
                await db.SaveChangesAsync(token);
            }

            return subscription;
        },
        cancellationToken);

    /// <summary>What somebody has sent to themselves is nobody else's business.</summary>
    private void Note(AuditAction action, DigestSubscription subscription)
    {
        if (subscription.PersonId is null)
        {
            db.Note(action, subscription.Id, clock.GetUtcNow());
        }
    }

    /// <summary>What is asked for when nobody has chosen anything; not stored.</summary>
    public DigestSubscription New(DigestOwner owner) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        TenantId = caller.TenantId,
        Target = owner.Target,
        PersonId = owner.PersonId,
        Language = owner.Channel?.Language ?? SpokenLanguage.Current,
        StartedAt = clock.GetUtcNow(),
        NextWeek = "",
    };

    public static void Choose(DigestSubscription subscription, DigestChoice choice)
    {
        (subscription.Weekday, subscription.At, subscription.Language, subscription.PausesOverHolidays) =
            (choice.Weekday, choice.At, choice.Language, choice.PausesOverHolidays);
        subscription.Goals.RemoveAll(goal => !choice.Goals.Contains(goal.GoalId));
        subscription.Goals.AddRange(choice.Goals
            .Where(goal => !subscription.Goals.Exists(chosen => chosen.GoalId == goal))
            .Select(goal => new DigestGoal { TenantId = subscription.TenantId, SubscriptionId = subscription.Id, GoalId = goal }));
        subscription.Teams.RemoveAll(team => !choice.Teams.Contains(team.TeamId));
        subscription.Teams.AddRange(choice.Teams
            .Where(team => !subscription.Teams.Exists(chosen => chosen.TeamId == team))
            .Select(team => new DigestTeam { TenantId = subscription.TenantId, SubscriptionId = subscription.Id, TeamId = team }));
    }
}
