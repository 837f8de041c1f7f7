using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>The links whose source whoever ordered the export can open, in the order in which they were made.</summary>
internal sealed class GatherLinks(TillitDb db, ReadModel read, SeeRecords see, MunicipalityDates dates, IOptions<RecordsOptions> options)
{
    public Task<int> CountAsync(RecordExport export, CancellationToken cancellationToken) => InScope(export).CountAsync(cancellationToken);

    /// <returns>Null when Graph did not say of all of them.</returns>
    public async Task<RecordBatch?> ReadAsync(RecordExport export, CancellationToken cancellationToken)
    {
        var after = export.After ?? Guid.Empty;
        var found = await InScope(export)
            .Where(link => link.Id.CompareTo(after) > 0)
            .OrderBy(link => link.Id)
            .Take(options.Value.BatchSize)
            .Include(link => link.Goals)
            .Include(link => link.Principles)
            .AsNoTracking().AsSplitQuery()
            .ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return new RecordBatch(Content: null, After: null);
        }

        if (await see.LinksAsync(found, cancellationToken) is not { } open
            || await see.InitiativesAsync(open.Select(seen => seen.Link.InitiativeId), cancellationToken) is not { } initiatives)
        {
            return null;
        }

        var items = new NamedItems(await read.ReadAsync(cancellationToken));
        return new RecordBatch(
            PartContent.Pack([.. open.Select(seen => Record(seen, items, initiatives.Open))]),
            found[^1].Id,
            found.Count,
            LeftOut: open.Count < found.Count || initiatives.LeftOut);
    }

    private IQueryable<Link> InScope(RecordExport export)
    {
        var (since, until) = RecordBounds.Of(export, dates);
        var made = db.Links.Where(link => link.TaggedAt >= since && link.TaggedAt < until);
        return export.Scope switch
        {
            RecordScope.Goal => made.Where(link => link.Goals.Any(tag => tag.GoalId == export.GoalId)),
            RecordScope.Initiative => made.Where(link => link.InitiativeId == export.InitiativeId),
            _ => made,
        };
    }

    private LinkRecord Record(VisibleLink seen, NamedItems items, IReadOnlyDictionary<Guid, string> initiatives)
    {
        var (link, document) = (seen.Link, seen.Document);
        return new LinkRecord(
            link.Id,
            link.Kind,
            // Just read as whoever ordered it, it says more truly than what was stored what the document is called and where it is.
            document?.Name ?? link.Title,
            link.PlaceName,
            document?.WebUrl ?? link.WebUrl,
            dates.Local(document?.ModifiedAt ?? link.OccurredAt),
            seen.IsEdited,
            dates.Local(link.TaggedAt),
            dates.Local(link.ChangedAt),
            link.Why,
            items.Of(ItemKind.Goal, link.Goals.Select(tag => tag.GoalId)),
            items.Of(ItemKind.Principle, link.Principles.Select(tag => tag.PrincipleId)),
            link.InitiativeId is { } id && initiatives.TryGetValue(id, out var title) ? new NamedRecord(id, title) : null);
    }
}
