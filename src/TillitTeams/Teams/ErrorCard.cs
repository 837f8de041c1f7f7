using System.Globalization;
using Microsoft.Extensions.Localization;

namespace TillitTeams.Teams;

/// <summary>Says what went wrong in plain words, and what to quote when asking for help.</summary>
internal static class ErrorCard
{
    public static AdaptiveCard Build(string sentence, string reference, IStringLocalizer<TeamsTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = $"{sentence} {texts["Reference", reference]}",
        Body =
        [
            new TextBlock(texts["ErrorTitle"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder, Size = CardTextSize.Medium },
            new TextBlock(sentence),
            new TextBlock(texts["Reference", reference]) { IsSubtle = true, Size = CardTextSize.Small },
        ],
    };
}
