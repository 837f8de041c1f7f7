using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Initiatives.Form;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <summary>Follows on the form in the dialog of a message.</summary>
internal static class StartedCard
{
    /// <param name="pageUrl">Null where it is not known what came of the form.</param>
    /// <param name="texts">The form's.</param>
    public static AdaptiveCard Build(string? pageUrl, IStringLocalizer<InitiativeFormTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["Started"],
        Body =
        [
            new TextBlock(texts["Started"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder, Size = CardTextSize.Medium },
            new TextBlock(texts["StartedNext"]),
        ],
        Actions = pageUrl is null ? null : [new OpenUrlAction(texts["Open"], pageUrl)],
    };
}
