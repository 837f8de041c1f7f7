using System.Globalization;
using Microsoft.Extensions.Localization;

namespace TillitTeams.Teams;

/// <summary>What the app is for, and where to find it.</summary>
internal static class HelloCard
{
    public static AdaptiveCard Build(string tabUrl, IStringLocalizer<TeamsTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["HelloHow"],
        Body =
        [
            new TextBlock(texts["HelloTitle"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder },
            new TextBlock(texts["HelloHow"]),
        ],
        Actions = [new OpenUrlAction(texts["OpenTab"], tabUrl)],
    };
}
