using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>One message has one link, which those who see it may change, take away and bring back.</summary>
public sealed class EditingTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    [Fact]
    public async Task Tagging_a_message_twice_keeps_one_link()
    {
        var spot = vadstena.Root("skola/allmant");
        await new Tagger(vadstena, "amina").TagAsync(spot, ("goals", "hallbar"), ("why", "Först."));

        var done = await new Tagger(vadstena, "sara").TagAsync(spot, ("goals", "hallbar,vaxande"));

        var link = await LinkOf(spot);
        Assert.Contains("Kopplingen är sparad", done.Text, StringComparison.Ordinal);
        Assert.Equal(["hallbar", "vaxande"], await GoalsOf(link));
        Assert.Equal("Först.", link.Why);
        Assert.Equal(vadstena.Person("amina").Id, link.TaggedById);
    }

    [Fact]
    public async Task Pressing_save_twice_keeps_one_link_and_changes_nothing_more()
    {
        var spot = vadstena.Root("skola/allmant", 1);
        var amina = new Tagger(vadstena, "amina");
        var dialog = await amina.OpenAsync(spot);
        await amina.PressAsync(spot, dialog, "Koppla", ("goals", "hallbar"), ("why", "Dubbelt."));
        var first = await LinkOf(spot);

        await amina.PressAsync(spot, dialog, "Koppla", ("goals", "hallbar"), ("why", "Dubbelt."));

        Assert.Equal((first.Id, first.Version, first.ChangedAt, "Dubbelt."), ((await LinkOf(spot)) is var now ? (now.Id, now.Version, now.ChangedAt, now.Why) : default));
    }

    [Fact]
    public async Task A_tagged_message_opens_filled_in_and_can_be_untagged()
    {
        var spot = vadstena.Reply("skola/allmant");
        await new Tagger(vadstena, "amina").TagAsync(spot, ("goals", "vaxande"), ("principles", "tillit,effektivitet"), ("why", "Barnen läser mer."));
        var sara = new Tagger(vadstena, "sara");

        var dialog = await sara.OpenAsync(spot);

        Assert.Equal("vaxande", dialog.ValueOf("goals"));
        Assert.Equal("tillit,effektivitet", dialog.ValueOf("principles"));
        Assert.Equal("Barnen läser mer.", dialog.ValueOf("why"));
        Assert.Equal(["Spara", "Ta bort koppling"], dialog.Buttons);

        var gone = await sara.PressAsync(spot, dialog, "Ta bort koppling");

        Assert.Equal("Kopplingen är borttagen.", gone.Text);
        Assert.DoesNotContain(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        Assert.Equal(0, await vadstena.InDatabase(db => db.LinkGoals.CountAsync(tag => !db.Links.Any(link => link.Id == tag.LinkId))));
        Assert.Equal(["Koppla"], (await sara.OpenAsync(spot)).Buttons);
    }

    [Fact]
    public async Task What_was_just_tagged_can_be_undone()
    {
        var spot = vadstena.Root("skola/klosterangen");
        var amina = new Tagger(vadstena, "amina");
        var done = await amina.TagAsync(spot, ("principles", "tillit"));

        var undone = await amina.PressAsync(spot, done, "Ångra");

        Assert.Equal("Kopplingen är borttagen.", undone.Text);
        Assert.DoesNotContain(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);
        Assert.Equal("Kopplingen är borttagen.", (await amina.PressAsync(spot, done, "Ångra")).Text);
    }

    [Fact]
    public async Task Undo_takes_away_nothing_that_somebody_else_added_since()
    {
        var spot = vadstena.Root("skola/klosterangen", 1);
        var amina = new Tagger(vadstena, "amina");
        var done = await amina.TagAsync(spot, ("goals", "hallbar"));
        await new Tagger(vadstena, "sara").TagAsync(spot, ("goals", "hallbar,attraktiv"));

        var shown = await amina.PressAsync(spot, done, "Ångra");

        Assert.Contains("Någon annan ändrade kopplingen", shown.Text, StringComparison.Ordinal);
        Assert.Equal("hallbar,attraktiv", shown.ValueOf("goals"));
        Assert.Equal(["hallbar", "attraktiv"], await GoalsOf(await LinkOf(spot)));
    }

    [Fact]
    public async Task What_is_unticked_is_taken_away_and_what_was_not_offered_stays()
    {
        var spot = vadstena.Root("skola/lasning");
        var sara = new Tagger(vadstena, "sara");
        await sara.TagAsync(spot, ("goals", "hallbar,vaxande"), ("principles", "tillit"), ("why", "Ord."));
        await vadstena.InDatabase(db => db.Goals.Where(goal => goal.Code == "hallbar")
            .ExecuteUpdateAsync(goal => goal.SetProperty(row => row.ValidTo, new DateOnly(2025, 12, 31))));

        var dialog = await sara.OpenAsync(spot);
        await sara.PressAsync(spot, dialog, "Spara", ("goals", "attraktiv"), ("principles", ""), ("why", ""));

        await vadstena.InDatabase(db => db.Goals.Where(goal => goal.Code == "hallbar")
            .ExecuteUpdateAsync(goal => goal.SetProperty(row => row.ValidTo, (DateOnly?)null)));
        Assert.DoesNotContain("Hållbar:", dialog.Text, StringComparison.Ordinal);
        var link = await LinkOf(spot);
        Assert.Equal(["hallbar", "attraktiv"], await GoalsOf(link));
        Assert.Empty(link.Principles);
        Assert.Null(link.Why);
    }

    [Fact]
    public async Task A_dialog_whose_data_was_tampered_with_can_add_but_take_nothing_away()
    {
        var spot = vadstena.Root("skola/lasning", 1);
        var sara = new Tagger(vadstena, "sara");
        await sara.TagAsync(spot, ("goals", "hallbar"), ("why", "Det var här."));
        var other = vadstena.Root("bibliotek/allmant");

        await sara.SubmitAsync(spot, new JsonObject
        {
            ["verb"] = "linkToGoal", ["goals"] = "vaxande", ["why"] = "", ["opened"] = "{ inte json", ["version"] = Guid.Empty.ToString(),
            ["messageId"] = other.Message.Id, ["tenantId"] = Guid.NewGuid().ToString(), ["userId"] = Guid.NewGuid().ToString(),
        });

        var link = await LinkOf(spot);
        Assert.Equal(["hallbar", "vaxande"], await GoalsOf(link));
        Assert.Equal("Det var här.", link.Why);
        Assert.DoesNotContain(await vadstena.Links(), link => link.Message!.MessageId == other.Message.Id);
    }

    [Fact]
    public async Task A_message_that_was_edited_gets_its_new_words_when_it_is_tagged_again()
    {
        var spot = vadstena.Write("bibliotek/program", "sara", "<p>Sagostund på måndag</p>");
        var sara = new Tagger(vadstena, "sara");
        await sara.TagAsync(spot, ("goals", "vaxande"));
        vadstena.Tenant.EditMessage(spot.Conversation.Id, spot.Message.Id, "<p>Sagostund på tisdag</p>");

        await sara.TagAsync(spot, ("goals", "vaxande,attraktiv"));

        Assert.Equal("Sagostund på tisdag", (await LinkOf(spot)).Title);
    }

    private async Task<Link> LinkOf(Spot spot) => Assert.Single(await vadstena.Links(), link => link.Message!.MessageId == spot.Message.Id);

    private Task<List<string>> GoalsOf(Link link) => vadstena.InDatabase(db => db.Goals
        .Where(goal => db.LinkGoals.Any(tag => tag.LinkId == link.Id && tag.GoalId == goal.Id))
        .OrderBy(goal => goal.Order)
        .Select(goal => goal.Code)
        .ToListAsync());
}
