using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Retention;

/// <summary>
/// Removes what has been kept for as long as the rules say, some at a time, each time all at once or not at all. Several
/// instances may do so, and any may end in the middle: the next one goes on.
/// </summary>
internal sealed class DisposeOfRows(TillitDb db, IEnumerable<IDisposeRows> owners, ReadRules rules, MunicipalityDates dates, TimeProvider clock)
{
    private const int Batch = 200;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var owner in owners)
        {
            while (await db.SaveMergedAsync(token => DisposeAsync(owner, token), cancellationToken) > 0)
            {
                // Until nothing goes.
            }
        }
    }

    /// <summary>By the rule as it stands at this very moment: a lead may have changed it meanwhile.</summary>
    private async Task<int> DisposeAsync(IDisposeRows owner, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        // Mostly nothing goes, and reading keeps nobody from writing.
        if ((await rules.OfAsync(owner.Kind, cancellationToken)).Limit(now) is not { } before || !await owner.AnyAsync(before, cancellationToken))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Of two at once both would note it down.
        await db.Queries.TakeTurnAsync(db, Turn.Disposal, cancellationToken);
        var rule = await rules.OfAsync(owner.Kind, cancellationToken);
        if (rule.Limit(now) is not { } limit || await owner.DisposeAsync(limit, Batch, cancellationToken) is not (> 0 and var gone))
        {
            return 0;
        }

        await NoteAsync(rule, rule.Days!.Value, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return gone;
    }

    /// <summary>Once for each day and rule, however much goes: a number would tell of what was there.</summary>
    private async Task NoteAsync(Rule rule, int days, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var midnight = dates.StartOf(dates.DayOf(now));
        if (await db.RetentionRuns.AnyAsync(
            run => run.At >= midnight && run.Kind == rule.Kind && run.Days == days && run.DecisionReference == rule.Reference && run.DecidedOn == rule.DecidedOn, cancellationToken))
        {
            return;
        }

        var noted = new RetentionRun
        {
            Id = Guid.CreateVersion7(now),
            TenantId = db.TenantId,
            At = now,
            Kind = rule.Kind,
            Days = days,
            DecisionReference = rule.Reference,
            DecidedOn = rule.DecidedOn,
        };
        db.Add(noted);
        db.Note(AuditAction.RowsDisposed, noted.Id, now);
        await db.SaveChangesAsync(cancellationToken);
    }
}
