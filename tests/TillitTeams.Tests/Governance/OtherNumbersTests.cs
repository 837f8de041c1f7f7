using System.Text.Json.Nodes;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>One goal and twelve principles.</summary>
public sealed class OneGoal : OwnModel
{
    protected override JsonObject Model() => new()
    {
        ["decision"] = Decision(new DateOnly(2025, 2, 1)),
        ["goals"] = new JsonArray(Item("enda", "Det enda")),
        ["principles"] = new JsonArray([.. Enumerable.Range(1, 12).Select(at => (JsonNode)Item($"princip-{at}", $"Princip {at}"))]),
    };
}

/// <summary>Nine goals and one principle.</summary>
public sealed class NineGoals : OwnModel
{
    protected override JsonObject Model() => new()
    {
        ["decision"] = Decision(new DateOnly(2025, 2, 1)),
        ["goals"] = new JsonArray([.. Enumerable.Range(1, 9).Select(at => (JsonNode)Item($"mal-{at}", $"Mål {at}"))]),
        ["principles"] = new JsonArray(Item("mod", "Mod")),
    };
}

public sealed class OneGoalTests(OneGoal kommun) : IClassFixture<OneGoal>
{
    private readonly Steward karin = new(kommun);

    [Fact]
    public async Task With_one_goal_and_twelve_principles_every_page_of_the_model_works()
    {
        var page = await karin.ModelAsync();
        Assert.Single(page.Page.QuerySelectorAll("[data-kind=goal] [data-item]"));
        Assert.Equal(12, page.Page.QuerySelectorAll("[data-kind=principle] [data-item]").Length);
        // There is nothing to arrange, nor to merge into.
        Assert.Null(page.Page.QuerySelector("a[href='/tab/model/order?kind=goal']"));
        Assert.Null((await karin.OpenAsync("model/end?kind=goal&code=enda")).Page.QuerySelector("[name=into]"));

        await (await karin.OpenAsync("model/order?kind=principle")).PressAsync("Spara", ("place-princip-12", ["1"]));
        Assert.Equal(["princip-12", "princip-1", "princip-2"], (await karin.CodesAsync("principle")).Take(3));
        await karin.MergeAsync("principle", "princip-3", "princip-4", follow: true);
        Assert.Equal(11, (await karin.ModelAsync()).Page.QuerySelectorAll("[data-kind=principle] > .rows [data-item]").Length);
    }

    [Fact]
    public async Task Even_the_only_goal_may_end_and_the_pages_say_so()
    {
        await (await karin.PreviewEndAsync("goal", "enda", Steward.Day(-1))).PressAsync("Avsluta Det enda");

        Assert.Contains("Inget mål är beslutat än.", (await karin.ModelAsync()).Text, StringComparison.Ordinal);
        using var viewer = kommun.AppClient("lena");
        Assert.DoesNotContain("Det enda", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
        await (await karin.EditAsync("goal", "enda")).PressAsync("Spara", ("ValidTo", [""]));
        Assert.Contains("Det enda", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
    }
}

public sealed class NineGoalsTests(NineGoals kommun) : IClassFixture<NineGoals>
{
    private readonly Steward karin = new(kommun);

    [Fact]
    public async Task With_nine_goals_each_is_shown_in_its_place_and_a_tenth_gets_a_sign_of_its_own()
    {
        Assert.Equal(Enumerable.Range(1, 9).Select(at => $"mal-{at}"), (await karin.ModelAsync()).Page.QuerySelectorAll("[data-kind=goal] [data-item]").Select(row => row.GetAttribute("data-item")));

        await karin.AddAsync("goal", "Det tionde");

        var signs = (await karin.ModelAsync()).Page.QuerySelectorAll("[data-kind=goal] .sign path").Select(path => path.GetAttribute("d")).ToList();
        Assert.DoesNotContain(signs[^1], signs[..^1]);
        var export = (await TabForm.OpenViewAsync(kommun, "peter", "model/export")).Page.QuerySelector("#model-file")!.TextContent;
        Assert.Equal(10, JsonNode.Parse(export)!["goals"]!.AsArray().Count);
        using var viewer = kommun.AppClient("lena");
        Assert.Contains("Mål 9", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_is_read_to_its_beginning_page_by_page()
    {
        for (var at = 0; at < 26; at++)
        {
            await (await karin.OpenAsync("model/order?kind=goal")).PressAsync("Spara", ("place-mal-1", [at % 2 == 0 ? "2" : "1"]));
        }

        using var viewer = kommun.AppClient("peter");
        var first = await viewer.ReadAsync("views/model/history");
        var all = await viewer.ReadToTheEndAsync("model/history");

        Assert.DoesNotContain("Målet Mål 9 lades till", first, StringComparison.Ordinal);
        Assert.Contains("Målet Mål 9 lades till", all, StringComparison.Ordinal);
        Assert.True(all.Split("Målens ordning ändrades").Length > 25);
    }
}
