using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>People tag the same message at the same moment, and nobody's words are lost.</summary>
public sealed class ConcurrencyTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private static readonly (string Person, string Input, string Code)[] Everybody =
    [
        ("karin", "goals", "hallbar"), ("amina", "goals", "vaxande"), ("sara", "goals", "attraktiv"),
        ("peter", "principles", "tillit"), ("lena", "principles", "transparens"), ("johan", "principles", "effektivitet"),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Six_who_tag_an_untagged_message_at_once_end_with_the_union_in_one_link(int at)
    {
        var spot = vadstena.Root("kansli/allmant", at);
        var opened = await Task.WhenAll(Everybody.Select(async each => (each, dialog: await new Tagger(vadstena, each.Person).OpenAsync(spot))));

        var answers = await Task.WhenAll(opened.Select(each => new Tagger(vadstena, each.each.Person)
            .PressAsync(spot, each.dialog, "Koppla", (each.each.Input, each.each.Code), ("why", $"Ord från {each.each.Person}."))));

        Assert.All(answers, answer => Assert.Contains("Visa på målfliken", answer.Buttons));
        Assert.Single(answers, answer => answer.Buttons.Contains("Ångra"));
        var link = Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        Assert.Equal(3, link.Goals.Count);
        Assert.Equal(3, link.Principles.Count);
        Assert.All(Everybody, each => Assert.Contains($"Ord från {each.Person}.", link.Why, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_who_change_a_link_at_once_both_have_it_their_way()
    {
        var spot = vadstena.Root("kansli/fullmaktige");
        var (karin, sara) = (new Tagger(vadstena, "karin"), new Tagger(vadstena, "sara"));
        await karin.TagAsync(spot, ("goals", "hallbar,vaxande"), ("why", "Från början."));
        var (first, second) = (await karin.OpenAsync(spot), await sara.OpenAsync(spot));

        await Task.WhenAll(
            karin.PressAsync(spot, first, "Spara", ("goals", "hallbar,vaxande,attraktiv")),
            sara.PressAsync(spot, second, "Spara", ("goals", "vaxande"), ("why", "Från början. Och mer.")));

        var link = Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        var codes = await vadstena.InDatabase(db => db.LinkGoals.Where(tag => tag.LinkId == link.Id)
            .Join(db.Goals, tag => tag.GoalId, goal => goal.Id, (tag, goal) => goal.Code).Order().ToListAsync());
        Assert.Equal(["attraktiv", "vaxande"], codes);
        Assert.Equal("Från början. Och mer.", link.Why);
    }

    [Fact]
    public async Task Removing_and_changing_at_once_ends_in_one_of_the_two_and_tells_whoever_came_second()
    {
        var spot = vadstena.Root("kansli/fullmaktige", 1);
        var (karin, sara) = (new Tagger(vadstena, "karin"), new Tagger(vadstena, "sara"));
        await karin.TagAsync(spot, ("goals", "hallbar"));
        var (first, second) = (await karin.OpenAsync(spot), await sara.OpenAsync(spot));

        var answers = await Task.WhenAll(
            karin.PressAsync(spot, first, "Ta bort koppling"),
            sara.PressAsync(spot, second, "Spara", ("goals", "hallbar,vaxande")));

        var left = (await vadstena.Links()).Where(link => link.Message!.MessageId == spot.Message.Id).ToList();
        Assert.True(left.Count == 1, "Whoever wrote something has it stored, also when the link was taken away just before.");
        Assert.True(answers[0].Text.Contains("borttagen", StringComparison.Ordinal) || answers[0].Text.Contains("Någon annan ändrade", StringComparison.Ordinal));
        Assert.Contains("Visa på målfliken", answers[1].Buttons);
    }
}
