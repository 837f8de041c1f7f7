using System.Globalization;
using Microsoft.Extensions.Localization;
using TillitTeams.Model;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>What is answered at the compose box.</summary>
internal sealed class ComposeReplies(IStringLocalizer<TaggingTexts> texts, TabLinks links, DocumentDialogs dialogs)
{
    /// <summary>Teams then shows the link as it shows any other.</summary>
    public static CardsAnswer Nothing { get; } = new([]);

    public SentenceAnswer Say(string key) => new(texts[key]);

    public CardsAnswer Goal(GovernanceItem item)
    {
        var name = item.Name.In(CultureInfo.CurrentUICulture);
        return new([new FoundCard(name, item.Description.In(CultureInfo.CurrentUICulture), GoalCard.Build(item, TabUrl(item, name), texts))]);
    }

    /// <summary>Nothing is known of it: only the button, behind which the tab asks as the person.</summary>
    public CardsAnswer Unknown(string url) => new([Card(new DocumentNotice(null, "", [], [], url, dialogs.AreOffered))]);

    public FoundCard Document(TaggedDocument document, Link? link, TagChoices choices, bool mayLink) => Card(new DocumentNotice(
        document.Title,
        document.PlaceName,
        link is null ? [] : [.. choices.GoalsOf(link).Select(NameOf)],
        link is null ? [] : [.. choices.PrinciplesOf(link).Select(NameOf)],
        document.WebUrl,
        mayLink && dialogs.AreOffered));

    private FoundCard Card(DocumentNotice notice) => new(
        notice.Title ?? texts["TheDocument"],
        string.Join(" · ", new[] { notice.Place, string.Join(", ", notice.Goals.Concat(notice.Principles)) }.Where(part => part.Length > 0)),
        DocumentCard.Build(notice, texts));

    private string TabUrl(GovernanceItem item, string name) => item is Goal ? links.Goal(item.Code, name) : links.Principle(item.Code, name);

    private static string NameOf(GovernanceItem item) => item.Name.In(CultureInfo.CurrentUICulture);
}
