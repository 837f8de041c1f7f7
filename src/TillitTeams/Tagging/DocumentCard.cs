using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <param name="Title">Null when SharePoint did not say in time: then nothing is told of the document.</param>
/// <param name="CanLink">There is a dialog to link it in.</param>
internal sealed record DocumentNotice(
    string? Title, string Place, IReadOnlyList<string> Goals, IReadOnlyList<string> Principles, string Url, bool CanLink);

/// <summary>What a document in SharePoint has to do with the goals, where its link is pasted or it is searched for.</summary>
internal static class DocumentCard
{
    public static AdaptiveCard Build(DocumentNotice notice, IStringLocalizer<TaggingTexts> texts) => new()
    {
        Version = AdaptiveCard.Unfurled,
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = notice.Title ?? texts["TheDocument"],
        Body = notice.Title is { } title
            ?
            [
                new RichTextBlock([new TextRun(title) { Weight = CardTextWeight.Bolder }]),
                .. notice.Place.Length > 0
                    ? [new RichTextBlock([new TextRun(notice.Place) { IsSubtle = true, Size = CardTextSize.Small }]) { Spacing = CardSpacing.Small }]
                    : (CardElement[])[],
                .. notice.Goals.Count + notice.Principles.Count > 0
                    ? TagLines.Build(notice.Goals, notice.Principles, texts)
                    : [new TextBlock(texts["NotLinkedYet"]) { IsSubtle = true }],
            ]
            : [new TextBlock(texts["TheDocument"])],
        Actions =
        [
            .. notice.CanLink ? [DocumentDialogs.ButtonOnPosted(texts["DialogTitle"], notice.Url)] : (CardAction[])[],
            new OpenUrlAction(texts["OpenDocument"], notice.Url),
        ],
    };
}
