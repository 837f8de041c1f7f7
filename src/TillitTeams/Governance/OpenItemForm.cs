using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Governance.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;

using OpenResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ItemFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ModelPage>>;

namespace TillitTeams.Governance;

/// <summary>A governance lead opens a goal or a principle to change it, or to add one.</summary>
internal sealed class OpenItemForm(ReadModel read, ShowModel show, MunicipalityDates dates)
{
    public async Task<OpenResults> OpenAsync(ItemAddress address, CancellationToken cancellationToken)
    {
        var kind = ShowModel.KindOf(address.Kind);
        var model = await read.ReadAsync(cancellationToken);
        if (string.IsNullOrEmpty(address.Code))
        {
            return Form(Opened(kind, null, New(kind, model.Of(kind))));
        }

        return model.Find(kind, address.Code) is { } item
            ? Form(Opened(kind, item, ItemDraft.Of(item)))
            : await show.ShowAsync(canChange: true, cancellationToken, problem: "ProblemUnknown");
    }

    public static RazorComponentResult<ItemFormPage> Form(ItemFormView view) => new(new { Model = view });

    private static ItemFormView Opened(ItemKind kind, GovernanceItem? item, ItemDraft draft) =>
        Describe(kind, item, draft, draft, problem: null, new Dictionary<ModelField, string>());

    /// <param name="kind">What it is.</param>
    /// <param name="item">Null for a new one.</param>
    /// <param name="draft">What stands in the form.</param>
    /// <param name="opened">What it is compared with when it is saved.</param>
    /// <param name="problem">Key of what stands in the way.</param>
    /// <param name="problems">The same by field.</param>
    /// <param name="theirs">What somebody else wrote in the same fields.</param>
    /// <param name="taken">What else they changed.</param>
    /// <param name="knows">See <see cref="ItemFormInput.Knows"/>.</param>
    public static ItemFormView Describe(
        ItemKind kind,
        GovernanceItem? item,
        ItemDraft draft,
        ItemDraft opened,
        string? problem,
        IReadOnlyDictionary<ModelField, string> problems,
        IReadOnlyDictionary<ModelField, string>? theirs = null,
        IReadOnlyList<ModelField>? taken = null,
        string? knows = null) => new(
            kind,
            item?.Code,
            item is null ? null : GovernanceModel.NameOf(item),
            item?.Version ?? Guid.Empty,
            ItemDraft.Fields.ToDictionary(
                field => field,
                field => new ItemFieldView(draft[field], problems.GetValueOrDefault(field), theirs?.GetValueOrDefault(field))),
            ItemDraft.Fields.ToDictionary(field => field, field => opened[field]),
            problem,
            taken ?? [],
            knows);

    /// <summary>The first look that no other of its kind has, and today.</summary>
    private ItemDraft New(ItemKind kind, IReadOnlyList<GovernanceItem> others)
    {
        var usual = ItemLook.Usual(kind, others.Count);
        var colour = kind == ItemKind.Principle ? usual.Colour : FirstFree(others.Select(other => other.Colour), ItemColour.Indigo, usual.Colour);
        var icon = kind == ItemKind.Principle ? usual.Icon : FirstFree(others.Select(other => other.Icon), ItemIcon.Compass, usual.Icon);
        return ItemDraft.From(field => field switch
        {
            ModelField.ValidFrom => ItemDraft.TextOf(dates.Today),
            ModelField.Colour => colour.ToString(),
            ModelField.Icon => icon.ToString(),
            _ => "",
        });
    }

    private static T FirstFree<T>(IEnumerable<T> used, T principles, T usual)
        where T : struct, Enum =>
        Enum.GetValues<T>().Except(used.Append(principles)).Cast<T?>().FirstOrDefault() ?? usual;
}
