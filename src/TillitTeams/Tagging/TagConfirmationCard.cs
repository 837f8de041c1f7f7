using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>What became of the card that the tagger wanted in the thread.</summary>
internal enum ThreadCardOutcome
{
    NotWanted,
    Posted,
    NotAllowed,
    Refused,
    Uncertain,
}

/// <param name="GoalUrl">Opens the goal tab.</param>
internal sealed record TagConfirmation(
    string Title,
    IReadOnlyList<string> Goals,
    IReadOnlyList<string> Principles,
    bool IsNew,
    bool IsInChannel,
    ThreadCardOutcome Thread,
    string GoalUrl,
    Guid Version)
{
    public IReadOnlyList<OfferedDocument> Documents { get; init; } = [];
}

/// <summary>Says what is stored now, and offers the way back.</summary>
internal static class TagConfirmationCard
{
    public static AdaptiveCard Build(TagConfirmation done, IStringLocalizer<TaggingTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["Linked"],
        Body =
        [
            new TextBlock(texts[done.IsNew ? "Linked" : "Saved"]) { Style = CardTextStyle.Heading, Weight = CardTextWeight.Bolder, Size = CardTextSize.Medium },
            new RichTextBlock([new TextRun(done.Title)]),
            .. TagLines.Build(done.Goals, done.Principles, texts),
            .. ThreadSentence(done) is { } key ? [new TextBlock(texts[key]) { IsSubtle = true }] : (CardElement[])[],
        ],
        Actions =
        [
            new OpenUrlAction(texts["ShowInTab"], done.GoalUrl),
            .. TagDialogCard.ForDocuments(done.Documents, texts),
            TagDialogCard.Remove(texts[done.IsNew ? "Undo" : "Remove"], done.Version),
        ],
    };

    private static string? ThreadSentence(TagConfirmation done) => (done.Thread, done.IsInChannel) switch
    {
        (ThreadCardOutcome.Posted, true) => "PostedInThread",
        (ThreadCardOutcome.Posted, false) => "PostedInChat",
        (ThreadCardOutcome.NotAllowed, true) => "MayNotPostInThread",
        (ThreadCardOutcome.NotAllowed, false) => "MayNotPostInChat",
        (ThreadCardOutcome.Refused, _) => "PostRefused",
        (ThreadCardOutcome.Uncertain, _) => "PostUncertain",
        _ => null,
    };
}

/// <summary>The goals and principles of a link, a line each.</summary>
internal static class TagLines
{
    public static IEnumerable<CardElement> Build(
        IReadOnlyList<string> goals, IReadOnlyList<string> principles, IStringLocalizer<TaggingTexts> texts)
    {
        if (goals.Count > 0)
        {
            yield return Line(texts[goals.Count == 1 ? "Goal" : "Goals"], goals);
        }

        if (principles.Count > 0)
        {
            yield return Line(texts[principles.Count == 1 ? "Principle" : "Principles"], principles);
        }
    }

    private static RichTextBlock Line(string label, IReadOnlyList<string> names) =>
        new([new TextRun($"{label}: ") { Weight = CardTextWeight.Bolder }, new TextRun(string.Join(", ", names))])
        {
            Spacing = CardSpacing.Small,
        };
}
