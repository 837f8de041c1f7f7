using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Initiatives;

/// <param name="Reader">Null on a posted card, which everybody sees alike until it is refreshed for them.</param>
/// <param name="DeliveryId">Of a posted card: by it the message is known again.</param>
internal sealed record InitiativeNotice(
    Guid InitiativeId,
    string Title,
    InitiativeState State,
    string? What,
    string? Gain,
    string? Learned,
    string? Support,
    IReadOnlyList<string> Goals,
    IReadOnlyList<string> Principles,
    string? Contact,
    string? Home,
    string PageUrl,
    Guid? DeliveryId = null,
    CardReader? Reader = null);

internal sealed record CardReader(bool IsFollowing, bool IsContact, bool HasOffered);

/// <summary>
/// An initiative where people already talk. It tells how things stand now, so one that was posted months ago
/// says no more and no less than one posted today; whatever is long is cut at a word and read on in the tab.
/// </summary>
internal static class InitiativeCard
{
    public const string RefreshVerb = "initiative.refresh";
    public const string FollowVerb = "initiative.follow";
    public const string OfferVerb = "initiative.help";
    public const string LinkVerb = "initiative.link";

    private const int MostCharacters = 400;
    private const int MostNames = 6;
    private const int MostOfName = 60;

    public static AdaptiveCard Build(InitiativeNotice notice, IStringLocalizer<InitiativeCardTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["Fallback", notice.Title],
        Body = [.. BuildBody(notice, texts)],
        Actions = [.. BuildActions(notice, texts)],
        Refresh = new CardRefresh(new ExecuteAction(texts["Refresh"], RefreshVerb, Data(notice))),
        Teams = TeamsCardOptions.FullWidth,
    };

    /// <summary>What stands in a channel that the initiative does not concern any more.</summary>
    public static AdaptiveCard BuildWithdrawn(Guid deliveryId, IStringLocalizer<InitiativeCardTexts> texts) => new()
    {
        Lang = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
        FallbackText = texts["Withdrawn"],
        Body = [new TextBlock(texts["Withdrawn"]) { IsSubtle = true }],
        Refresh = new CardRefresh(new ExecuteAction(texts["Refresh"], RefreshVerb, new JsonObject { ["delivery"] = deliveryId.ToString() })),
    };

    private static IEnumerable<CardElement> BuildBody(InitiativeNotice notice, IStringLocalizer<InitiativeCardTexts> texts)
    {
        yield return new TextBlock(texts[HeadingOf(notice)]) { Size = CardTextSize.Small, Weight = CardTextWeight.Bolder, Color = CardColor.Accent };
        yield return new RichTextBlock([new TextRun(notice.Title) { Weight = CardTextWeight.Bolder, Size = CardTextSize.Large }]) { Spacing = CardSpacing.Small };
        if (notice.Home is { } home)
        {
            yield return new RichTextBlock([new TextRun(Excerpt.Cut(home, 2 * MostOfName)) { IsSubtle = true, Size = CardTextSize.Small }]) { Spacing = CardSpacing.Small };
        }

        if (notice.Gain is { } gain)
        {
            yield return Told(notice.State == InitiativeState.Done ? "Gained" : "Gains", gain, CardContainerStyle.Emphasis, notice, texts);
        }

        if (notice.Support is { } support)
        {
            yield return Told("Support", support, CardContainerStyle.Accent, notice, texts);
        }

        if (notice.What is { } what)
        {
            yield return new RichTextBlock([.. Runs(what, notice, texts)]) { Spacing = CardSpacing.Medium };
        }

        if (notice.Learned is { } learned)
        {
            yield return Told("Learned", learned, CardContainerStyle.Emphasis, notice, texts);
        }

        foreach (var (label, names) in new[] { ("Goals", notice.Goals), ("Principles", notice.Principles) })
        {
            if (names.Count > 0)
            {
                yield return Line(texts[label], string.Join(", ", names.Take(MostNames).Select(name => Excerpt.Cut(name, MostOfName))) + (names.Count > MostNames ? " …" : ""));
            }
        }

        if (notice.Contact is { } contact)
        {
            yield return Line(texts["Contact"], Excerpt.Cut(contact, MostOfName));
        }

        if (notice.Reader is { HasOffered: true })
        {
            yield return new Container([new TextBlock(texts["Offered"]) { Weight = CardTextWeight.Bolder }]) { Style = CardContainerStyle.Good };
        }
    }

    private static IEnumerable<CardAction> BuildActions(InitiativeNotice notice, IStringLocalizer<InitiativeCardTexts> texts)
    {
        if (notice is { Support: not null, Reader: null or { IsContact: false, HasOffered: false } })
        {
            yield return new ExecuteAction(texts["Offer"], OfferVerb, Data(notice));
        }

        var follow = Data(notice);
        follow["follow"] = notice.Reader?.IsFollowing == true ? "false" : "true";
        yield return new ExecuteAction(texts[notice.Reader?.IsFollowing == true ? "Unfollow" : "Follow"], FollowVerb, follow);
        yield return new SubmitAction(
            texts["LinkToMyWork"],
            new JsonObject { ["msteams"] = new JsonObject { ["type"] = "task/fetch" }, ["verb"] = LinkVerb, ["initiative"] = notice.InitiativeId.ToString() });
        yield return new OpenUrlAction(texts["Open"], notice.PageUrl);
    }

    private static Container Told(
        string label, string text, CardContainerStyle style, InitiativeNotice notice, IStringLocalizer<InitiativeCardTexts> texts) =>
        new(
        [
            new TextBlock(texts[label]) { Weight = CardTextWeight.Bolder, Size = CardTextSize.Small },
            new RichTextBlock([.. Runs(text, notice, texts)]) { Spacing = CardSpacing.Small },
        ])
        {
            Style = style,
            Spacing = CardSpacing.Medium,
        };

    private static IEnumerable<TextRun> Runs(string text, InitiativeNotice notice, IStringLocalizer<InitiativeCardTexts> texts)
    {
        var cut = Excerpt.Cut(text, MostCharacters);
        yield return new TextRun(cut);
        if (cut.Length != text.Length || !text.StartsWith(cut, StringComparison.Ordinal))
        {
            yield return new TextRun($" {texts["ReadMore"].Value}") { Color = CardColor.Accent, SelectAction = new OpenUrlAction(texts["ReadMore"], notice.PageUrl) };
        }
    }

    private static RichTextBlock Line(string label, string value) =>
        new([new TextRun($"{label}: ") { Weight = CardTextWeight.Bolder }, new TextRun(value)]) { Spacing = CardSpacing.Small };

    private static string HeadingOf(InitiativeNotice notice) => notice switch
    {
        { State: InitiativeState.Done } => "HeadingDone",
        { Support: not null } => "HeadingSupport",
        { State: InitiativeState.Paused } => "HeadingPaused",
        { State: InitiativeState.Idea } => "HeadingIdea",
        _ => "HeadingOngoing",
    };

    private static JsonObject Data(InitiativeNotice notice)
    {
        var data = new JsonObject { ["initiative"] = notice.InitiativeId.ToString() };
        if (notice.DeliveryId is { } delivery)
        {
            data["delivery"] = delivery.ToString();
        }

        return data;
    }
}
