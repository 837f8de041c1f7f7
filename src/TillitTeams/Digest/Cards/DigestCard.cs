using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using TillitTeams.Digest.Letter;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Digest.Cards;

/// <param name="Letter">What it tells.</param>
/// <param name="WeekNumber">As people name the week.</param>
/// <param name="TabUrl">The goals in the tab.</param>
/// <param name="SettingsUrl">Where the letter is set up.</param>
/// <param name="DeliveryId">Of a posted card: by it the message is known again.</param>
internal sealed record DigestNotice(DigestLetter Letter, int WeekNumber, string TabUrl, string SettingsUrl, Guid? DeliveryId);

/// <summary><i>Veckobrev</i>: what people wrote this week of what residents get, each line leading to its source.</summary>
internal static class DigestCard
{
    public const string AnswerVerb = "digest.answer";
    public const string StopVerb = "digest.stop";

    private const int MostOfOpening = 240;
    private const int MostOfTitle = 90;
    private const int MostOfWords = 140;
    private const int MostOfName = 60;

    public static AdaptiveCard Build(DigestNotice notice, IStringLocalizer<DigestTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["CardFallback", notice.WeekNumber],
        Body = [.. BuildBody(notice, texts)],
        Actions =
        [
            new ExecuteAction(texts["UsefulYes"], AnswerVerb, Answer(notice, "true")),
            new ExecuteAction(texts["UsefulNo"], AnswerVerb, Answer(notice, "false")),
            new OpenUrlAction(texts["OpenGoals"], notice.TabUrl),
            new OpenUrlAction(texts["Change"], notice.SettingsUrl),
            new ExecuteAction(texts["Stop"], StopVerb, []),
        ],
        Teams = TeamsCardOptions.FullWidth,
    };

    private static IEnumerable<CardElement> BuildBody(DigestNotice notice, IStringLocalizer<DigestTexts> texts)
    {
        yield return new TextBlock(texts["CardHeading", notice.WeekNumber]) { Style = CardTextStyle.Heading, Size = CardTextSize.Large, Weight = CardTextWeight.Bolder };
        if (notice.Letter.Opening is { Words: { } words } opening)
        {
            yield return new Container(
            [
                new RichTextBlock([new TextRun(texts["Quote", Excerpt.Cut(words, MostOfOpening)]) { Size = CardTextSize.Medium, Italic = true }]),
                new RichTextBlock([Link(opening, texts)]) { Spacing = CardSpacing.Small },
            ])
            {
                Style = CardContainerStyle.Emphasis,
            };
        }

        foreach (var part in notice.Letter.Parts)
        {
            yield return new RichTextBlock([new TextRun(Excerpt.Cut(NameOf(part.Goal), MostOfName)) { Weight = CardTextWeight.Bolder, Color = CardColor.Accent }])
            {
                Spacing = CardSpacing.Medium,
            };
            foreach (var line in part.Lines)
            {
                yield return new RichTextBlock([.. Line(line, line == notice.Letter.Opening, texts)]) { Spacing = CardSpacing.Small };
            }
        }

        if (notice.Letter.HasMore)
        {
            yield return new TextBlock(texts["MoreInTab"]) { IsSubtle = true, Spacing = CardSpacing.Medium };
        }

        yield return new TextBlock(texts["UsefulQuestion"]) { Weight = CardTextWeight.Bolder, Spacing = CardSpacing.Medium, Separator = true };
    }

    /// <param name="isOpening">Its words stand above already.</param>
    private static IEnumerable<TextRun> Line(Told line, bool isOpening, IStringLocalizer<DigestTexts> texts)
    {
        yield return new TextRun($"{texts[$"Kind{line.Kind}"].Value} ") { IsSubtle = true, Size = CardTextSize.Small };
        yield return Link(line, texts);
        if (line.Words is { } words && !isOpening)
        {
            yield return new TextRun($" – {Excerpt.Cut(words, MostOfWords)}");
        }
    }

    private static TextRun Link(Told line, IStringLocalizer<DigestTexts> texts)
    {
        var title = Excerpt.Cut(line.Title, MostOfTitle);
        return new TextRun(title) { Color = CardColor.Accent, SelectAction = new OpenUrlAction(texts["OpenSource", title], line.Url) };
    }

    private static JsonObject Answer(DigestNotice notice, string useful)
    {
        var data = new JsonObject { ["week"] = notice.Letter.Week, ["useful"] = useful };
        if (notice.DeliveryId is { } delivery)
        {
            data["delivery"] = delivery.ToString();
        }

        return data;
    }

    private static string NameOf(GovernanceItem goal) => goal.Name.In(CultureInfo.CurrentUICulture);
}
