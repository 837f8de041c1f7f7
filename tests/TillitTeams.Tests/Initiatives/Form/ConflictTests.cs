using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>Two people change an initiative at once: they are told, and nobody's text is lost.</summary>
public sealed class ConflictTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string Home = "gata/parker";

    [Fact]
    public async Task Who_changed_different_things_keep_both_and_the_later_one_is_told_who_did_what()
    {
        var initiative = await vadstena.StartAsync("johan", Home, "Lökar", ("goals", ["hallbar"]), ("channels", [SeedIds.Channel("gata/vinter")]));
        var (johan, karin) = (await vadstena.EditFormAsync("johan", initiative.Id), await vadstena.EditFormAsync("karin", initiative.Id));

        await karin.PressAsync("Spara", ("what", ["Grannar gräver."]), ("goals", ["hallbar", "vaxande"]), ("channels", [SeedIds.Channel(Home)]));
        var done = await johan.PressAsync("Spara", ("gain", ["April blir gul."]), ("goals", ["attraktiv"]), ("channels", [SeedIds.Channel(Home), SeedIds.Channel("gata/vinter"), SeedIds.Channel("gata/allmant")]));

        Assert.Contains("Karin Lindqvist ändrade samtidigt: Vad gör vi?, Vilka mål bidrar det till?, Vilka kanaler rör det?. Det är med här.", done.Text, StringComparison.Ordinal);
        var now = await vadstena.Initiative(initiative.Id);
        Assert.Equal(("Grannar gräver.", "April blir gul.", 2), (now.What, now.ResidentsGain, now.Goals.Count));
        Assert.Equal(
            new[] { SeedIds.Channel(Home), SeedIds.Channel("gata/allmant") }.Order(StringComparer.Ordinal),
            now.Channels.Select(channel => channel.ChannelId).Order(StringComparer.Ordinal));
        await done.PressAsync("Ångra");
        now = await vadstena.Initiative(initiative.Id);
        Assert.Equal(("Grannar gräver.", null, 2), (now.What, now.ResidentsGain, now.Goals.Count));
    }

    [Fact]
    public async Task Two_who_wrote_in_the_same_field_see_both_texts_and_the_later_one_decides()
    {
        var initiative = await vadstena.StartAsync("johan", Home, "Lekplatsen", ("what", ["Vi bygger."]), ("principles", ["tillit"]), ("how-tillit", ["Barnen väljer."]));
        var (johan, karin) = (await vadstena.EditFormAsync("johan", initiative.Id), await vadstena.EditFormAsync("karin", initiative.Id));
        await karin.PressAsync(
            "Spara", ("title", ["Lekplatsen vid Tycklingen"]), ("what", ["Vi bygger\nmed <b>barnen</b>."]), ("how-tillit", ["Barnen röstar."]), ("state", ["Paused"]), ("learned", ["Fråga först."]), ("home", [SeedIds.Channel("gata/vinter")]));

        var refused = await johan.PressAsync(
            "Spara", ("title", ["Nya lekplatsen"]), ("what", ["Vi bygger i vår."]), ("how-tillit", ["Barn och föräldrar väljer."]), ("state", ["Idea"]), ("goals", ["vaxande"]), ("home", [SeedIds.Channel("gata/allmant")]));

        Assert.Contains("Någon annan ändrade samma sak medan du skrev.", refused.Problem, StringComparison.Ordinal);
        Assert.Contains("Karin Lindqvist ändrade samtidigt: Vad har vi lärt oss?, Vilka kanaler rör det?", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(
            ("Nya lekplatsen", "Vi bygger i vår.", "Barn och föräldrar väljer.", "Idea", "Fråga först.", SeedIds.Channel("gata/allmant")),
            (refused.Value("title"), refused.Value("what"), refused.Value("how-tillit"), refused.Value("state"), refused.Value("learned"), refused.Value("home")));
        Assert.Equal(
            [
                ("initiative-title", "Lekplatsen vid Tycklingen", "Lekplatsen vid Tycklingen"),
                ("initiative-what", "Vi bygger\nmed <b>barnen</b>.", "Vi bygger\nmed <b>barnen</b>."),
                ("initiative-home", SeedIds.Channel("gata/vinter"), "Gata, park och teknik › Vinterväghållning"),
                ("initiative-state", "Paused", "Pausat"),
                ("initiative-how-tillit", "Barnen röstar.", "Barnen röstar."),
            ],
            refused.Page.QuerySelectorAll(".theirs").Select(theirs => (theirs.GetAttribute("data-theirs")!, theirs.GetAttribute("data-value")!, theirs.QuerySelector("blockquote")!.TextContent)));
        Assert.All(refused.Page.QuerySelectorAll(".theirs strong"), said => Assert.Equal("Karin Lindqvist skrev samtidigt:", said.TextContent));
        var between = await vadstena.Initiative(initiative.Id);
        Assert.Equal(("Lekplatsen vid Tycklingen", 0), (between.Title, between.Goals.Count));

        var done = await refused.PressAsync("Spara", ("what", ["Vi bygger i vår.\n\nVi bygger\nmed <b>barnen</b>."]));

        Assert.Contains("Initiativet är sparat", done.Text, StringComparison.Ordinal);
        var now = await vadstena.Initiative(initiative.Id);
        Assert.Equal(
            ("Nya lekplatsen", "Vi bygger i vår.\n\nVi bygger\nmed <b>barnen</b>.", "Barn och föräldrar väljer.", InitiativeState.Idea, "Fråga först.", SeedIds.Channel("gata/allmant")),
            (now.Title, now.What, now.Principles.Single().How, now.State, now.Learned, now.Home!.ChannelId));
        Assert.Contains(await vadstena.Steps(initiative.Id), step => step is { Field: InitiativeField.Title, Before: "Lekplatsen vid Tycklingen", After: "Nya lekplatsen" });
    }

    [Fact]
    public async Task Whoever_has_seen_what_somebody_else_wrote_is_told_again_when_that_changes_once_more()
    {
        var initiative = await vadstena.StartAsync("johan", Home, "Tredje gången");
        var (johan, karin) = (await vadstena.EditFormAsync("johan", initiative.Id), await vadstena.EditFormAsync("karin", initiative.Id));
        await karin.PressAsync("Spara", ("what", ["Ett."]));
        var first = await johan.PressAsync("Spara", ("what", ["Mitt."]));
        await (await vadstena.EditFormAsync("karin", initiative.Id)).PressAsync("Spara", ("what", [""]));

        var second = await first.PressAsync("Spara");

        Assert.Contains("Karin Lindqvist tog samtidigt bort det som stod här.", second.Text, StringComparison.Ordinal);
        Assert.Equal("Mitt.", second.Value("what"));
        Assert.Null((await vadstena.Initiative(initiative.Id)).What);
        await second.PressAsync("Spara");
        Assert.Equal("Mitt.", (await vadstena.Initiative(initiative.Id)).What);
    }

    [Fact]
    public async Task A_change_is_not_taken_back_over_what_somebody_else_has_written_since()
    {
        var initiative = await vadstena.StartAsync("johan", Home, "Ångra sent", ("what", ["Först."]));
        var done = await (await vadstena.EditFormAsync("johan", initiative.Id)).PressAsync("Spara", ("what", ["Sedan."]), ("gain", ["Nytta."]));
        await (await vadstena.EditFormAsync("karin", initiative.Id)).PressAsync("Spara", ("what", ["Karins."]));

        var refused = await done.PressAsync("Ångra");

        Assert.Contains("Någon annan ändrade samma sak", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(("Först.", "Karins."), (refused.Value("what"), refused.Page.QuerySelector(".theirs blockquote")!.TextContent));
        Assert.Equal(("Karins.", "Nytta."), ((await vadstena.Initiative(initiative.Id)).What, (await vadstena.Initiative(initiative.Id)).ResidentsGain));
    }

    [Fact]
    public async Task One_who_has_two_windows_open_is_told_that_it_was_they_themselves()
    {
        var initiative = await vadstena.StartAsync("johan", Home, "Två fönster");
        var (one, other) = (await vadstena.EditFormAsync("johan", initiative.Id), await vadstena.EditFormAsync("johan", initiative.Id));
        await one.PressAsync("Spara", ("what", ["Här."]), ("gain", ["Nytta."]));

        var refused = await other.PressAsync("Spara", ("what", ["Där."]));

        Assert.Contains("Du skrev själv, i ett annat fönster:", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Du ändrade i ett annat fönster: Vad vinner invånarna?. Det är med här.", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_save_at_the_very_same_moment_lose_nothing()
    {
        var initiative = await vadstena.StartAsync("johan", Home, "Samma sekund");
        (string Name, string Value)[] changes = [("what", "Ett."), ("gain", "Två."), ("learned", "Tre."), ("support", "Fyra.")];
        var forms = await Task.WhenAll(changes.Select(_ => vadstena.EditFormAsync("johan", initiative.Id)));

        await Task.WhenAll(changes.Zip(forms, (change, form) => form.PressAsync("Spara", (change.Name, [change.Value]))));

        var now = await vadstena.Initiative(initiative.Id);
        Assert.Equal(("Ett.", "Två.", "Tre.", "Fyra."), (now.What, now.ResidentsGain, now.Learned, now.SupportAsked));
        Assert.Equal(5, (await vadstena.Steps(initiative.Id)).Count);
    }
}
