using System.Globalization;
using Microsoft.Extensions.Localization;

namespace TillitTeams.Teams;

/// <summary>What the app is for, and where to find it.</summary>
public static class HelloCard
{
    public const string StartDigestVerb = "digest.start";

    /// <param name="tabUrl">Where the goals are.</param>
    /// <param name="offersDigest">Whether a weekly letter can be had here by one press.</param>
    /// <param name="texts">What it says.</param>
    public static AdaptiveCard Build(string tabUrl, bool offersDigest, IStringLocalizer<TeamsTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["HelloHow"],
        Body =
        [
            new TextBlock(texts["HelloTitle"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder },
            new TextBlock(texts["HelloHow"]),
            .. offersDigest ? [new TextBlock(texts["HelloDigest"])] : Array.Empty<CardElement>(),
        ],
        Actions =
        [
            new OpenUrlAction(texts["OpenTab"], tabUrl),
            .. offersDigest ? [new ExecuteAction(texts["StartDigest"], StartDigestVerb, [])] : Array.Empty<CardAction>(),
        ],
    };
}
