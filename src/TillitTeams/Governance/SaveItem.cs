using Microsoft.Extensions.Localization;
using TillitTeams.Governance.Pages;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

using SaveResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ItemFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Governance.Pages.ModelPage>>;

namespace TillitTeams.Governance;

/// <summary>
/// A governance lead adds a goal or a principle, or changes one. Whoever saves second sees what the first one changed
/// before anything of it is written over.
/// </summary>
internal sealed class SaveItem(TillitDb db, ReadModel read, NoteChanges note, ShowModel show, SavedItem check)
{
    public async Task<SaveResults> SaveAsync(ItemFormInput input, CancellationToken cancellationToken)
    {
        var (form, said) = await db.SaveMergedAsync(token => TryAsync(input, token), cancellationToken);
        return form is not null ? OpenItemForm.Form(form)
            : said is not null ? await show.ShowAsync(canChange: true, cancellationToken, said: said)
            : await show.ShowAsync(canChange: true, cancellationToken, problem: "ProblemUnknown");
    }

    private async Task<(ItemFormView? Form, string? Said)> TryAsync(ItemFormInput input, CancellationToken cancellationToken)
    {
        var items = (await read.ReadAsync(cancellationToken)).Of(input.Kind);
        var item = input.Code is null ? null : items.FirstOrDefault(known => known.Code == input.Code);
        if (item is null && input.Code is not null)
        {
            return (null, null);
        }

        if (await check.FindAsync(input, item, items, cancellationToken) is { } problem)
        {
            return (problem, null);
        }

        if (item is null)
        {
            item = Add(input.Kind, NameCode.Of(input.Filled[ModelField.NameSv], ShowModel.KindName(input.Kind), [.. items.Select(other => other.Code)]), items, input.Filled);
            note.Added(item, ModelActor.Steward);
        }
        else if (ItemDraft.Of(item) is var before && input.Filled.DifferencesFrom(before).Count > 0)
        {
            input.Filled.WriteTo(item);
            note.Changed(item, before, input.Filled, ModelActor.Steward);
        }

        await db.SaveChangesAsync(cancellationToken);
        return (null, check.Said(item, isNew: input.Code is null));
    }

    private GovernanceItem Add(ItemKind kind, string code, IReadOnlyList<GovernanceItem> others, ItemDraft draft)
    {
        var item = NewItem.Of(kind, db.TenantId, code, others.Select(other => other.Order + 1).DefaultIfEmpty().Max());
        draft.WriteTo(item);
        db.Add(item);
        return item;
    }
}

/// <summary>What is said of an item that somebody saves: that it cannot be yet and why, or that it is.</summary>
internal sealed class SavedItem(FindLinksOutside outside, MunicipalityDates dates, IStringLocalizer<GovernanceTexts> texts)
{
    /// <returns>The form once more; null when nothing stands in the way.</returns>
    public async Task<ItemFormView?> FindAsync(ItemFormInput input, GovernanceItem? item, IReadOnlyList<GovernanceItem> items, CancellationToken cancellationToken)
    {
        if (item is not null && item.Version != input.Version)
        {
            return Meet(input, item);
        }

        var problems = CheckItem.Find(input.Filled, items.Where(other => other != item), dates.Today);
        if (problems.Count > 0)
        {
            return OpenItemForm.Describe(input.Kind, item, input.Filled, input.Opened, "ProblemLookOver", problems, knows: input.Knows);
        }

        var days = ItemFormInput.DaysOf(input.Filled);
        return item is not null && input.Knows != days
            && await outside.AnyAsync(item, ItemDraft.DayIn(input.Filled[ModelField.ValidFrom])!.Value, ItemDraft.DayIn(input.Filled[ModelField.ValidTo]), cancellationToken)
            ? OpenItemForm.Describe(input.Kind, item, input.Filled, input.Opened, $"WarnLinksOutside{input.Kind}", problems, knows: days)
            : null;
    }

    public string Said(GovernanceItem item, bool isNew) => texts[isNew ? "SaidAdded" : "SaidSaved", GovernanceModel.NameOf(item)];

    /// <summary>What only one of the two changed stands as they left it; where both wrote, mine stands, with theirs beside it.</summary>
    private static ItemFormView Meet(ItemFormInput input, GovernanceItem item)
    {
        var stored = ItemDraft.Of(item);
        var mine = input.Filled.DifferencesFrom(input.Opened).ToHashSet();
        var theirs = stored.DifferencesFrom(input.Opened);
        return OpenItemForm.Describe(
            input.Kind,
            item,
            ItemDraft.From(field => mine.Contains(field) ? input.Filled[field] : stored[field]),
            stored,
            "ProblemChanged",
            new Dictionary<ModelField, string>(),
            theirs.Where(field => mine.Contains(field) && stored[field] != input.Filled[field]).ToDictionary(field => field, field => stored[field]),
            [.. theirs.Where(field => !mine.Contains(field))]);
    }
}

internal static class NewItem
{
    public static GovernanceItem Of(ItemKind kind, Guid tenant, string code, int order)
    {
        var nothing = new LocalText("", "");
        return kind == ItemKind.Goal
            ? new Goal { Id = Guid.CreateVersion7(), TenantId = tenant, Code = code, Name = nothing, Description = nothing, DecisionReference = "", Order = order }
            : new Principle { Id = Guid.CreateVersion7(), TenantId = tenant, Code = code, Name = nothing, Description = nothing, DecisionReference = "", Order = order };
    }
}
