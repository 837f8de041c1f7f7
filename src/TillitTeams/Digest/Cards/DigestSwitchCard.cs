using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Teams;

namespace TillitTeams.Digest.Cards;

/// <param name="IsOn">Whether letters come here.</param>
/// <param name="When">The day and the time, as they are said.</param>
/// <param name="SettingsUrl">Where more can be chosen.</param>
internal sealed record DigestSwitch(bool IsOn, string? When, string SettingsUrl);

/// <summary>Says whether the channel gets letters, and turns them on or off.</summary>
internal static class DigestSwitchCard
{
    public static AdaptiveCard Build(DigestSwitch state, IStringLocalizer<DigestTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["SwitchFallback"],
        Body =
        [
            new TextBlock(texts["Title"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder },
            new TextBlock(state.IsOn ? texts["SwitchOn", state.When ?? ""] : texts["SwitchOff"]),
        ],
        Actions =
        [
            state.IsOn ? new ExecuteAction(texts["Stop"], DigestCard.StopVerb, []) : new ExecuteAction(texts["Start"], HelloCard.StartDigestVerb, []),
            new OpenUrlAction(texts["Change"], state.SettingsUrl),
        ],
    };
}
