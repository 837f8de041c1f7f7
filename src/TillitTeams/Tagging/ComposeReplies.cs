using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Tagging.Live;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>What is answered at the compose box.</summary>
internal sealed class ComposeReplies(IStringLocalizer<TaggingTexts> texts, TabLinks links, DocumentDialogs dialogs, IOptions<LiveOptions> options, Caller caller)
{
    /// <summary>Teams then shows the link as it shows any other.</summary>
    public static CardsAnswer Nothing { get; } = new([]);

    /// <summary>For as long as nobody has consented, Teams' own token opens nothing: then the page of the consent is the way.</summary>
    public SignInAnswer SignIn(bool isSilent) => new(texts["SignIn"], ConsentUrl(), isSilent);

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

    private string? ConsentUrl() => options.Value.PublicUrl is { } app
        ? QueryHelpers.AddQueryString(new Uri(app, "/tab/consent").AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["state"] = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24)),
            ["tenant"] = caller.TenantId.ToString(),
        })
        : null;

    private static string NameOf(GovernanceItem item) => item.Name.In(CultureInfo.CurrentUICulture);
}
