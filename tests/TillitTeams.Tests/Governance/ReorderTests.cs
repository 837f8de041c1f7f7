using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance;
using TillitTeams.Model;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>The council's order is put as it shall be, by saying where one thing goes.</summary>
public sealed class ReorderTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private readonly Steward karin = new(vadstena);

    [Theory]
    [InlineData("1 2 3 4", "A B C D")]
    [InlineData("4 2 3 4", "B C D A")]
    [InlineData("1 2 3 1", "D A B C")]
    [InlineData("1 3 3 4", "A C B D")]
    [InlineData("1 2 2 4", "A C B D")]
    [InlineData("4 3 2 1", "D C B A")]
    [InlineData("2 1 3 4", "B A C D")]
    [InlineData("99 2 3 4", "B C D A")]
    public void What_is_moved_down_comes_after_what_stands_there_and_what_is_moved_up_before_it(string places, string expected)
    {
        string[] codes = ["A", "B", "C", "D"];
        var asked = places.Split(' ').Select((place, at) => (codes[at], int.Parse(place, System.Globalization.CultureInfo.InvariantCulture))).ToDictionary(item => item.Item1, item => item.Item2, StringComparer.Ordinal);

        Assert.Equal(expected.Split(' '), new OrderInput(ItemKind.Goal, codes, asked).Wanted());
    }

    [Fact]
    public async Task The_order_is_seen_everywhere_and_stands_in_the_history()
    {
        var before = await karin.CodesAsync("principle");

        var page = await (await karin.OpenAsync("model/order?kind=principle")).PressAsync("Spara", ($"place-{before[0]}", ["3"]));

        Assert.Equal("Ordningen är sparad.", Steward.Said(page));
        string[] after = [before[1], before[2], before[0], .. before[3..]];
        Assert.Equal(after, await karin.CodesAsync("principle"));
        Assert.Equal(after, page.Page.QuerySelectorAll("[data-kind=principle] [data-item]").Select(row => row.GetAttribute("data-item")));
        var step = await vadstena.InDatabase(db => db.ModelChanges.AsNoTracking()
            .Where(change => change.Kind == ModelChangeKind.Reordered && change.ItemKind == ItemKind.Principle).OrderByDescending(change => change.At).FirstAsync());
        var names = await vadstena.InDatabase(db => db.Principles.AsNoTracking().ToDictionaryAsync(principle => principle.Code, principle => principle.Name.Sv));
        Assert.StartsWith($"{names[before[0]]}\n{names[before[1]]}", step.Before, StringComparison.Ordinal);
        Assert.StartsWith($"{names[before[1]]}\n{names[before[2]]}\n{names[before[0]]}", step.After, StringComparison.Ordinal);
        Assert.Contains("Principernas ordning ändrades", (await karin.OpenAsync("model/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_arranges_second_is_told_and_what_they_asked_for_is_kept()
    {
        var (first, second) = (await karin.OpenAsync("model/order?kind=goal"), await karin.OpenAsync("model/order?kind=goal"));
        await first.PressAsync("Spara", ("place-attraktiv", ["1"]));

        var told = await second.PressAsync("Spara", ("place-hallbar", ["3"]));

        Assert.StartsWith("Någon annan ändrade ordningen", told.Problem, StringComparison.Ordinal);
        Assert.Equal(["attraktiv", "hallbar", "vaxande"], await karin.CodesAsync("goal"));
        Assert.Equal(("2", "3", "1"), (told.Value("place-attraktiv"), told.Value("place-hallbar"), told.Value("place-vaxande")));
        await told.PressAsync("Spara");
        Assert.Equal(["vaxande", "attraktiv", "hallbar"], await karin.CodesAsync("goal"));
    }

    [Fact]
    public async Task An_edit_and_another_order_at_once_do_not_get_in_each_others_way()
    {
        var edit = await karin.EditAsync("principle", "kvalitet");
        await (await karin.OpenAsync("model/order?kind=principle")).PressAsync("Spara", ("place-kvalitet", ["1"]));

        var page = await edit.PressAsync("Spara", ("DescriptionSv", ["Det vi lovar håller vi."]));

        Assert.Equal("Kvalitet är sparad.", Steward.Said(page));
        Assert.Equal("kvalitet", (await karin.CodesAsync("principle"))[0]);
    }
}
