using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>A goal or a principle whose page is linked to: the council's words, which are everybody's.</summary>
internal static class GoalCard
{
    public static AdaptiveCard Build(GovernanceItem item, string tabUrl, IStringLocalizer<TaggingTexts> texts) => new()
    {
        Version = AdaptiveCard.Unfurled,
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = item.Name.In(CultureInfo.CurrentUICulture),
        Body =
        [
            new RichTextBlock([new TextRun($"{texts[item is Goal ? "Goal" : "Principle"]}: {item.Name.In(CultureInfo.CurrentUICulture)}") { Weight = CardTextWeight.Bolder }]),
            new RichTextBlock(item.Description.In(CultureInfo.CurrentUICulture)),
            new RichTextBlock([new TextRun(item.DecisionReference) { IsSubtle = true, Size = CardTextSize.Small }]) { Spacing = CardSpacing.Small },
        ],
        Actions = [new OpenUrlAction(texts["ShowInTab"], tabUrl)],
    };
}
