using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

using HistoryResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.HistoryPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.HistoryRows>>;

namespace TillitTeams.Governance;

/// <param name="More">Address of what was before; null at the beginning.</param>
public sealed record HistoryView(IReadOnlyList<HistoryRowView> Rows, string? More);

/// <param name="Said">What was done, in a sentence.</param>
/// <param name="View">Address of the page of what it was done to; null when it was done to several.</param>
/// <param name="Decision">The decision that it comes of.</param>
/// <param name="By">In which role somebody did it.</param>
public sealed record HistoryRowView(string Said, string? View, string Date, string Time, string? Decision, string By, IReadOnlyList<FieldChangeView> Changes);

/// <summary>What was changed in the model, when and by which decision: everybody reads it.</summary>
internal sealed class ShowHistory(TillitDb db, ReadModel read, SayChange say, MunicipalityDates dates, IStringLocalizer<GovernanceTexts> texts)
{
    private const int ActsAtATime = 20;

    /// <param name="before">Goes on with what was before this point in time, in ticks.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<HistoryResults> ShowAsync(string? before, CancellationToken cancellationToken)
    {
        var isMore = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks;
        var until = isMore ? new DateTimeOffset(ticks, TimeSpan.Zero) : DateTimeOffset.MaxValue;
        var times = await db.ModelChanges.AsNoTracking()
            .Where(change => change.At < until).Select(change => change.At).Distinct().OrderByDescending(at => at).Take(ActsAtATime + 1).ToListAsync(cancellationToken);
        var shown = times.Take(ActsAtATime).ToList();
        var since = shown.Count == 0 ? until : shown[^1];
        var changes = await db.ModelChanges.AsNoTracking()
            .Where(change => change.At >= since && change.At < until).ToListAsync(cancellationToken);
        var model = await read.ReadAsync(cancellationToken);
        var items = model.Goals.Concat(model.Principles).ToDictionary(item => item.Id);
        var view = new HistoryView(
            [
                .. changes.GroupBy(change => new Act(change.At, change.ItemKind, change.ItemId))
                    .OrderByDescending(act => act.Key.At).ThenBy(act => act.Key.Kind).ThenBy(act => act.Key.Item is { } id ? items[id].Order : -1)
                    .Select(act => Row([.. act.OrderBy(change => change.Kind).ThenBy(change => change.Field)], items)),
            ],
            times.Count > ActsAtATime ? $"model/history?before={shown[^1].UtcTicks}" : null);
        return isMore
            ? new RazorComponentResult<HistoryRows>(new { Model = view })
            : new RazorComponentResult<HistoryPage>(new { Model = view });
    }

    /// <param name="act">The rows of one act that are about one item, or about one order.</param>
    /// <param name="items">Every item that there has ever been.</param>
    private HistoryRowView Row(IReadOnlyList<ModelChange> act, Dictionary<Guid, GovernanceItem> items)
    {
        // Whatever it ended in says most.
        var last = act[^1];
        var item = last.ItemId is { } id ? items[id] : null;
        return new HistoryRowView(
            texts[$"History{last.Kind}{last.ItemKind}", item is null ? "" : GovernanceModel.NameOf(item), last.After ?? ""].Value,
            item is null ? null : ShowModel.AddressOf(item),
            dates.Show(last.At),
            last.At.ToString("O", CultureInfo.InvariantCulture),
            last is { DecisionReference: { } reference, DecidedOn: { } day } ? texts["ByDecision", reference, dates.Show(day)].Value : null,
            texts[$"By{last.Actor}"],
            [
                .. act.Where(change => change.Field is not null).Select(change => say.Change(change.Field!.Value, change.Before, change.After)),
                .. act.Where(change => change.Kind == ModelChangeKind.Reordered).Select(change => new FieldChangeView(texts["FieldOrder"], InLine(change.Before), InLine(change.After))),
            ]);
    }

    /// <summary>What was done to one item, or to the order of all of a kind, at once.</summary>
    private sealed record Act(DateTimeOffset At, ItemKind Kind, Guid? Item);

    private static string? InLine(string? names) => names?.Replace("\n", ", ", StringComparison.Ordinal);
}
