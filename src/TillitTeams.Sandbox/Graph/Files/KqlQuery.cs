using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>
/// The part of the Keyword Query Language that people type: words (<c>läs*</c>), phrases, <c>filetype:docx</c>,
/// <c>filename:</c>, <c>author:</c>, <c>path:</c>, <c>isDocument:true</c>, joined by AND, OR and NOT.
/// </summary>
internal sealed partial class KqlQuery
{
    /// <summary>Alternatives, each of which holds when all its clauses do.</summary>
    private readonly List<List<Func<Document, bool>>> alternatives = [[]];
    private readonly List<string> words = [];

    public IReadOnlyList<string> Words => words;

    public static KqlQuery? Parse(string text)
    {
        var query = new KqlQuery();
        var negates = false;
        foreach (Match match in Clause().Matches(text))
        {
            switch (match.Value)
            {
                case "AND":
                    continue;
                case "OR":
                    query.alternatives.Add([]);
                    continue;
                case "NOT":
                    negates = true;
                    continue;
            }

            if (query.Read(match) is not { } clause)
            {
                return null;
            }

            var refuses = negates || match.Groups["minus"].Success;
            query.alternatives[^1].Add(refuses ? document => !clause(document) : clause);
            negates = false;
        }

        return query.alternatives.TrueForAll(all => all.Count > 0) ? query : null;
    }

    public bool Accepts(Document document) => alternatives.Exists(all => all.TrueForAll(clause => clause(document)));

    private Func<Document, bool>? Read(Match match)
    {
        var value = match.Groups["phrase"] is { Success: true } phrase ? phrase.Value : match.Groups["word"].Value;
        switch (match.Groups["property"].Value.ToUpperInvariant())
        {
            case "":
                words.Add(value.TrimEnd('*'));
                return value == "*" ? _ => true : document => Holds($"{document.Item.Name} {document.Item.Text}", value);
            case "FILENAME":
            case "TITLE":
                return document => Holds(document.Item.Name, value);
            case "FILETYPE":
                return document => document.Item.Kind == DriveItemKind.File && string.Equals(Path.GetExtension(document.Item.Name).TrimStart('.'), value, StringComparison.OrdinalIgnoreCase);
            case "AUTHOR":
                return document => document.Item.CreatedBy is { } author && Holds(document.Content.FindPerson(author)?.DisplayName ?? "", value);
            case "PATH":
                return document => Uri.UnescapeDataString(document.PathUrl()).StartsWith(Uri.UnescapeDataString(value.TrimEnd('\\')), StringComparison.OrdinalIgnoreCase);
            case "ISDOCUMENT":
                var wants = value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
                return document => document.Item.Kind == DriveItemKind.File == wants;
            default:
                // "In order to be valid, properties restriction should specify a valid, queryable managed property name."
                return null;
        }
    }

    /// <summary>Words are whole words unless they end with a star; several must stand one after another.</summary>
    private static bool Holds(string text, string value)
    {
        var held = Word().Matches(text).Select(match => match.Value).ToList();
        var sought = Word().Matches(value).Select(match => match.Value).ToList();
        return sought.Count > 0 && Enumerable.Range(0, Math.Max(0, held.Count - sought.Count + 1)).Any(at => sought
            .Select((word, i) => i == sought.Count - 1 && value.EndsWith('*')
                ? held[at + i].StartsWith(word, StringComparison.OrdinalIgnoreCase)
                : string.Equals(held[at + i], word, StringComparison.OrdinalIgnoreCase))
            .All(same => same));
    }

    [GeneratedRegex(
        @"(?<minus>-)?(?:(?<property>[A-Za-z]+)[:=])?(?:""(?<phrase>[^""]*)""|(?<word>[^\s""()]+))", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clause();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Word();
}
