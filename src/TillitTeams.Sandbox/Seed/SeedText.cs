using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Seed;

/// <summary>
/// What somebody wrote: paragraphs of light HTML, where <c>- </c> and <c>1. </c> begin the lines of a list
/// and <c>@{key}</c> mentions a person.
/// </summary>
[JsonConverter(typeof(Converter))]
internal sealed partial record SeedText(IReadOnlyList<string> Paragraphs)
{
    private static readonly HashSet<string> Allowed = ["p", "ul", "ol", "li", "b", "i", "a", "at"];

    /// <summary>The message as Graph returns it.</summary>
    /// <param name="mentioned">Finds the person of a key among those who read the conversation.</param>
    public string ToHtml(Func<string, Person> mentioned)
    {
        var html = new StringBuilder();
        string? open = null;
        var mentions = 0;
        foreach (var paragraph in Paragraphs)
        {
            var line = ListLine().Match(paragraph);
            var list = !line.Success ? null : line.Groups["number"].Success ? "ol" : "ul";
            if (list != open)
            {
                html.Append(open is null ? "" : $"</{open}>").Append(list is null ? "" : $"<{list}>");
                open = list;
            }

            var tag = list is null ? "p" : "li";
            var text = Mention().Replace(paragraph[line.Length..], match => string.Create(
                CultureInfo.InvariantCulture, $"""<at id="{mentions++}">{mentioned(match.Groups["key"].Value).DisplayName}</at>"""));
            html.Append(CultureInfo.InvariantCulture, $"<{tag}>{text}</{tag}>");
        }

        html.Append(open is null ? "" : $"</{open}>");
        return Checked(html.ToString());
    }

    private static string Checked(string html)
    {
        try
        {
            var unknown = XElement.Parse($"<body>{html}</body>").Descendants().FirstOrDefault(element => !Allowed.Contains(element.Name.LocalName));
            return unknown is null ? html : throw new InvalidDataException($"<{unknown.Name}> is not written in messages.");
        }
        catch (XmlException exception)
        {
            throw new InvalidDataException($"the HTML is broken: {exception.Message}", exception);
        }
    }

    [GeneratedRegex(@"^(-|(?<number>\d+)\.) ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ListLine();

    [GeneratedRegex(@"@\{(?<key>[^}]*)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mention();

    /// <summary>One paragraph stands as a string, several as a list of strings.</summary>
    internal sealed class Converter : JsonConverter<SeedText>
    {
        public override SeedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            string[] paragraphs = reader.TokenType == JsonTokenType.String
                ? [reader.GetString()!]
                : JsonSerializer.Deserialize<string[]>(ref reader, options) ?? [];
            return paragraphs.Length > 0 && Array.TrueForAll(paragraphs, paragraph => !string.IsNullOrWhiteSpace(paragraph))
                ? new SeedText(paragraphs)
                : throw new JsonException("A message has no text.");
        }

        public override void Write(Utf8JsonWriter writer, SeedText value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Paragraphs, options);
    }
}
