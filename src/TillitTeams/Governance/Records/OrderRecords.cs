using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Governance.Records.Pages;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records;

/// <summary>A governance lead orders a public record. It is gathered behind, while their page is open.</summary>
internal sealed class OrderRecords(TillitDb db, SeeRecords see, ShowRecords show, IOptions<RecordsOptions> options, TimeProvider clock)
{
    /// <summary>Under way at once, for one person.</summary>
    private const int Most = 5;

    public async Task<RazorComponentResult<RecordsPage>> OrderAsync(RecordsInput input, CancellationToken cancellationToken)
    {
        var (export, problem) = await ReadAsync(input, cancellationToken);
        if (export is null)
        {
            return await show.ShowAsync(isSteward: true, input, cancellationToken, problem: problem);
        }

        if (await db.RecordExports.CountAsync(row => row.OrderedById == db.PersonId && row.State == RecordState.Gathering, cancellationToken) >= Most)
        {
            return await show.ShowAsync(isSteward: true, input, cancellationToken, problem: new("ProblemMany"));
        }

        db.Add(export);
        db.Note(AuditAction.RecordOrdered, export.Id, export.OrderedAt);
        await db.SaveChangesAsync(cancellationToken);
        return await show.ShowAsync(isSteward: true, new RecordsInput(), cancellationToken, said: "Ordered");
    }

    private async Task<(RecordExport? Export, RecordsProblem? Problem)> ReadAsync(RecordsInput input, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<RecordScope>(input.Scope, out var scope) || !Enum.IsDefined(scope))
        {
            return (null, new("ProblemScope", "scope"));
        }

        var (from, to) = (DayIn(input.From), DayIn(input.To));
        if (scope != RecordScope.Initiative && ProblemIn(scope, input, from, to) is { } problem)
        {
            return (null, problem);
        }

        var goal = scope == RecordScope.Goal ? await db.Goals.AsNoTracking().FirstOrDefaultAsync(goal => goal.Code == input.Goal, cancellationToken) : null;
        if (scope == RecordScope.Goal && goal is null)
        {
            return (null, new("ProblemGoal", "goal"));
        }

        Guid? initiative = scope == RecordScope.Initiative && Guid.TryParse(input.Initiative, out var id) ? id : null;
        if (scope == RecordScope.Initiative)
        {
            if (await see.InitiativesAsync([initiative], cancellationToken) is not { } seen)
            {
                return (null, new("ProblemDoubt", "initiative"));
            }

            if (seen.Open.Count == 0)
            {
                return (null, new("ProblemInitiative", "initiative"));
            }
        }

        var now = clock.GetUtcNow();
        return (
            new RecordExport
            {
                Id = Guid.CreateVersion7(now),
                TenantId = db.TenantId,
                Scope = scope,
                GoalId = goal?.Id,
                InitiativeId = initiative,
                From = scope == RecordScope.Initiative ? null : from,
                To = scope == RecordScope.Initiative ? null : to,
                Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
                OrderedById = db.PersonId,
                OrderedAt = now,
                NextTryAt = now,
                ExpiresAt = now + options.Value.FetchFor,
            },
            null);
    }

    /// <summary>A period has both its days; a goal both or none.</summary>
    private static RecordsProblem? ProblemIn(RecordScope scope, RecordsInput input, DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, _) when input.From is { Length: > 0 } => new("ProblemDay", "from"),
        (_, null) when input.To is { Length: > 0 } => new("ProblemDay", "to"),
        (null, null) when scope == RecordScope.Goal => null,
        (null, _) => new("ProblemFrom", "from"),
        (_, null) => new("ProblemTo", "to"),
        var (first, last) when first > last => new("ProblemOrder", "to"),
        _ => null,
    };

    private static DateOnly? DayIn(string? text) =>
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999 ? day : null;
}
