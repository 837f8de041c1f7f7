using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Retention.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

using RuleResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Retention.Pages.RulePage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Retention.Pages.RuleConfirmPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Retention.Pages.RetentionPage>>;

namespace TillitTeams.Governance.Retention;

/// <summary>A governance lead decides how long one kind of rows is kept: first it is said what goes by it, then it holds.</summary>
internal sealed class EditRule(ReadRules rules, FindGoing going, ShowRetention show, KeepRule keep, MunicipalityDates dates)
{
    private static readonly Dictionary<string, string> None = [];

    public async Task<RuleResults> OpenAsync(string? text, CancellationToken cancellationToken)
    {
        if (RuleInput.KindOf(text) is not { } kind)
        {
            return await show.ShowAsync(isSteward: true, cancellationToken, problem: "ProblemUnknown");
        }

        var rule = await rules.OfAsync(kind, cancellationToken);
        return Form(new RuleFormView(
            kind, rule.Version, rule.Days is null, rule.Days?.ToString(CultureInfo.InvariantCulture) ?? "", rule.Reference ?? "", rule.DecidedOn is { } day ? ItemDraft.TextOf(day) : "", None));
    }

    /// <summary>The form once more, as it was filled in.</summary>
    public async Task<RuleResults> AgainAsync(RuleInput input, CancellationToken cancellationToken) =>
        input.Kind is { } kind ? Form(Filled(kind, input, None)) : await show.ShowAsync(isSteward: true, cancellationToken, problem: "ProblemUnknown");

    public async Task<RuleResults> PreviewAsync(RuleInput input, CancellationToken cancellationToken)
    {
        if (input.Kind is not { } kind)
        {
            return await show.ShowAsync(isSteward: true, cancellationToken, problem: "ProblemUnknown");
        }

        if (input.Problems(dates.Today) is { Count: > 0 } problems)
        {
            return Form(Filled(kind, input, problems));
        }

        var filled = Filled(kind, input, None);
        return new RazorComponentResult<RuleConfirmPage>(new { Model = filled with { Going = await going.ByAsync(kind, keep.Limit(input), cancellationToken) } });
    }

    public async Task<RuleResults> SaveAsync(RuleInput input, CancellationToken cancellationToken)
    {
        if (input.Kind is not { } kind)
        {
            return await show.ShowAsync(isSteward: true, cancellationToken, problem: "ProblemUnknown");
        }

        if (input.Problems(dates.Today) is { Count: > 0 } problems)
        {
            return Form(Filled(kind, input, problems));
        }

        return await keep.KeepAsync(kind, input, cancellationToken) is { } problem
            ? await show.ShowAsync(isSteward: true, cancellationToken, problem: problem)
            : await show.ShowAsync(isSteward: true, cancellationToken, said: ("SaidSaved", kind));
    }

    private static RazorComponentResult<RulePage> Form(RuleFormView view) => new(new { Model = view });

    private static RuleFormView Filled(RetentionKind kind, RuleInput input, IReadOnlyDictionary<string, string> problems) =>
        new(kind, input.Version, input.Keeps, input.Days, input.Reference, input.DecidedOn, problems);
}

/// <summary>Writes a rule, unless somebody else did so since it was read.</summary>
internal sealed class KeepRule(TillitDb db, Caller caller, TimeProvider clock)
{
    public DateTimeOffset? Limit(RuleInput input) => input.DaysKept is { } days ? clock.GetUtcNow().AddDays(-days) : null;

    /// <returns>Key of what stood in the way.</returns>
    public Task<string?> KeepAsync(RetentionKind kind, RuleInput input, CancellationToken cancellationToken) => db.SaveMergedAsync<string?>(
        async token =>
        {
            var rule = await db.RetentionRules.FirstOrDefaultAsync(row => row.Kind == kind, token);
            if ((rule?.Version ?? Guid.Empty) != input.Version)
            {
                return "ProblemChangedMeanwhile";
            }

            var now = clock.GetUtcNow();
            if (rule is null)
            {
                rule = new RetentionRule { Id = Guid.CreateVersion7(now), TenantId = caller.TenantId, Kind = kind, DecisionReference = input.Reference };
                db.Add(rule);
            }

            (rule.Days, rule.DecisionReference, rule.DecidedOn, rule.Version) = (input.DaysKept, input.Reference, ItemDraft.DayIn(input.DecidedOn)!.Value, Guid.NewGuid());
            db.Note(AuditAction.RetentionChanged, rule.Id, now);
            await db.SaveChangesAsync(token);
            return null;
        },
        cancellationToken);
}
