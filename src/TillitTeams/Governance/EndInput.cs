using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <summary>What the form sends by which something ends.</summary>
/// <param name="LastDay">As it was typed where it is no day; the same for <paramref name="DecidedOn"/>.</param>
/// <param name="Into">Code of what it is merged into; null when it only ends.</param>
/// <param name="LinksFollow">What is linked to it is linked to <paramref name="Into"/> instead.</param>
internal sealed record EndInput(ItemKind Kind, string? Code, Guid Version, string LastDay, string Reference, string DecidedOn, string? Into, bool LinksFollow)
{
    public EndDecision Decision => new(Reference, ItemDraft.DayIn(DecidedOn)!.Value);

    public static EndInput Read(IFormCollection form) => new(
        ShowModel.KindOf(form["kind"]),
        form["code"],
        Guid.TryParse(form["version"], out var version) ? version : Guid.Empty,
        ItemDraft.Tidy(ModelField.ValidTo, form["lastDay"]),
        ItemDraft.Tidy(ModelField.DecisionReference, form["reference"]),
        ItemDraft.Tidy(ModelField.DecidedOn, form["decidedOn"]),
        form["into"].ToString() is { Length: > 0 } into ? into : null,
        form["links"] == "follow");
}

/// <param name="Others">What it can be merged into: those of its kind that are in force.</param>
/// <param name="Problems">Keys, by the field's name in the form.</param>
public sealed record EndFormView(
    ItemKind Kind,
    string Code,
    string Name,
    Guid Version,
    string LastDay,
    string Reference,
    string DecidedOn,
    string? Into,
    bool LinksFollow,
    IReadOnlyList<EndChoiceView> Others,
    IReadOnlyDictionary<string, string> Problems);

public sealed record EndChoiceView(string Code, string Name);

/// <param name="Sentences">Keys of what will happen, in plain words.</param>
/// <param name="Into">Name of what it is merged into.</param>
/// <param name="IsChanged">Somebody changed it since the form was filled in.</param>
public sealed record EndConfirmView(EndFormView Form, IReadOnlyList<string> Sentences, string LastDay, string DecidedOn, string? Into, bool IsChanged);
