using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>The initiatives that whoever ordered the export can open, with their stories: who did what, and when.</summary>
internal sealed class GatherInitiatives(TillitDb db, ReadModel read, ViewerChannels channels, MunicipalityDates dates, IOptions<RecordsOptions> options)
{
    /// <returns>Null when Graph did not say of all of them.</returns>
    public async Task<RecordBatch?> ReadAsync(RecordExport export, CancellationToken cancellationToken)
    {
        var bounds = RecordBounds.Of(export, dates);
        var after = export.After ?? Guid.Empty;
        var found = await InScope(export, bounds)
            .Where(initiative => initiative.Id.CompareTo(after) > 0)
            .OrderBy(initiative => initiative.Id)
            .Take(options.Value.BatchSize)
            .Include(initiative => initiative.Channels)
            .Include(initiative => initiative.Goals)
            .Include(initiative => initiative.Principles)
            .AsNoTracking().AsSplitQuery()
            .ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return new RecordBatch(Content: null, After: null);
        }

        var seen = await channels.OfAsync(found, cancellationToken);
        // One open channel would be enough to open an initiative, but not to say which of its channels may be named.
        if (seen.InDoubt)
        {
            return null;
        }

        var open = found.Where(seen.Opens).ToList();
        var ids = open.ConvertAll(initiative => initiative.Id);
        var steps = (await db.InitiativeEvents.AsNoTracking()
                .Where(step => EF.Parameter(ids).Contains(step.InitiativeId) && step.At >= bounds.Since && step.At < bounds.Until)
                .OrderBy(step => step.At).ThenBy(step => step.Id)
                .ToListAsync(cancellationToken))
            .ToLookup(step => step.InitiativeId);
        var items = new NamedItems(await read.ReadAsync(cancellationToken));
        return new RecordBatch(
            PartContent.Pack([.. open.Select(initiative => Record(initiative, steps[initiative.Id], seen.Open, items))]),
            found[^1].Id,
            found.Count,
            LeftOut: open.Count < found.Count);
    }

    private IQueryable<Initiative> InScope(RecordExport export, RecordBounds bounds)
    {
        var started = db.Initiatives.Where(initiative => initiative.StartedAt < bounds.Until);
        var about = export.Scope switch
        {
            RecordScope.Goal => started.Where(initiative => initiative.Goals.Any(tag => tag.GoalId == export.GoalId)),
            RecordScope.Initiative => started.Where(initiative => initiative.Id == export.InitiativeId),
            _ => started,
        };
        return export.From is null
            ? about
            : about.Where(initiative => initiative.StartedAt >= bounds.Since
                || db.InitiativeEvents.Any(step => step.InitiativeId == initiative.Id && step.At >= bounds.Since && step.At < bounds.Until));
    }

    private InitiativeRecord Record(Initiative initiative, IEnumerable<InitiativeEvent> steps, IReadOnlySet<string> open, NamedItems items)
    {
        var how = initiative.Principles.ToDictionary(tag => tag.PrincipleId, tag => tag.How);
        return new InitiativeRecord(
            initiative.Id,
            initiative.Title,
            initiative.State,
            initiative.What,
            initiative.ResidentsGain,
            initiative.Learned,
            initiative.SupportAsked,
            dates.Local(initiative.StartedAt),
            dates.Local(initiative.ChangedAt),
            initiative.ContactName,
            [.. initiative.Channels.Where(channel => open.Contains(channel.ChannelId)).OrderByDescending(channel => channel.IsHome).ThenBy(channel => channel.PlaceName, StringComparer.Ordinal).Select(channel => channel.PlaceName)],
            items.Of(ItemKind.Goal, initiative.Goals.Select(tag => tag.GoalId)),
            [.. how.SelectMany(tag => items.Of(ItemKind.Principle, [tag.Key]).Select(item => new HowRecord(item.Code, item.Name, tag.Value))).OrderBy(tag => tag.Code, StringComparer.Ordinal)],
            [.. steps.Select(step => Step(step, items))]);
    }

    /// <summary>Which channels there were may name one that is closed: as on the initiative's page, only that they were changed is told.</summary>
    private StepRecord Step(InitiativeEvent step, NamedItems items)
    {
        var (before, after) = step.Field switch
        {
            InitiativeField.Channels => (null, null),
            InitiativeField.Goals => (items.Named(ItemKind.Goal, step.Before), items.Named(ItemKind.Goal, step.After)),
            InitiativeField.Principles => (items.Named(ItemKind.Principle, step.Before), items.Named(ItemKind.Principle, step.After)),
            _ => (step.Before, step.After),
        };
        // Whoever was forgotten has an id that leads nowhere, and no name.
        var by = step.ByName ?? (step.ById == Guid.Empty ? null : InitiativeEvent.SomebodyWhoLeft);
        return new StepRecord(dates.Local(step.At), by, step.Kind, step.Field, before, after);
    }
}
