using Microsoft.Extensions.Localization;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <param name="Mark">Of the model that the preview is made of.</param>
/// <param name="Ends">Whether it comes to an end.</param>
/// <param name="LeavesOutside">Something was linked to it on days that its new ones leave out.</param>
public sealed record ImportConfirmView(
    string Text, string Mark, IReadOnlyList<PlannedItemView> Added, IReadOnlyList<PlannedItemView> Changed, IReadOnlyList<OrderedView> Orders, bool LeavesOut, bool HasInitiatives, bool IsChanged);

/// <inheritdoc cref="ImportConfirmView"/>
public sealed record PlannedItemView(ItemKind Kind, string Name, IReadOnlyList<FieldChangeView> Changes, string? Ends, bool LeavesOutside);

public sealed record OrderedView(ItemKind Kind, IReadOnlyList<string> Names);

/// <summary>What a file would change, in words.</summary>
internal sealed class DescribeImport(SayChange say, FindLinksOutside outside, MunicipalityDates dates, IStringLocalizer<GovernanceTexts> texts)
{
    public string Said => texts["SaidImported"];

    /// <summary>What no line of the file is to blame for by itself: two that would have one name, or an end that is stored and before a new beginning.</summary>
    public string? ProblemIn(ImportPlan plan, GovernanceModel model)
    {
        if (plan.Items.FirstOrDefault(item => ItemDraft.DayIn(item.After[ModelField.ValidTo]) < ItemDraft.DayIn(item.After[ModelField.ValidFrom])) is { } early)
        {
            return $"{early.After[ModelField.NameSv]}: {texts["ProblemEndsBeforeItBegins"]}";
        }

        foreach (var kind in Enum.GetValues<ItemKind>())
        {
            var planned = plan.Items.Where(item => item.Kind == kind).ToDictionary(item => item.Code, item => item.After, StringComparer.Ordinal);
            var twice = model.Of(kind).Where(item => !planned.ContainsKey(item.Code)).Select(ItemDraft.Of).Concat(planned.Values)
                .Where(item => ItemDraft.DayIn(item[ModelField.ValidTo]) is not { } last || last >= dates.Today)
                .GroupBy(item => item[ModelField.NameSv], StringComparer.OrdinalIgnoreCase)
                .FirstOrDefault(same => same.Count() > 1);
            if (twice is not null)
            {
                return texts[$"ProblemNameTwice{kind}", twice.Key];
            }
        }

        return null;
    }

    public async Task<ImportConfirmView> DescribeAsync(
        string text, ModelFile file, ImportPlan plan, GovernanceModel model, bool isChanged, CancellationToken cancellationToken)
    {
        var views = new List<(bool IsNew, PlannedItemView View)>();
        foreach (var planned in plan.Items)
        {
            views.Add((planned.Item is null, await DescribeAsync(planned, cancellationToken)));
        }

        var named = file.Goals.Select(item => (ItemKind.Goal, item.Code)).Concat(file.Principles.Select(item => (ItemKind.Principle, item.Code))).ToHashSet();
        return new ImportConfirmView(
            text,
            model.Mark(),
            [.. views.Where(item => item.IsNew).Select(item => item.View)],
            [.. views.Where(item => !item.IsNew).Select(item => item.View)],
            [.. plan.Orders.Select(order => new OrderedView(order.Key, [.. order.Value.Select(code => NameOf(order.Key, code, plan, model))]))],
            model.Goals.Concat(model.Principles).Any(item => !named.Contains((item.Kind, item.Code))),
            file.Initiatives is { Count: > 0 },
            isChanged);
    }

    private async Task<PlannedItemView> DescribeAsync(PlannedItem planned, CancellationToken cancellationToken)
    {
        var last = ItemDraft.DayIn(planned.After[ModelField.ValidTo]);
        return new PlannedItemView(
            planned.Kind,
            planned.Item is null ? planned.After[ModelField.NameSv] : GovernanceModel.NameOf(planned.Item),
            [
                .. planned.Before is { } before
                    ? planned.After.DifferencesFrom(before).Select(field => say.Change(field, before[field], planned.After[field]))
                    : ItemDraft.Fields.Where(field => planned.After[field].Length > 0).Select(field => say.Change(field, null, planned.After[field])),
            ],
            last is { } day && planned.Before?[ModelField.ValidTo] != planned.After[ModelField.ValidTo] ? dates.Show(day) : null,
            planned.Item is not null && await outside.AnyAsync(planned.Item, ItemDraft.DayIn(planned.After[ModelField.ValidFrom])!.Value, last, cancellationToken));
    }

    private static string NameOf(ItemKind kind, string code, ImportPlan plan, GovernanceModel model) =>
        model.Find(kind, code) is { } item ? GovernanceModel.NameOf(item) : plan.Items.First(planned => planned.Kind == kind && planned.Code == code).After[ModelField.NameSv];
}
