using System.Globalization;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Governance;

/// <summary>
/// What somebody can write of a goal or a principle, each field as text: a day as <c>2026-12-31</c>, or as it was typed
/// when it is none, a colour or an icon by its name, and nothing where nothing is said.
/// </summary>
internal sealed class ItemDraft(IReadOnlyDictionary<ModelField, string> texts)
{
    private static readonly string[] DayFormats = ["yyyy-MM-dd", "yyyyMMdd", "d MMMM yyyy", "d MMM yyyy", "d/M yyyy", "d.M.yyyy"];

    public static IReadOnlyList<ModelField> Fields { get; } = Enum.GetValues<ModelField>();

    public string this[ModelField field] => texts[field];

    public static ItemDraft Of(GovernanceItem item) => From(field => field switch
    {
        ModelField.NameSv => item.Name.Sv,
        ModelField.NameEn => item.Name.En,
        ModelField.DescriptionSv => item.Description.Sv,
        ModelField.DescriptionEn => item.Description.En,
        ModelField.DecisionReference => item.DecisionReference,
        ModelField.DecidedOn => TextOf(item.DecidedOn),
        ModelField.ValidFrom => TextOf(item.ValidFrom),
        ModelField.ValidTo => item.ValidTo is { } last ? TextOf(last) : "",
        ModelField.Colour => item.Colour.ToString(),
        _ => item.Icon.ToString(),
    });

    public static ItemDraft From(Func<ModelField, string> textOf) => new(Fields.ToDictionary(field => field, textOf));

    /// <summary>As it is kept: names in one line, days in one way of writing them.</summary>
    public static string Tidy(ModelField field, string? text) => field switch
    {
        ModelField.NameSv or ModelField.NameEn or ModelField.DecisionReference => Excerpt.OneLine(text),
        ModelField.DecidedOn or ModelField.ValidFrom or ModelField.ValidTo => DayIn(text) is { } day ? TextOf(day) : text?.Trim() ?? "",
        _ => text?.ReplaceLineEndings("\n").Trim() ?? "",
    };

    public static DateOnly? DayIn(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), DayFormats, CultureInfo.CurrentCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and < 2200 ? day : null;

    public static string TextOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public ItemDraft With(ModelField field, string text) => From(each => each == field ? text : texts[each]);

    public IReadOnlyList<ModelField> DifferencesFrom(ItemDraft other) => [.. Fields.Where(field => texts[field] != other[field])];

    /// <summary>Once it has been looked over.</summary>
    public void WriteTo(GovernanceItem item)
    {
        item.Name = new LocalText(texts[ModelField.NameSv], texts[ModelField.NameEn]);
        item.Description = new LocalText(texts[ModelField.DescriptionSv], texts[ModelField.DescriptionEn]);
        item.DecisionReference = texts[ModelField.DecisionReference];
        item.DecidedOn = DayIn(texts[ModelField.DecidedOn])!.Value;
        item.ValidFrom = DayIn(texts[ModelField.ValidFrom])!.Value;
        item.ValidTo = DayIn(texts[ModelField.ValidTo]);
        item.Colour = Enum.Parse<ItemColour>(texts[ModelField.Colour]);
        item.Icon = Enum.Parse<ItemIcon>(texts[ModelField.Icon]);
        item.Version = Guid.NewGuid();
        if (item.ValidTo is null)
        {
            item.MergedIntoId = null;
        }
    }
}
