using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Audit.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Audit;

/// <summary>What is searched for; each may be empty. There is no search by person: the trail answers for records, it does not follow people.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Row">Id of what it was done to.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
/// <param name="After">Goes on after this event: the last that was shown.</param>
/// <param name="Verify">Whether the whole trail is to be checked.</param>
public sealed record AuditSearch(string? Action, string? Row, string? From, string? To, string? After, string? Verify);

/// <param name="Problem">Key of what was wrong with the search.</param>
/// <param name="Next">Query of the next page; null when there is none.</param>
public sealed record AuditView(
    bool IsSteward, AuditSearch Search, IReadOnlyList<AuditRowView> Rows, string? Next = null, string? Problem = null, AuditVerdict? Verdict = null);

/// <param name="RowName">What everybody may read of the row; null when there is nothing, or it is gone.</param>
/// <param name="Person">Their id in Entra; null for the reader's own, and when it is nobody's.</param>
public sealed record AuditRowView(Guid Id, AuditAction Action, Guid RowId, string? RowName, string Time, string When, Guid? Person, bool IsOwn, bool IsSealed);

/// <summary>
/// <i>Spårlogg</i>: who did what to which row and when, for the governance lead. Not what stood in it: the names of goals,
/// principles, sites and labels are everybody's to read, those of conversations and documents are not.
/// </summary>
internal sealed class ShowAudit(TillitDb db, VerifyAudit verify, MunicipalityDates dates, Caller caller)
{
    private const int AtATime = 50;

    public async Task<RazorComponentResult<AuditPage>> ShowAsync(bool isSteward, AuditSearch search, CancellationToken cancellationToken)
    {
        if (!isSteward)
        {
            return Page(new AuditView(IsSteward: false, search, []));
        }

        if (Read(search) is not { } found)
        {
            return Page(new AuditView(IsSteward: true, search, [], Problem: "ProblemSearch"));
        }

        var noted = await found.OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(AtATime + 1).ToListAsync(cancellationToken);
        var shown = noted.Take(AtATime).ToList();
        var names = await NamesAsync([.. shown.Select(row => row.RowId).Distinct()], cancellationToken);
        return Page(new AuditView(
            IsSteward: true,
            search,
            [.. shown.Select(row => Describe(row, names.GetValueOrDefault(row.RowId)))],
            noted.Count > AtATime ? Query(search with { After = Cursor(shown[^1]), Verify = null }) : null,
            Verdict: search.Verify is null ? null : await verify.RunAsync(cancellationToken)));
    }

    private static RazorComponentResult<AuditPage> Page(AuditView model) => new(new { Model = model });

    private static string Cursor(AuditEvent row) => string.Create(CultureInfo.InvariantCulture, $"{row.At.UtcTicks}_{row.Id}");

    private static string Query(AuditSearch search) => string.Join('&', new (string Name, string? Value)[]
    {
        ("what", search.Action), ("row", search.Row), ("from", search.From), ("to", search.To), ("after", search.After),
    }.Where(one => !string.IsNullOrEmpty(one.Value)).Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));

    /// <returns>Null when it cannot be read.</returns>
    private IQueryable<AuditEvent>? Read(AuditSearch search)
    {
        var found = db.AuditEvents.AsNoTracking();
        if (search.Action is { Length: > 0 } action)
        {
            if (!Enum.TryParse<AuditAction>(action, out var wanted) || !Enum.IsDefined(wanted))
            {
                return null;
            }

            found = found.Where(row => row.Action == wanted);
        }

        if (search.Row?.Trim() is { Length: > 0 } text)
        {
            if (!Guid.TryParse(text, out var rowId))
            {
                return null;
            }

            found = found.Where(row => row.RowId == rowId);
        }

        return Within(found, search) is { } within && (string.IsNullOrEmpty(search.After) || Cursor(search.After) is not null)
            ? Cursor(search.After) is var (at, id) ? within.Where(row => row.At < at || (row.At == at && row.Id < id)) : within
            : null;
    }

    private IQueryable<AuditEvent>? Within(IQueryable<AuditEvent> found, AuditSearch search)
    {
        if (search.From is { Length: > 0 } from)
        {
            if (!DateOnly.TryParseExact(from, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
            {
                return null;
            }

            var start = dates.StartOf(first);
            found = found.Where(row => row.At >= start);
        }

        if (search.To is { Length: > 0 } to)
        {
            if (!DateOnly.TryParseExact(to, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) || last == DateOnly.MaxValue)
            {
                return null;
            }

            var end = dates.StartOf(last.AddDays(1));
            found = found.Where(row => row.At < end);
        }

        return found;
    }

    private static (DateTimeOffset At, Guid Id)? Cursor(string? text) =>
        text?.Split('_') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParse(id, out var row)
            ? (new DateTimeOffset(at, TimeSpan.Zero), row)
            : null;

    /// <summary>In the language of the page.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(List<Guid> rows, CancellationToken cancellationToken)
    {
        var items = (await db.Goals.AsNoTracking().Where(goal => EF.Parameter(rows).Contains(goal.Id)).ToListAsync(cancellationToken)).Cast<GovernanceItem>()
            .Concat(await db.Principles.AsNoTracking().Where(principle => EF.Parameter(rows).Contains(principle.Id)).ToListAsync(cancellationToken))
            .Select(item => (item.Id, Name: item.Name.In(CultureInfo.CurrentUICulture)));
        var sites = await db.SharePointSites.AsNoTracking().Where(site => EF.Parameter(rows).Contains(site.Id)).Select(site => new { site.Id, site.Name }).ToListAsync(cancellationToken);
        var labels = await db.ClassifiedLabels.AsNoTracking().Where(label => EF.Parameter(rows).Contains(label.Id)).Select(label => new { label.Id, label.Name }).ToListAsync(cancellationToken);
        return items.Concat(sites.Concat(labels).Select(row => (row.Id, row.Name))).ToDictionary(row => row.Id, row => row.Name);
    }

    private AuditRowView Describe(AuditEvent row, string? name) => new(
        row.Id, row.Action, row.RowId, name, row.At.ToString("O", CultureInfo.InvariantCulture), dates.ShowMinute(row.At),
        row.PersonId == Guid.Empty || row.PersonId == caller.UserId ? null : row.PersonId,
        row.PersonId == caller.UserId,
        row.Sequence is not null);
}
