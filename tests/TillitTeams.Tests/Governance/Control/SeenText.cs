using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace TillitTeams.Tests.Governance.Control;

/// <summary>What a person sees or hears of an answer: not its addresses, nor what a form carries unseen.</summary>
internal static class SeenText
{
    private static readonly string[] Attributes = ["title", "aria-label", "aria-description", "aria-valuetext", "alt", "placeholder", "label"];

    private static readonly string[] OfCards = ["text", "title", "subtitle", "label", "placeholder", "altText", "fallbackText", "speak", "summary", "message", "value"];

    /// <summary>What shows an amount without a number; how far a job of the app itself has come is nobody's.</summary>
    private const string Meters = "progress:not([data-job]), meter, canvas, [role=progressbar], [role=meter], [aria-valuenow], [aria-sort]";

    public static IReadOnlyList<string> OfPage(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        var meters = page.QuerySelectorAll(Meters).Select(element => $"% in <{element.LocalName}>");
        var texts = page.Descendants<IText>().Where(text => text.ParentElement?.LocalName is not ("script" or "style")).Select(text => text.Data);
        var attributes = page.All.SelectMany(element => Attributes.Select(element.GetAttribute));
        var fields = page.QuerySelectorAll<IHtmlInputElement>("input").Where(input => input.Type is not ("hidden" or "checkbox" or "radio")).Select(input => input.Value);
        return [.. meters.Concat(texts).Concat(attributes).Concat(fields).OfType<string>().Select(text => text.Trim()).Where(text => text.Length > 0)];
    }

    /// <summary>What a file in a ZIP says: a page as it is seen, and all of anything else but its addresses, where signs are written with %.</summary>
    public static IReadOnlyList<string> OfFile(KeyValuePair<string, byte[]> file)
    {
        var text = System.Text.Encoding.UTF8.GetString(file.Value);
        return file.Key.EndsWith(".html", StringComparison.Ordinal) ? [.. OfPage(text).Select(WithoutAddresses)] : [WithoutAddresses(text)];
    }

    private static string WithoutAddresses(string text) => Regex.Replace(text, "https?://[^\\s\"]+", "", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>The lists of a page, each with what its items say, in their order.</summary>
    public static IEnumerable<IReadOnlyList<string>> ListsIn(string html) => new HtmlParser().ParseDocument(html)
        .QuerySelectorAll("ul, ol, dl, select, fieldset, tbody, .rows")
        .Select(list => (IReadOnlyList<string>)[.. list.Children.Select(item => item.TextContent)]);

    public static IReadOnlyList<string> OfCard(JsonNode? card) => card switch
    {
        JsonObject found => [.. found.SelectMany(property => Of(property.Key, property.Value))],
        JsonArray items => [.. items.SelectMany(OfCard)],
        _ => [],
    };

    private static IEnumerable<string> Of(string name, JsonNode? value) =>
        value is JsonValue said ? OfCards.Contains(name) && said.TryGetValue<string>(out var text) && !IsAddress(text) ? [text] : [] : OfCard(value);

    private static bool IsAddress(string text) => text.StartsWith("http", StringComparison.Ordinal) || text.StartsWith('{') || Guid.TryParse(text, out _);
}
