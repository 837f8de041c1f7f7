using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <param name="Item">Null when it is new.</param>
/// <param name="Before">What it says now; null when it is new.</param>
internal sealed record PlannedItem(ItemKind Kind, string Code, GovernanceItem? Item, ItemDraft? Before, ItemDraft After);

/// <param name="Items">Those that a file adds or changes.</param>
/// <param name="Orders">For each kind that comes in another order, the codes as they shall stand.</param>
internal sealed record ImportPlan(IReadOnlyList<PlannedItem> Items, IReadOnlyDictionary<ItemKind, IReadOnlyList<string>> Orders)
{
    public bool IsNothing => Items.Count == 0 && Orders.Count == 0;
}

/// <summary>
/// What a file would change. Whatever it does not name is left as it is, and so is the end, the colour and the icon of
/// what it names without saying them.
/// </summary>
internal static class PlanImport
{
    public static ImportPlan Of(ModelFile file, GovernanceModel model)
    {
        var orders = new Dictionary<ItemKind, IReadOnlyList<string>>();
        var items = new List<PlannedItem>();
        foreach (var (kind, named) in new[] { (ItemKind.Goal, file.Goals), (ItemKind.Principle, file.Principles) })
        {
            var known = model.Of(kind);
            items.AddRange(named.Select((item, at) => Plan(kind, item, item.Decision ?? file.Decision, at, model.Find(kind, item.Code))).Where(ChangesSomething));
            var before = known.Select(item => item.Code).ToList();
            if (Order(before, [.. named.Select(item => item.Code)]) is var after && !after.SequenceEqual(before, StringComparer.Ordinal))
            {
                orders[kind] = after;
            }
        }

        return new ImportPlan(items, orders);
    }

    /// <summary>
    /// What the file names takes the places that it has among the rest, in the file's order. What is new comes after what
    /// it comes after in the file.
    /// </summary>
    public static IReadOnlyList<string> Order(IReadOnlyList<string> known, IReadOnlyList<string> named)
    {
        var next = new Queue<string>(named.Where(known.Contains));
        var ordered = known.Select(code => named.Contains(code) ? next.Dequeue() : code).ToList();
        for (var at = 0; at < named.Count; at++)
        {
            if (!ordered.Contains(named[at]))
            {
                ordered.Insert(at == 0 ? 0 : ordered.IndexOf(named[at - 1]) + 1, named[at]);
            }
        }

        return ordered;
    }

    private static bool ChangesSomething(PlannedItem item) => item.Before is null || item.After.DifferencesFrom(item.Before).Count > 0;

    private static PlannedItem Plan(ItemKind kind, ModelFile.Item named, ModelFile.CouncilDecision decision, int at, GovernanceItem? item)
    {
        var before = item is null ? null : ItemDraft.Of(item);
        var usual = ItemLook.Usual(kind, at);
        return new PlannedItem(kind, named.Code, item, before, ItemDraft.From(field => field switch
        {
            ModelField.NameSv => ItemDraft.Tidy(field, named.Name.Sv),
            ModelField.NameEn => ItemDraft.Tidy(field, named.Name.En),
            ModelField.DescriptionSv => ItemDraft.Tidy(field, named.Description.Sv),
            ModelField.DescriptionEn => ItemDraft.Tidy(field, named.Description.En),
            ModelField.DecisionReference => ItemDraft.Tidy(field, decision.Reference),
            ModelField.DecidedOn => ItemDraft.TextOf(decision.DecidedOn),
            ModelField.ValidFrom => ItemDraft.TextOf(decision.ValidFrom),
            ModelField.ValidTo => named.ValidTo is { } last ? ItemDraft.TextOf(last) : before?[field] ?? "",
            ModelField.Colour => (named.Colour?.ToString() ?? before?[field]) ?? usual.Colour.ToString(),
            _ => (named.Icon?.ToString() ?? before?[field]) ?? usual.Icon.ToString(),
        }));
    }
}
