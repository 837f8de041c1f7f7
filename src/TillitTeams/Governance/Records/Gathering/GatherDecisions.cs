using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>What the council has decided of what the export is about, and the history of it: everybody may read that.</summary>
internal sealed class GatherDecisions(TillitDb db, ReadModel read, SeeRecords see, MunicipalityDates dates, IOptions<MunicipalityOptions> municipality)
{
    /// <returns>Null when Graph did not say whether the initiative that it is about is open.</returns>
    public async Task<RecordBatch?> ReadAsync(RecordExport export, CancellationToken cancellationToken)
    {
        if (await see.InitiativesAsync([export.InitiativeId], cancellationToken) is not { } seen)
        {
            return null;
        }

        var about = seen.Open.Keys.FirstOrDefault();
        var model = await read.ReadAsync(cancellationToken);
        var items = model.Goals.Concat(model.Principles).ToList();
        var initiative = await db.Initiatives.AsNoTracking().Include(row => row.Goals).Include(row => row.Principles).AsSplitQuery()
            .FirstOrDefaultAsync(row => row.Id == about, cancellationToken);
        var chosen = items.Where(item => IsIn(item, export, initiative)).ToList();
        var frame = new RecordFrame(
            municipality.Value.Name,
            export.Scope,
            export.Scope switch
            {
                RecordScope.Goal => chosen.Select(GovernanceModel.NameOf).FirstOrDefault(),
                RecordScope.Initiative => initiative?.Title,
                _ => null,
            },
            export.From,
            export.To,
            dates.Local(export.OrderedAt),
            [.. chosen.Select(item => Decision(item, items))],
            await ChangesAsync(export, chosen, cancellationToken));
        return new RecordBatch(PartContent.Pack([frame]), After: null, LeftOut: seen.LeftOut);
    }

    private static bool IsIn(GovernanceItem item, RecordExport export, Initiative? initiative) => export.Scope switch
    {
        RecordScope.Goal => item.Id == export.GoalId,
        RecordScope.Initiative => initiative is not null
            && (initiative.Goals.Exists(tag => tag.GoalId == item.Id) || initiative.Principles.Exists(tag => tag.PrincipleId == item.Id)),
        _ => item.ValidFrom <= export.To && (item.ValidTo is null || item.ValidTo >= export.From),
    };

    private async Task<IReadOnlyList<ChangeRecord>> ChangesAsync(RecordExport export, List<GovernanceItem> chosen, CancellationToken cancellationToken)
    {
        var (since, until) = RecordBounds.Of(export, dates);
        var names = chosen.ToDictionary(item => item.Id, GovernanceModel.NameOf);
        var changes = await db.ModelChanges.AsNoTracking().Where(change => change.At >= since && change.At < until).ToListAsync(cancellationToken);
        return
        [
            .. changes.Where(change => change.ItemId is { } id ? names.ContainsKey(id) : export.Scope == RecordScope.Period)
                .OrderBy(change => change.At).ThenBy(change => change.Kind).ThenBy(change => change.Field).ThenBy(change => change.Id)
                .Select(change => new ChangeRecord(
                    dates.Local(change.At), change.ItemKind, change.ItemId is { } id ? names[id] : null, change.Kind, change.Field,
                    change.Before, change.After, change.DecisionReference, change.DecidedOn, change.Actor)),
        ];
    }

    private static DecisionRecord Decision(GovernanceItem item, List<GovernanceItem> items) => new(
        item.Kind, item.Code, item.Name, item.Description, item.DecisionReference, item.DecidedOn, item.ValidFrom, item.ValidTo,
        items.Find(other => other.Id == item.MergedIntoId) is { } into ? GovernanceModel.NameOf(into) : null);
}
