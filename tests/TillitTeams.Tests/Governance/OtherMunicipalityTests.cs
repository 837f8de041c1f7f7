using System.Text.Json.Nodes;
using TillitTeams.Tests.Goals;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>A municipality with one goal and seven principles of its own.</summary>
public sealed class OtherMunicipality : OwnModel
{
    public static IReadOnlyList<string> Principles { get; } = [.. Enumerable.Range(1, 7).Select(at => $"princip-{at}")];

    protected override JsonObject Model() => new()
    {
        ["decision"] = Decision(new DateOnly(2025, 2, 1)),
        ["goals"] = new JsonArray(Item("eget-mal", "Eget mål")),
        ["principles"] = new JsonArray([.. Principles.Select(code => (JsonNode)Item(code, $"Egen {code}"))]),
    };
}

/// <summary>Nothing in the product knows how many goals and principles Vadstena has, or what they are called.</summary>
public sealed class OtherMunicipalityTests(OtherMunicipality kommun) : IClassFixture<OtherMunicipality>
{
    private static readonly string[] Vadstenas = ["Hållbar", "Växande", "Attraktiv", "Tillit", "Transparens", "Rättssäkerhet"];

    [Fact]
    public async Task The_dialog_offers_its_own_goals_and_principles()
    {
        Assert.Equal(["eget-mal"], await kommun.OfferedAsync("goals", TestContext.Current.CancellationToken));
        Assert.Equal(OtherMunicipality.Principles, await kommun.OfferedAsync("principles", TestContext.Current.CancellationToken));
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
}
