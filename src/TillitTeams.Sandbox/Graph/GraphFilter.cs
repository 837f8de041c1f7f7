using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The part of OData's filter that the Teams pages of the reference show: equality, joined by and and or.</summary>
internal sealed partial class GraphFilter
{
    private readonly List<List<(string Property, string Value)>> alternatives = [[]];

    public IEnumerable<string> Properties => alternatives.SelectMany(all => all).Select(clause => clause.Property);

    public static GraphFilter? Parse(string text)
    {
        var rest = text.Trim();
        if (rest is ['(', .. var inner, ')'])
        {
            rest = inner;
        }

        var filter = new GraphFilter();
        while (Clause().Match(rest) is { Success: true } clause)
        {
            var value = clause.Groups["word"] is { Success: true } word ? word.Value : clause.Groups["text"].Value.Replace("''", "'", StringComparison.Ordinal);
            filter.alternatives[^1].Add((clause.Groups["property"].Value, value));
            rest = rest[clause.Length..];
            if (rest.Length == 0)
            {
                return filter;
            }

            if (Or().Match(rest) is { Success: true } or)
            {
                filter.alternatives.Add([]);
                rest = rest[or.Length..];
            }
            else if (And().Match(rest) is { Success: true } and)
            {
                rest = rest[and.Length..];
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    public bool Accepts(JsonObject item) => alternatives.Exists(all =>
        all.TrueForAll(clause => string.Equals(item[clause.Property]?.ToString(), clause.Value, StringComparison.OrdinalIgnoreCase)));

    [GeneratedRegex(
        @"^\s*(?:microsoft\.graph\.aadUserConversationMember/)?(?<property>[A-Za-z]+)\s+eq\s+(?:'(?<text>(?:[^']|'')*)'|(?<word>true|false|null))\s*",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Clause();

    [GeneratedRegex(@"^or\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Or();

    [GeneratedRegex(@"^and\s", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex And();
}
