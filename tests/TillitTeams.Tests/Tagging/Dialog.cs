using System.Text.Json.Nodes;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>An Adaptive Card as somebody meets it: what it says, what is filled in, which buttons it has.</summary>
public sealed record Dialog(string Title, JsonObject Card)
{
    private static readonly string[] Shown = ["text", "title", "label", "placeholder", "value"];

    /// <summary>Every word that is shown, a line each.</summary>
    public string Text => string.Join('\n', All().SelectMany(node => Shown.Select(name => node[name]).OfType<JsonValue>().Select(value => value.ToString())));

    public IReadOnlyList<string> Buttons => [.. Actions().Select(action => (string)action["title"]!)];

    public IEnumerable<JsonObject> Inputs => All().Where(node => TypeOf(node).StartsWith("Input.", StringComparison.Ordinal));

    public string? ValueOf(string input) => (string?)Inputs.Single(node => (string?)node["id"] == input)["value"];

    /// <summary>What an <c>Action.OpenUrl</c> opens.</summary>
    public string UrlOf(string button) => (string)Action(button)["url"]!;

    /// <summary>What a client sends when the button is pressed: its data, and the inputs unless it leaves them out.</summary>
    public JsonObject Press(string button, IReadOnlyDictionary<string, string>? filledIn = null)
    {
        var action = Action(button);
        Assert.Equal("Action.Submit", TypeOf(action));
        var data = new JsonObject();
        if ((string?)action["associatedInputs"] != "none")
        {
            foreach (var input in Inputs)
            {
                data[(string)input["id"]!] = (string?)input["value"] ?? "";
            }

            foreach (var (id, value) in filledIn ?? new Dictionary<string, string>())
            {
                Assert.Contains(Inputs, input => (string?)input["id"] == id);
                data[id] = value;
            }
        }

        foreach (var (name, value) in action["data"]!.AsObject())
        {
            data[name] = value?.DeepClone();
        }

        return data;
    }

    /// <summary>Everything in the card that is drawn as Markdown.</summary>
    public IEnumerable<string> MarkdownTexts => All().Where(node => TypeOf(node) == "TextBlock").Select(node => (string)node["text"]!);

    public IEnumerable<JsonObject> All() => Below(Card);

    private JsonObject Action(string button) => Assert.Single(Actions(), action => (string?)action["title"] == button);

    private IEnumerable<JsonObject> Actions() => All().Where(node => TypeOf(node).StartsWith("Action.", StringComparison.Ordinal));

    private static string TypeOf(JsonObject node) => (string?)node["type"] ?? "";

    private static IEnumerable<JsonObject> Below(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(property => Below(property.Value)).Prepend(found),
        JsonArray items => items.SelectMany(Below),
        _ => [],
    };
}
