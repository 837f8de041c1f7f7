using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>Follows on a document's form, and leads back to the conversation that it was opened from.</summary>
internal static class DocumentDoneCard
{
    public const string BackVerb = "linkToGoal.open";

    public static AdaptiveCard Build(bool withMessage, IStringLocalizer<TaggingTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["DocumentDone"],
        Body =
        [
            new TextBlock(texts["DocumentDone"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder, Size = CardTextSize.Medium },
            .. withMessage ? [new TextBlock(texts["DocumentDoneMessage"])] : (CardElement[])[],
        ],
        Actions = withMessage ? [new SubmitAction(texts["LinkConversation"], new JsonObject { ["verb"] = BackVerb })] : null,
    };
}
