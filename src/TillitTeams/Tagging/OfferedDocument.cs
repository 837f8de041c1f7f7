using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>A document that a message carries or links to, as the message itself tells: nothing is read of it.</summary>
internal sealed record OfferedDocument(string Name, string Url)
{
    /// <summary>Teams shows six buttons on a card at most; the dialog has two of its own.</summary>
    private const int Most = 3;

    private const int NameMaxLength = 50;

    /// <summary>So that three fit in the card beside all else; a path of 400 characters does, å and ö included.</summary>
    private const int UrlMaxLength = 2_000;

    public static IReadOnlyList<OfferedDocument> In(MessagePayload message)
    {
        var files = (message.Attachments ?? [])
            .Where(file => file is { ContentType: "reference", ContentUrl.Length: > 0 })
            .Select(file => (Name: file!.Name, Url: file.ContentUrl!));
        // Most messages link to nothing, and to read one as a browser does is dear.
        var links = message.Body is { ContentType: not "text", Content: { } html } && html.Contains("<a", StringComparison.OrdinalIgnoreCase)
            ? new HtmlParser().ParseDocument(html).QuerySelectorAll<IHtmlAnchorElement>("a[href]").Select(link => (Name: NameOf(link), Url: link.GetAttribute("href")!))
            : [];
        return
        [
            .. files.Concat(links)
                .Select(found => (found.Name, Url: DocumentLink.Read(found.Url)))
                .Where(found => found.Url is { Length: <= UrlMaxLength })
                .DistinctBy(found => found.Url, StringComparer.OrdinalIgnoreCase)
                .Take(Most)
                .Select(found => new OfferedDocument(Shorten(found.Name) ?? Shorten(NameIn(found.Url!)) ?? new Uri(found.Url!).Host, found.Url!)),
        ];
    }

    /// <summary>Whoever only pasted an address has not named the document.</summary>
    private static string? NameOf(IHtmlAnchorElement link) =>
        link.TextContent is var text && text.Contains("://", StringComparison.Ordinal) ? null : text;

    private static string? Shorten(string? name) =>
        Excerpt.Of(name, null, isHtml: false) is { } line ? Excerpt.Cut(line, NameMaxLength) : null;

    /// <summary>The address of a file ends with its name, or carries it where Office opens the file by its id.</summary>
    private static string? NameIn(string address)
    {
        var url = new Uri(address);
        string? named = QueryHelpers.ParseQuery(url.Query).GetValueOrDefault("file");
        var last = Uri.UnescapeDataString(url.Segments[^1]);
        return named ?? (Path.HasExtension(last) && !last.EndsWith(".aspx", StringComparison.OrdinalIgnoreCase) ? last : null);
    }
}
