using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>A municipality writes its own file, and is told what is wrong with it and where.</summary>
public sealed class ModelFileTests : IDisposable
{
    private const string Good = """
        {
          // Decided twice.
          "decision": { "reference": "Kommunfullmäktige § 12", "decidedOn": "2025-06-16", "validFrom": "2026-01-01" },
          "goals": [
            { "code": "nara", "name": { "sv": "Nära", "en": "Close" }, "description": { "sv": "Nära invånarna.", "en": "Close to residents." } },
          ],
          "principles": [
            { "code": "mod", "name": { "sv": "Mod", "en": "Courage" }, "description": { "sv": "Vi vågar.", "en": "We dare." } },
            {
              "code": "lara-nytt", "name": { "sv": "Lära", "en": "Learning" }, "description": { "sv": "Vi lär.", "en": "We learn." },
              "decision": { "reference": "Kommunfullmäktige § 80", "decidedOn": "2025-11-17", "validFrom": "2026-07-01" }
            }
          ],
          "initiatives": [ { "title": "Trygga skolvägar", "residentsGain": "Barn går själva till skolan." } ]
        }
        """;

    private readonly ProductAlone product = new();

    public void Dispose() => product.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_stands_in_the_file_is_what_is_stored(bool withByteOrderMark)
    {
        await File.WriteAllTextAsync(product.ModelFile, Good, new UTF8Encoding(withByteOrderMark), TestContext.Current.CancellationToken);

        await product.RunAsync(async db =>
        {
            var goal = Assert.Single(await db.Goals.ToListAsync());
            Assert.Equal(("nara", "Nära", "Close", "Nära invånarna.", "Close to residents."), (goal.Code, goal.Name.Sv, goal.Name.En, goal.Description.Sv, goal.Description.En));
            Assert.Equal(("Kommunfullmäktige § 12", new DateOnly(2025, 6, 16), new DateOnly(2026, 1, 1), null), (goal.DecisionReference, goal.DecidedOn, goal.ValidFrom, goal.ValidTo));

            var principles = await db.Principles.OrderBy(principle => principle.Order).ToListAsync();
            Assert.Equal(["mod", "lara-nytt"], principles.Select(principle => principle.Code));
            Assert.Equal(["Kommunfullmäktige § 12", "Kommunfullmäktige § 80"], principles.Select(principle => principle.DecisionReference));
            Assert.Equal(new DateOnly(2026, 7, 1), principles[1].ValidFrom);

            var initiative = Assert.Single(await db.Initiatives.ToListAsync());
            Assert.Equal(("Trygga skolvägar", "Barn går själva till skolan."), (initiative.Title, initiative.ResidentsGain));
            return true;
        });
    }

    [Fact]
    public async Task Colour_sign_and_end_may_stand_in_it_and_are_the_usual_where_they_do_not()
    {
        var file = JsonNode.Parse(Good, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        (file["principles"]![0]!["colour"], file["principles"]![0]!["icon"], file["principles"]![0]!["validTo"]) = ("teal", "scales", "2027-12-31");
        await File.WriteAllTextAsync(product.ModelFile, file.ToJsonString(), TestContext.Current.CancellationToken);

        await product.RunAsync(async db =>
        {
            var goal = Assert.Single(await db.Goals.ToListAsync());
            Assert.Equal((ItemColour.Blue, ItemIcon.Lake), (goal.Colour, goal.Icon));
            var principles = await db.Principles.OrderBy(principle => principle.Order).ToListAsync();
            Assert.Equal((ItemColour.Teal, ItemIcon.Scales, new DateOnly(2027, 12, 31)), (principles[0].Colour, principles[0].Icon, principles[0].ValidTo));
            Assert.Equal((ItemColour.Indigo, ItemIcon.Compass, null), (principles[1].Colour, principles[1].Icon, principles[1].ValidTo));
            return true;
        });
    }

    public static TheoryData<string, Action<JsonNode>> Broken => new()
    {
        { "$.goals[0], line 1: ", file => file["goals"]![0]!.AsObject().Remove("code") },
        { "goals[0].code", file => file["goals"]![0]!["code"] = "" },
        { "goals[0].code", file => file["goals"]![0]!["code"] = "Nära oss" },
        { "goals[0].code", file => file["goals"]![0]!["code"] = "nara\n" },
        { "$.goals[0].code, line 1: ", file => file["goals"]![0]!["code"] = null },
        { "principles has the code \"mod\" twice", file => file["principles"]![1]!["code"] = "mod" },
        { "$.goals[0].name, line 1: ", file => file["goals"]![0]!["name"]!.AsObject().Remove("sv") },
        { "goals[0].name.sv", file => file["goals"]![0]!["name"]!["sv"] = " " },
        { "principles[1].description.en", file => file["principles"]![1]!["description"]!["en"] = "" },
        { "$.principles[0].name", file => file["principles"]![0]!["name"] = "Mod" },
        { "$.goals[0].colour", file => file["goals"]![0]!["colour"] = "mauve" },
        { "$.goals[0].colour", file => file["goals"]![0]!["colour"] = 2 },
        { "$.principles[1].icon", file => file["principles"]![1]!["icon"] = "rocket" },
        { "goals[0].validTo", file => file["goals"]![0]!["validTo"] = "2025-12-31" },
        { "principles[1].validTo", file => file["principles"]![1]!["validTo"] = "2026-06-30" },
        { "goals[0].validTo", file => file["goals"]![0]!["validTo"] = "9999-12-31" },
        { "decision.decidedOn", file => file["decision"]!["decidedOn"] = "0001-01-01" },
        { "goals[0].name.sv", file => file["goals"]![0]!["name"]!["sv"] = new string('a', 81) },
        { "principles[0].description.en", file => file["principles"]![0]!["description"]!["en"] = new string('a', 501) },
        { "decision.reference", file => file["decision"]!["reference"] = new string('a', 201) },
        { "weight", file => file["goals"]![0]!["weight"] = 3 },
        { "kpis", file => file["kpis"] = new JsonArray() },
        { "$.decision.decidedOn", file => file["decision"]!["decidedOn"] = "2025-06-31" },
        { "$.decision.validFrom", file => file["decision"]!["validFrom"] = "i januari" },
        { "decision.reference", file => file["decision"]!["reference"] = "" },
        { "principles[1].decision.reference", file => file["principles"]![1]!["decision"]!["reference"] = " " },
        { "decision", file => file.AsObject().Remove("decision") },
        { "goals", file => file.AsObject().Remove("goals") },
        { "goals", file => file["goals"] = new JsonArray() },
        { "goals[1]", file => file["goals"]!.AsArray().Add(null) },
        { "principles", file => file["principles"] = null },
        { "initiatives[0].title", file => file["initiatives"]![0]!["title"] = "" },
        { "initiatives[0].title", file => file["initiatives"]![0]!["title"] = new string('a', 121) },
        { "initiatives[0].residentsGain", file => file["initiatives"]![0]!["residentsGain"] = "" },
        { "initiatives[1]", file => file["initiatives"]!.AsArray().Add(null) },
    };

    [Theory]
    [MemberData(nameof(Broken), DisableDiscoveryEnumeration = true)]
    public async Task A_broken_file_stops_the_start_and_its_place_is_named(string place, Action<JsonNode> breakIt)
    {
        var file = JsonNode.Parse(Good, documentOptions: new() { CommentHandling = System.Text.Json.JsonCommentHandling.Skip, AllowTrailingCommas = true })!;
        breakIt(file);

        await AssertRefusedAsync(Encoding.UTF8.GetBytes(file.ToJsonString()), place);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("null", "empty")]
    [InlineData("[]", "line 1")]
    [InlineData("Våra mål är tre.", "line 1")]
    [InlineData("{\n  \"decision\": {\n}", "$.decision, line 3")]
    public async Task What_is_no_model_stops_the_start(string text, string place) => await AssertRefusedAsync(Encoding.UTF8.GetBytes(text), place);

    [Fact]
    public async Task A_file_in_an_old_encoding_stops_the_start() =>
        await AssertRefusedAsync(Encoding.Latin1.GetBytes(Good), "line 3");

    [Fact]
    public async Task A_file_that_is_missing_stops_the_start_and_the_setting_is_named()
    {
        var refusal = await Assert.ThrowsAsync<WrongSettings>(() => product.RunAsync(db => db.Goals.ToListAsync()));

        var fault = Assert.Single(refusal.Faults);
        Assert.Equal(("Governance__ModelFile", "NoFile", product.ModelFile), (fault.Key, fault.Text, Assert.Single(fault.With)));
    }

    private async Task AssertRefusedAsync(byte[] file, string place)
    {
        await File.WriteAllBytesAsync(product.ModelFile, file, TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<WrongSettings>(() => product.RunAsync(db => db.Goals.ToListAsync()));

        Assert.StartsWith($"Governance__ModelFile: The governance model {product.ModelFile} ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        // Once it is mended, nothing half-read is in the way.
        await File.WriteAllTextAsync(product.ModelFile, Good, TestContext.Current.CancellationToken);
        Assert.Single(await product.RunAsync(db => db.Goals.ToListAsync()));
    }
}
