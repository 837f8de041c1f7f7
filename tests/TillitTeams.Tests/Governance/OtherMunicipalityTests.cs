using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>A municipality with one goal and seven principles of its own.</summary>
public sealed class OtherMunicipality : LocalTenant
{
    private readonly string file = Path.GetTempFileName();

    public static IEnumerable<(string Code, string Name)> Principles { get; } = Enumerable.Range(1, 7).Select(at => ($"princip-{at}", $"Egen princip {at}")).ToList();

    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Governance:ModelFile"] = file },
    };

    public override async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(file, Model().ToJsonString());
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        File.Delete(file);
    }

    private static JsonObject Model() => new()
    {
        ["decision"] = new JsonObject { ["reference"] = "Kommunfullmäktige § 1", ["decidedOn"] = "2025-01-20", ["validFrom"] = "2025-02-01" },
        ["goals"] = new JsonArray(Item("eget-mal", "Eget mål")),
        ["principles"] = new JsonArray([.. Principles.Select(principle => (JsonNode)Item(principle.Code, principle.Name))]),
    };

    private static JsonObject Item(string code, string name) => new()
    {
        ["code"] = code,
        ["name"] = new JsonObject { ["sv"] = name, ["en"] = name },
        ["description"] = new JsonObject { ["sv"] = $"Om {name}.", ["en"] = $"About {name}." },
    };
}

/// <summary>Nothing in the product knows how many goals and principles Vadstena has, or what they are called.</summary>
public sealed class OtherMunicipalityTests(OtherMunicipality kommun) : IClassFixture<OtherMunicipality>
{
    private static readonly string[] Vadstenas = ["Hållbar", "Växande", "Attraktiv", "Tillit", "Transparens", "Rättssäkerhet"];

    [Fact]
    public async Task The_dialog_offers_its_own_goals_and_principles()
    {
        var channel = kommun.Conversation("omsorg/hemtjansten");

        var reply = await kommun.Host.Bot.SendAsync(
            kommun.Host.Activities.FetchTask(kommun.Person("lena"), channel.Id, channel.Messages[0].Id, "linkToGoal"), TestContext.Current.CancellationToken);

        var card = reply.Body!["task"]!["value"]!["card"]!["content"]!;
        Assert.Equal(["eget-mal"], Choices(card, "goals"));
        Assert.Equal(OtherMunicipality.Principles.Select(principle => principle.Code), Choices(card, "principles"));
    }

    [Fact]
    public async Task A_message_is_linked_to_them_and_seen_in_the_tab()
    {
        var channel = kommun.Conversation("omsorg/hemtjansten");
        var data = new JsonObject { ["verb"] = "linkToGoal", ["goals"] = "eget-mal", ["principles"] = "princip-7,princip-2", ["why"] = "Det märks hos invånarna." };

        await kommun.Host.Bot.SendAsync(
            kommun.Host.Activities.SubmitAction(kommun.Person("lena"), channel.Id, channel.Messages[0].Id, "linkToGoal", data), TestContext.Current.CancellationToken);

        using var viewer = kommun.AppClient("lena");
        foreach (var view in new[] { "views/goals", "views/goal/eget-mal", "views/principle/princip-7", "views/mine" })
        {
            var text = await viewer.ReadAsync(view);
            Assert.Contains("Det märks hos invånarna.", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Vadstenas, name => text.Contains($">{name}<", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Choices(JsonNode card, string input) => Find(card, input)!["choices"]!.AsArray().Select(choice => (string)choice!["value"]!);

    private static JsonObject? Find(JsonNode? node, string id) => node switch
    {
        JsonObject found when (string?)(found["id"] as JsonValue) == id => found,
        JsonObject part => part.Select(property => Find(property.Value, id)).FirstOrDefault(found => found is not null),
        JsonArray list => list.Select(item => Find(item, id)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
