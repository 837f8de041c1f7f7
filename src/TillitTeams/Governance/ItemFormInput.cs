using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <param name="Kind"><c>goal</c> or <c>principle</c>.</param>
/// <param name="Code">Without it, a new one.</param>
internal sealed record ItemAddress(string? Kind, string? Code);

/// <summary>What the form sends.</summary>
/// <param name="Code">Null for a new one.</param>
/// <param name="Version">The item's, when the form was filled in.</param>
/// <param name="Opened">What the form was filled in with.</param>
/// <param name="Knows">The days that the person was told leave links outside; see <see cref="DaysOf"/>.</param>
internal sealed record ItemFormInput(ItemKind Kind, string? Code, Guid Version, ItemDraft Opened, ItemDraft Filled, string? Knows)
{
    private const string OpenedPrefix = "was";

    public static ItemFormInput Read(IFormCollection form)
    {
        var opened = ItemDraft.From(field => ItemDraft.Tidy(field, form[OpenedName(field)]));
        return new ItemFormInput(
            ShowModel.KindOf(form["kind"]),
            form["code"].ToString() is { Length: > 0 } code ? code : null,
            Guid.TryParse(form["version"], out var version) ? version : Guid.Empty,
            opened,
            // A field that the form does not have stays as it was.
            ItemDraft.From(field => form.ContainsKey(field.ToString()) ? ItemDraft.Tidy(field, form[field.ToString()]) : opened[field]),
            form["knows"]);
    }

    public static string OpenedName(ModelField field) => OpenedPrefix + field;

    public static string DaysOf(ItemDraft draft) => $"{draft[ModelField.ValidFrom]}/{draft[ModelField.ValidTo]}";
}

/// <param name="Code">Null for a new one.</param>
/// <param name="Name">As it is stored.</param>
/// <param name="Fields">What stands in each field.</param>
/// <param name="Opened">What the form was filled in with.</param>
/// <param name="Problem">Key of what stands in the way.</param>
/// <param name="Taken">Fields that somebody else changed meanwhile, and that stand here as they left them.</param>
/// <param name="Knows"><see cref="ItemFormInput.DaysOf"/>, once the person was told.</param>
public sealed record ItemFormView(
    ItemKind Kind,
    string? Code,
    string? Name,
    Guid Version,
    IReadOnlyDictionary<ModelField, ItemFieldView> Fields,
    IReadOnlyDictionary<ModelField, string> Opened,
    string? Problem,
    IReadOnlyList<ModelField> Taken,
    string? Knows)
{
    /// <summary>An end is asked for where there is one to change; to end something is an act of its own.</summary>
    public bool HasEnd => Opened[ModelField.ValidTo].Length > 0 || Fields[ModelField.ValidTo].Text.Length > 0;
}

/// <param name="Problem">Key of what is wrong with it.</param>
/// <param name="Theirs">What somebody else wrote in the same field; empty when they emptied it.</param>
public sealed record ItemFieldView(string Text, string? Problem, string? Theirs);
