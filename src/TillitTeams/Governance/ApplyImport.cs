using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Governance;

/// <summary>Makes the stored model say what a plan says; it is saved by whoever planned.</summary>
internal sealed class ApplyImport(TillitDb db, NoteChanges note)
{
    public void Apply(ImportPlan plan, GovernanceModel model, ModelActor actor)
    {
        var known = new Dictionary<ItemKind, List<GovernanceItem>> { [ItemKind.Goal] = [.. model.Goals], [ItemKind.Principle] = [.. model.Principles] };
        foreach (var planned in plan.Items)
        {
            var item = planned.Item;
            if (item is null)
            {
                item = NewItem.Of(planned.Kind, db.TenantId, planned.Code, known[planned.Kind].Count);
                known[planned.Kind].Add(item);
                db.Add(item);
            }

            planned.After.WriteTo(item);
            if (planned.Before is { } before)
            {
                note.Changed(item, before, planned.After, actor);
            }
            else
            {
                note.Added(item, actor);
            }
        }

        foreach (var (kind, codes) in plan.Orders)
        {
            var ordered = codes.Select(code => known[kind].Find(item => item.Code == code)!).ToList();
            ReorderModel.Place(ordered);
            // What is only longer than before stands in no other order.
            if (!ordered.Where(item => model.Of(kind).Contains(item)).SequenceEqual(model.Of(kind)))
            {
                note.Reordered(model.Of(kind), ordered, actor);
            }
        }
    }
}
