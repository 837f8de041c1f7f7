using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using TillitTeams.Teams;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Cards;

/// <summary>What Teams is given to draw: approved word for word in both languages, true to the schema, and small.</summary>
public sealed partial class CardTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Elements and actions that Teams draws on the phone too (<i>Cards reference</i>).</summary>
    private static readonly string[] DrawnByTeams =
    [
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "Container", "ColumnSet", "Column", "FactSet", "ActionSet", "Image",
        "Input.Text", "Input.ChoiceSet", "Input.Toggle", "Action.Submit", "Action.Execute", "Action.OpenUrl",
        // No element: what the data of a button says to Teams (<i>Invoke dialogs from a card</i>).
        "task/fetch",
    ];

    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (name, language) in EveryCard.Examples.Keys.SelectMany(name => new[] { (name, "sv"), (name, "en") }))
            {
                data.Add(name, language);
            }

            return data;
        }
    }

    public static TheoryData<string> Longest => [.. EveryCard.Longest.Keys];

    [Fact]
    public void Every_method_that_builds_a_card_has_an_approved_one() => Assert.Equal(
        EveryCard.Builders.Order(StringComparer.Ordinal),
        EveryCard.Examples.Keys.Select(name => name.Split(' ')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_approved_file_belongs_to_a_card() => Assert.Equal(
        Examples.Select(row => FileOf(row.Data.Item1, row.Data.Item2)).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.File("tests", "TillitTeams.Tests", "Cards", "Approved")).Order(StringComparer.Ordinal));

    /// <summary><c>dotnet run --project tests/TillitTeams.Browser -- --cards</c> takes them.</summary>
    [Fact]
    public void Every_card_has_its_pictures() => Assert.Equal(
        EveryCard.Examples.Keys
            .Select(name => name.Replace(".Build", "", StringComparison.Ordinal).Replace(' ', '-'))
            .SelectMany(name => new[] { "light", "dark", "contrast", "phone" }.Select(way => $"{name}-{way}.png"))
            .Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.File("docs", "cards")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_card_is_as_it_was_approved(string name, string language)
    {
        var built = JsonSerializer.Serialize(Build(EveryCard.Examples[name], language).ToJson(), Indented).ReplaceLineEndings("\n") + "\n";
        var file = FileOf(name, language);
        var received = Path.Combine(AppContext.BaseDirectory, "received", Path.GetFileName(file));
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, built);

        Assert.True(File.Exists(file), $"Nobody has approved {received}; whoever does copies it to {file}.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), built);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_card_is_true_to_the_official_schema(string name, string language)
    {
        var card = Build(EveryCard.Examples[name], language);
        await IsTrueToTheSchema(card);
        IsFitForTeams(new Dialog("", JsonNode.Parse(card.ToJson().GetRawText())!.AsObject()), language);
    }

    [Theory]
    [MemberData(nameof(Longest))]
    public async Task With_the_longest_texts_a_card_still_fits(string name)
    {
        var card = Build(EveryCard.Longest[name], "sv");

        Assert.InRange(card.CountBytes(), 1, AdaptiveCard.MaxBytes);
        await IsTrueToTheSchema(card);
    }

    private static void IsFitForTeams(Dialog card, string language)
    {
        // Where a link is unfurled Teams takes no newer one.
        Assert.Contains((string?)card.Card["version"], (string[])["1.3", "1.5"]);
        Assert.Equal(language, (string?)card.Card["lang"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)card.Card["fallbackText"]));
        Assert.All(card.All().Select(node => (string?)node["type"]).OfType<string>(), type => Assert.Contains(type, DrawnByTeams));
        Assert.True(card.Card["refresh"] is null || (string?)card.Card["refresh"]!["action"]!["type"] == "Action.Execute");
        Assert.All(card.Inputs, input => Assert.False(string.IsNullOrWhiteSpace((string?)input["label"] ?? (string?)input["title"])));
        // What a client itself may refuse to send must be able to say why.
        Assert.All(card.Inputs.Where(input => input["isRequired"] is not null || input["maxLength"] is not null), input => Assert.False(string.IsNullOrWhiteSpace((string?)input["errorMessage"])));
        // A text that the resources lack is shown by its key: one word in Pascal case.
        Assert.DoesNotContain(card.Text.Split('\n'), line => Key().IsMatch(line));
    }

    /// <summary>The schema lies beside the repository, not in it; where it does not, Teams' own rules above are all there is.</summary>
    private static async Task IsTrueToTheSchema(AdaptiveCard card)
    {
        var file = Repository.File("..", "shared", "conformance", "adaptive-card-1.5.schema.json");
        if (!File.Exists(file))
        {
            TestContext.Current.SendDiagnosticMessage($"There is no {file}: the card is checked by its structure alone.");
            return;
        }

        var schema = await JsonSchema.FromFileAsync(file, TestContext.Current.CancellationToken);
        var json = JsonNode.Parse(card.ToJson().GetRawText())!.AsObject();
        // Teams' own extension, which the schema of the format does not know (<i>Format cards in Teams</i>, full width).
        json.Remove("msteams");
        Assert.Empty(schema.Validate(json.ToJsonString()));
    }

    private static AdaptiveCard Build(Func<AdaptiveCard> build, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language == "en" ? "en-GB" : "sv-SE");
        return build();
    }

    private static string FileOf(string name, string language) =>
        Repository.File("tests", "TillitTeams.Tests", "Cards", "Approved", $"{name}.{language}.json");

    [GeneratedRegex("^([A-Z][a-z]+){2,}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
