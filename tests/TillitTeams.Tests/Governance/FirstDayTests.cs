using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Goals;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>
/// A municipality where it is another day than in UTC, whatever the time is now. One goal begins there
/// today and one tomorrow.
/// </summary>
public sealed class FarAway : OwnModel
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(Now.Hour >= 10 ? "Etc/GMT-14" : "Etc/GMT+12");

    private static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?>(base.Settings.AppSettings, StringComparer.Ordinal) { ["Municipality:TimeZone"] = Zone.Id },
    };

    protected override JsonObject Model() => new()
    {
        ["decision"] = Decision(Today),
        ["goals"] = new JsonArray(Item("idag", "Från i dag"), Item("imorgon", "Från i morgon", Decision(Today.AddDays(1)))),
        ["principles"] = new JsonArray(Item("mod", "Mod")),
    };
}

/// <summary>A goal begins on the day that it is where the municipality lies.</summary>
public sealed class FirstDayTests(FarAway kommun) : IClassFixture<FarAway>
{
    [Fact]
    public async Task The_dialog_offers_a_goal_from_its_first_day() =>
        Assert.Equal(["idag"], await kommun.OfferedAsync("goals", TestContext.Current.CancellationToken));

    [Fact]
    public async Task The_tab_shows_a_goal_from_its_first_day()
    {
        using var viewer = kommun.AppClient("lena");

        var text = await viewer.ReadAsync("views/goals");

        Assert.Contains("Från i dag", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Från i morgon", text, StringComparison.Ordinal);
    }
}
