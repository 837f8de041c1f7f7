using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <param name="From">Where they said it.</param>
internal sealed record OfferNotice(string By, string? From, string Title, string Support, string PageUrl);

/// <summary>Tells the contact, in a chat of their own, that somebody can help.</summary>
internal static class OfferCard
{
    private const int MostCharacters = 400;

    public static AdaptiveCard Build(OfferNotice notice, IStringLocalizer<InitiativeCardTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["OfferSummary", notice.By, notice.Title],
        Body =
        [
            new RichTextBlock([new TextRun(texts["OfferHeading", Excerpt.Cut(notice.By, 120)]) { Weight = CardTextWeight.Bolder, Size = CardTextSize.Medium }]),
            .. notice.From is { } from
                ? [new RichTextBlock([new TextRun(Excerpt.Cut(from, 120)) { IsSubtle = true, Size = CardTextSize.Small }]) { Spacing = CardSpacing.Small }]
                : (CardElement[])[],
            new Container(
            [
                new RichTextBlock([new TextRun(notice.Title) { Weight = CardTextWeight.Bolder }]),
                new RichTextBlock(Excerpt.Cut(notice.Support, MostCharacters)) { Spacing = CardSpacing.Small },
            ])
            {
                Style = CardContainerStyle.Emphasis,
                Spacing = CardSpacing.Medium,
            },
            new TextBlock(texts["OfferNext"]) { Spacing = CardSpacing.Medium },
        ],
        Actions = [new OpenUrlAction(texts["Open"], notice.PageUrl)],
        Teams = TeamsCardOptions.FullWidth,
    };
}
