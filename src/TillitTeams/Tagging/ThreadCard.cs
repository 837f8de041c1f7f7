using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <param name="Title">The message's, in a chat; a reply in a channel's thread needs none.</param>
internal sealed record ThreadNotice(
    Guid LinkId, string By, string? Title, IReadOnlyList<string> Goals, IReadOnlyList<string> Principles, string? Why, string GoalUrl);

/// <summary>
/// Tells those in the conversation. It asks for its present state when it is shown, so that it does not
/// go on telling of a link that has been changed or taken away.
/// </summary>
internal static class ThreadCard
{
    public const string RefreshVerb = "linkToGoal.refresh";

    public static AdaptiveCard Build(ThreadNotice notice, IStringLocalizer<TaggingTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["ThreadSummary"],
        Body =
        [
            new RichTextBlock([new TextRun(texts["ThreadHeading", notice.By]) { Weight = CardTextWeight.Bolder }]),
            .. notice.Title is { } title ? [new RichTextBlock([new TextRun(title) { IsSubtle = true }])] : (CardElement[])[],
            .. TagLines.Build(notice.Goals, notice.Principles, texts),
            .. notice.Why is { } why ? [BuildWhy(why, texts)] : (CardElement[])[],
        ],
        Actions = [new OpenUrlAction(texts["ShowInTab"], notice.GoalUrl)],
        Refresh = new CardRefresh(new ExecuteAction(texts["Refresh"], RefreshVerb, Data(notice))),
        Teams = TeamsCardOptions.FullWidth,
    };

    /// <summary>What stands in its place when the link is gone.</summary>
    public static AdaptiveCard BuildRemoved(IStringLocalizer<TaggingTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["ThreadRemoved"],
        Body = [new TextBlock(texts["ThreadRemoved"]) { IsSubtle = true }],
    };

    private static Container BuildWhy(string why, IStringLocalizer<TaggingTexts> texts) =>
        new([
            new TextBlock(texts["ForResidents"]) { IsSubtle = true, Size = CardTextSize.Small },
            new RichTextBlock([new TextRun(why)]) { Spacing = CardSpacing.Small },
        ])
        {
            Style = CardContainerStyle.Emphasis,
        };

    private static JsonObject Data(ThreadNotice notice) => new() { ["link"] = notice.LinkId.ToString(), ["by"] = notice.By };
}
