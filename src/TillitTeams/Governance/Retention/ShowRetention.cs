using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Retention.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Retention;

/// <summary><i>Gallring</i>: what is kept for how long and by which decision, what goes now, and what went. Everybody reads it.</summary>
internal sealed class ShowRetention(TillitDb db, ReadRules rules, FindGoing going, SayRule say, TimeProvider clock)
{
    private const int AtATime = 30;

    public async Task<RazorComponentResult<RetentionPage>> ShowAsync(
        bool isSteward, CancellationToken cancellationToken, (string Key, RetentionKind Kind)? said = null, string? problem = null)
    {
        var now = clock.GetUtcNow();
        var shown = new List<RuleView>();
        foreach (var kind in Enum.GetValues<RetentionKind>())
        {
            var rule = await rules.OfAsync(kind, cancellationToken);
            shown.Add(new RuleView(kind, rule.Days, say.Decision(rule.Reference, rule.DecidedOn), await going.ByAsync(kind, rule.Limit(now), cancellationToken)));
        }

        return new RazorComponentResult<RetentionPage>(new
        {
            Model = new RetentionView(isSteward, shown, await RunsAsync(after: null, cancellationToken), said, problem),
        });
    }

    public async Task<RazorComponentResult<RetentionRuns>> EarlierAsync(string? after, CancellationToken cancellationToken) =>
        new(new { Model = await RunsAsync(LinkCursor.Read(after), cancellationToken) });

    private async Task<RunsView> RunsAsync(LinkCursor? after, CancellationToken cancellationToken)
    {
        var runs = db.RetentionRuns.AsNoTracking();
        if (after is not null)
        {
            runs = runs.Where(run => run.At < after.At || (run.At == after.At && run.Id < after.LinkId));
        }

        var read = await runs.OrderByDescending(run => run.At).ThenByDescending(run => run.Id).Take(AtATime + 1).ToListAsync(cancellationToken);
        return new RunsView(
            [.. read.Take(AtATime).Select(say.Run)],
            read.Count > AtATime ? $"retention/runs?after={new LinkCursor(read[AtATime - 1].At, read[AtATime - 1].Id)}" : null);
    }
}

/// <summary>Puts rules, and what went by them, into words.</summary>
internal sealed class SayRule(MunicipalityDates dates, IStringLocalizer<RetentionTexts> texts)
{
    public string Decision(string? reference, DateOnly? decidedOn) =>
        reference is not null && decidedOn is { } day ? texts["ByDecision", reference, dates.Show(day)] : texts["ByUsual"];

    public RunView Run(RetentionRun run) => new(
        run.Id, run.Kind, run.Days, Decision(run.DecisionReference, run.DecidedOn), dates.Show(run.At), run.At.ToString("O", CultureInfo.InvariantCulture));
}
