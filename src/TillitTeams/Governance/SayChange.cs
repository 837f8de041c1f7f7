using Microsoft.Extensions.Localization;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance;

/// <param name="Field">What it is called.</param>
/// <param name="Before">Null when nothing stood there.</param>
/// <param name="After">Null when nothing stands there now.</param>
public sealed record FieldChangeView(string Field, string? Before, string? After);

/// <summary>Puts what a field says into the words of the viewer's language.</summary>
internal sealed class SayChange(MunicipalityDates dates, IStringLocalizer<GovernanceTexts> texts)
{
    public FieldChangeView Change(ModelField field, string? before, string? after) => new(texts[$"Field{field}"], Say(field, before), Say(field, after));

    private string? Say(ModelField field, string? text) => field switch
    {
        _ when string.IsNullOrEmpty(text) => null,
        ModelField.DecidedOn or ModelField.ValidFrom or ModelField.ValidTo => ItemDraft.DayIn(text) is { } day ? dates.Show(day) : text,
        ModelField.Colour => texts[$"Colour{text}"],
        ModelField.Icon => texts[$"Icon{text}"],
        _ => text,
    };
}
