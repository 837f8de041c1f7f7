using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>An initiative is changed, its history kept, and a change taken back.</summary>
public sealed class EditTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string Home = "omsorg/hemtjansten";

    [Fact]
    public async Task What_is_changed_is_written_down_with_what_stood_there_before_and_can_be_taken_back()
    {
        var initiative = await vadstena.StartAsync("lena", Home, "Broddar", ("what", ["Alla får broddar."]), ("goals", ["hallbar"]), ("principles", ["tillit"]), ("how-tillit", ["Var och en väljer."]));

        var done = await (await vadstena.EditFormAsync("karin", initiative.Id)).PressAsync(
            "Spara", ("title", ["Broddar åt alla"]), ("what", [""]), ("goals", ["vaxande"]), ("how-tillit", ["Alla väljer."]), ("state", ["Paused"]));

        Assert.Contains("Initiativet är sparat", done.Text, StringComparison.Ordinal);
        Assert.Contains("Ändrat: Vad heter initiativet?, Vad gör vi?, Hur går det?, Vilka mål bidrar det till?, Vilka principer syns i arbetet?", done.Text, StringComparison.Ordinal);
        Assert.Equal(
            [
                (InitiativeEventKind.Started, null, null, "Broddar"),
                (InitiativeEventKind.Edited, InitiativeField.Title, "Broddar", "Broddar åt alla"),
                (InitiativeEventKind.Edited, InitiativeField.What, "Alla får broddar.", null),
                (InitiativeEventKind.StateChanged, InitiativeField.State, "Ongoing", "Paused"),
                (InitiativeEventKind.Edited, InitiativeField.Goals, "hallbar", "vaxande"),
                (InitiativeEventKind.Edited, InitiativeField.Principles, "tillit: Var och en väljer.", "tillit: Alla väljer."),
            ],
            (await vadstena.Steps(initiative.Id)).Select(step => (step.Kind, step.Field, step.Before, step.After)));
        Assert.All((await vadstena.Steps(initiative.Id)).Skip(1), step => Assert.Equal((vadstena.Person("karin").Id, "Karin Lindqvist"), (step.ById, step.ByName)));
        var changed = await vadstena.Initiative(initiative.Id);
        Assert.Equal((null, InitiativeState.Paused, vadstena.Person("lena").Id), (changed.What, changed.State, changed.ContactId));
        Assert.NotEqual(initiative.Version, changed.Version);
        Assert.True(changed.ChangedAt > initiative.ChangedAt);

        await done.PressAsync("Ångra");

        var back = await vadstena.Initiative(initiative.Id);
        Assert.Equal(
            (initiative.Title, initiative.What, initiative.State, initiative.Goals.Single().GoalId, initiative.Principles.Single().How),
            (back.Title, back.What, back.State, back.Goals.Single().GoalId, back.Principles.Single().How));
        Assert.Equal(11, (await vadstena.Steps(initiative.Id)).Count);
    }

    [Fact]
    public async Task Whoever_closes_it_tells_what_residents_gained()
    {
        var initiative = await vadstena.StartAsync("lena", Home, "Nyckelfria hem");
        var form = await vadstena.StartFormAsync("karin", $"?id={initiative.Id}&state=done");
        Assert.Equal("Done", form.Value("state"));

        var refused = await form.PressAsync("Spara");
        Assert.Contains("Innan det är klart: berätta vad invånarna vann.", refused.Problem, StringComparison.Ordinal);
        Assert.Equal("Done", refused.Value("state"));
        Assert.Equal(InitiativeState.Ongoing, (await vadstena.Initiative(initiative.Id)).State);
        var done = await refused.PressAsync("Spara", ("gain", ["Ingen väntar i trappan."]));

        Assert.Contains("Initiativet är klart. Bra gjort!", done.Text, StringComparison.Ordinal);
        var last = (await vadstena.Steps(initiative.Id))[^1];
        Assert.Equal((InitiativeEventKind.Done, "Ongoing", "Ingen väntar i trappan."), (last.Kind, last.Before, last.After));
        Assert.Equal(InitiativeState.Done, (await vadstena.Initiative(initiative.Id)).State);
    }

    [Fact]
    public async Task Support_is_asked_for_asked_otherwise_and_no_longer_asked_for()
    {
        var initiative = await vadstena.StartAsync("lena", Home, "Bärhjälp");

        var asked = await (await vadstena.EditFormAsync("lena", initiative.Id)).PressAsync("Spara", ("support", ["Två starka."]), ("learned", ["Be i tid."]));
        var since = (await vadstena.Initiative(initiative.Id)).SupportAskedAt;
        await (await vadstena.EditFormAsync("lena", initiative.Id)).PressAsync("Spara", ("support", ["Tre starka."]));
        Assert.Equal(since, (await vadstena.Initiative(initiative.Id)).SupportAskedAt);
        await (await vadstena.EditFormAsync("lena", initiative.Id)).PressAsync("Spara", ("support", [" "]), ("learned", [""]));

        Assert.Contains("Ändrat: Vad har vi lärt oss?, Vad behöver vi stöd med?", asked.Text, StringComparison.Ordinal);
        Assert.NotNull(since);
        Assert.Equal((null, null), ((await vadstena.Initiative(initiative.Id)).SupportAsked, (await vadstena.Initiative(initiative.Id)).SupportAskedAt));
        Assert.Equal(
            [
                (InitiativeEventKind.Started, null, "Bärhjälp"),
                (InitiativeEventKind.Learned, null, "Be i tid."),
                (InitiativeEventKind.SupportAsked, null, "Två starka."),
                (InitiativeEventKind.Edited, "Två starka.", "Tre starka."),
                (InitiativeEventKind.Edited, "Be i tid.", null),
                (InitiativeEventKind.SupportEnded, "Tre starka.", null),
            ],
            (await vadstena.Steps(initiative.Id)).Select(step => (step.Kind, step.Before, step.After)));
    }

    [Fact]
    public async Task Whoever_changes_it_can_take_over_as_the_contact_and_give_it_back()
    {
        var initiative = await vadstena.StartAsync("lena", Home, "Ny kontakt");
        var form = await vadstena.EditFormAsync("karin", initiative.Id);
        Assert.Contains("Nu är det Lena Sjöholm.", form.Text, StringComparison.Ordinal);
        Assert.Empty(form.Ticked("contact"));

        var done = await form.PressAsync("Spara", ("contact", ["me"]));
        var taken = await vadstena.Initiative(initiative.Id);
        Assert.Equal((vadstena.Person("karin").Id, "Karin Lindqvist"), (taken.ContactId!.Value, taken.ContactName));
        Assert.Equal(["me"], (await vadstena.EditFormAsync("karin", initiative.Id)).Ticked("contact"));

        await done.PressAsync("Ångra");
        var back = await vadstena.Initiative(initiative.Id);
        Assert.Equal((vadstena.Person("lena").Id, "Lena Sjöholm"), (back.ContactId!.Value, back.ContactName));
        Assert.Equal(
            [("Lena Sjöholm", "Karin Lindqvist"), ("Karin Lindqvist", "Lena Sjöholm")],
            (await vadstena.Steps(initiative.Id)).Where(step => step.Field == InitiativeField.Contact).Select(step => (step.Before, step.After)));

        done = await (await vadstena.EditFormAsync("lena", initiative.Id)).PressAsync("Spara", ("contact", []));
        Assert.Null((await vadstena.Initiative(initiative.Id)).ContactId);
        await done.PressAsync("Ångra");
        Assert.Equal(vadstena.Person("lena").Id, (await vadstena.Initiative(initiative.Id)).ContactId);
    }

    [Fact]
    public async Task Nobody_is_made_the_contact_by_somebody_else()
    {
        var initiative = await vadstena.StartAsync("lena", Home, "Utan att fråga");

        await (await vadstena.EditFormAsync("karin", initiative.Id)).PressAsync("Spara", ("title", ["Utan att fråga mer"]), ("contactBefore", [vadstena.Person("johan").Id.ToString()]));

        var now = await vadstena.Initiative(initiative.Id);
        Assert.Equal(("Utan att fråga mer", vadstena.Person("lena").Id, "Lena Sjöholm"), (now.Title, now.ContactId!.Value, now.ContactName));
    }

    [Fact]
    public async Task A_goal_that_the_council_has_retired_is_no_longer_offered_and_stays_where_it_was_chosen()
    {
        var initiative = await vadstena.StartAsync("lena", Home, "Före beslutet", ("goals", ["attraktiv"]), ("principles", ["kvalitet"]), ("how-kvalitet", ["Mätt."]));
        var stale = await vadstena.EditFormAsync("karin", initiative.Id);
        var other = await vadstena.StartFormAsync("karin");
        await RetireAsync(DateOnly.FromDateTime(vadstena.Tenant.Clock.GetUtcNow().AddDays(-2).Date));
        try
        {
            var refused = await other.PressAsync("Starta initiativet", ("title", ["Efter beslutet"]), ("home", [SeedIds.Channel(Home)]), ("goals", ["attraktiv"]));
            Assert.Contains("Något du valde finns inte längre bland kommunens mål och principer.", refused.Problem, StringComparison.Ordinal);
            Assert.DoesNotContain("attraktiv", (await vadstena.StartFormAsync("karin")).Page.Body!.InnerHtml, StringComparison.Ordinal);

            var saved = await stale.PressAsync("Spara", ("goals", ["attraktiv", "hallbar"]), ("how-kvalitet", ["Ändrat."]), ("title", ["Efteråt"]));

            Assert.Contains("Initiativet är sparat", saved.Text, StringComparison.Ordinal);
            var now = await vadstena.Initiative(initiative.Id);
            Assert.Equal(("Efteråt", 2, "Mätt."), (now.Title, now.Goals.Count, now.Principles.Single().How));
        }
        finally
        {
            await RetireAsync(null);
        }

        Task RetireAsync(DateOnly? day) => vadstena.InDatabase(async db =>
        {
            (await db.Goals.SingleAsync(goal => goal.Code == "attraktiv")).ValidTo = day;
            (await db.Principles.SingleAsync(principle => principle.Code == "kvalitet")).ValidTo = day;
            return await db.SaveChangesAsync();
        });
    }

    [Fact]
    public async Task Saving_what_stands_there_writes_nothing()
    {
        var initiative = await vadstena.StartAsync("lena", Home, "Orört", ("what", ["Rad ett.\r\n\r\nRad två."]), ("principles", ["tillit"]));
        var before = await vadstena.Everything();

        var done = await (await vadstena.EditFormAsync("karin", initiative.Id)).PressAsync("Spara");

        Assert.Contains("Inget var ändrat", done.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ångra", done.Text, StringComparison.Ordinal);
        Assert.Single(await vadstena.Steps(initiative.Id));
        Assert.Equal(before, await vadstena.Everything());
    }

    [Fact]
    public async Task The_home_channel_moves_and_the_old_one_goes_on_being_concerned_unless_it_is_unticked()
    {
        var initiative = await vadstena.StartAsync("karin", Home, "På väg");

        await (await vadstena.EditFormAsync("karin", initiative.Id)).PressAsync("Spara", ("home", [SeedIds.Channel("gata/vinter")]));
        Assert.Equal([("Gata, park och teknik › Vinterväghållning", true), ("Vård och omsorg › Hemtjänsten", false)], await ChannelsAsync());
        await (await vadstena.EditFormAsync("karin", initiative.Id)).PressAsync("Spara", ("channels", []));

        Assert.Equal([("Gata, park och teknik › Vinterväghållning", true)], await ChannelsAsync());
        Assert.Equal(
            [SeedIds.Channel(Home), $"{SeedIds.Channel("gata/vinter")}\n{SeedIds.Channel(Home)}", SeedIds.Channel("gata/vinter")],
            (await vadstena.Steps(initiative.Id)).Where(step => step.Field == InitiativeField.Channels).SelectMany(step => new[] { step.Before, step.After }).Distinct());

        async Task<IEnumerable<(string, bool)>> ChannelsAsync() =>
            (await vadstena.Initiative(initiative.Id)).Channels.OrderByDescending(channel => channel.IsHome).Select(channel => (channel.PlaceName, channel.IsHome));
    }

    [Fact]
    public async Task Every_channel_that_it_concerns_gets_its_card_with_the_very_save()
    {
        var initiative = await vadstena.StartAsync("karin", Home, "Kort till tre", ("channels", [SeedIds.Channel("gata/vinter"), SeedIds.Channel("bibliotek/program")]));

        var targets = await vadstena.InDatabase(db => db.Deliveries.Where(row => row.InitiativeId == initiative.Id).Select(row => row.Target).ToListAsync());

        Assert.Equal(initiative.Channels.Select(channel => channel.ChannelId).Order(StringComparer.Ordinal), targets.Order(StringComparer.Ordinal));
    }
}
