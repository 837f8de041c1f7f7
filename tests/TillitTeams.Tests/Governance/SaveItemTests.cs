using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance;
using TillitTeams.Model;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>Goals and principles are added and changed; nothing that anybody typed is lost on the way.</summary>
public sealed class SaveItemTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task A_new_goal_is_offered_and_seen_at_once_and_history_and_audit_tell_of_it()
    {
        var form = await karin.OpenAsync("model/item?kind=goal");
        var icons = await vadstena.InDatabase(db => db.Goals.Select(goal => goal.Icon).ToListAsync());
        Assert.DoesNotContain(Enum.Parse<ItemIcon>(Chosen(form, "Icon")), icons);

        var page = await form.PressAsync("Spara", [.. Steward.Filled("Ökad läslust & lek"), ("Colour", ["Teal"]), ("Icon", ["Book"])]);

        Assert.Equal("Ökad läslust & lek är med i styrmodellen nu.", Steward.Said(page));
        var goal = await karin.ItemAsync("goal", "okad-laslust-lek");
        Assert.Equal(
            ("Ökad läslust & lek", "Det här är Ökad läslust & lek.", "Kommunfullmäktige § 91", ItemColour.Teal, ItemIcon.Book, null),
            (goal.Name.Sv, goal.Description.Sv, goal.DecisionReference, goal.Colour, goal.Icon, goal.ValidTo));
        Assert.Equal(goal.Code, (await karin.CodesAsync("goal"))[^1]);
        var spot = vadstena.Root("omsorg/hemtjansten");
        await new Tagger(vadstena, "lena").TagAsync(spot, ("goals", goal.Code));
        using var viewer = vadstena.AppClient("lena");
        Assert.Contains($"data-hue=\"{(int)ItemColour.Teal}\"", await viewer.ReadAsync($"views/goal/{goal.Code}"), StringComparison.Ordinal);
        Assert.Contains(">Ökad läslust & lek</a>", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);

        var step = Assert.Single(await karin.HistoryAsync(goal.Id));
        Assert.Equal((ModelChangeKind.Added, ModelActor.Steward, "Kommunfullmäktige § 91"), (step.Kind, step.Actor, step.DecisionReference));
        var audit = Assert.Single(await karin.AuditsAsync(goal.Id));
        Assert.Equal((AuditAction.ModelItemAdded, vadstena.Person(Steward.Person).Id), (audit.Action, audit.PersonId));
    }

    [Fact]
    public async Task What_is_changed_stands_in_the_history_before_and_after_without_the_name_of_whoever_did_it()
    {
        var code = await karin.AddAsync("principle", "Närhet");

        var page = await (await karin.EditAsync("principle", code)).PressAsync(
            "Spara", ("NameSv", [" Nära  invånarna "]), ("DecisionReference", ["Kommunfullmäktige § 99"]), ("ValidFrom", ["1/2 2026"]), ("Colour", ["Rust"]));

        Assert.Equal("Nära invånarna är sparad.", Steward.Said(page));
        var item = await karin.ItemAsync("principle", code);
        Assert.Equal(("Nära invånarna", new DateOnly(2026, 2, 1)), (item.Name.Sv, item.ValidFrom));
        Assert.Equal(
            [(ModelField.NameSv, "Närhet", "Nära invånarna"), (ModelField.DecisionReference, "Kommunfullmäktige § 91", "Kommunfullmäktige § 99"), (ModelField.ValidFrom, Steward.Day(-400), "2026-02-01"), (ModelField.Colour, "Indigo", "Rust")],
            (await karin.HistoryAsync(item.Id)).Where(step => step.Kind == ModelChangeKind.Changed).Select(step => (step.Field!.Value, step.Before!, step.After!)));
        using var viewer = vadstena.AppClient("peter");
        var history = await viewer.ReadAsync("views/model/history");
        Assert.All(["Principen Nära invånarna ändrades", ">Närhet</del>", ">Rost</ins>", "Enligt Kommunfullmäktige § 99", "Målförvaltare"], words => Assert.Contains(words, history, StringComparison.Ordinal));
        Assert.DoesNotContain(vadstena.Person(Steward.Person).DisplayName, history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_what_says_the_same_writes_nothing()
    {
        var code = await karin.AddAsync("goal", "Oförändrat");
        var before = await karin.StoredAsync();

        await (await karin.EditAsync("goal", code)).PressAsync("Spara");

        Assert.Equal(before, await karin.StoredAsync());
    }

    [Theory]
    [InlineData("NameSv", "", "Skriv ett namn.")]
    [InlineData("NameSv", "hållbar", "Ett annat heter redan så. Välj ett namn som går att skilja från det.")]
    [InlineData("NameEn", "", "Skriv ett namn.")]
    [InlineData("DescriptionSv", " ", "Skriv en beskrivning.")]
    [InlineData("DecisionReference", "", "Skriv vilket beslut det kommer av.")]
    [InlineData("DecidedOn", "i våras", "Skriv en dag som 2026-11-25.")]
    [InlineData("DecidedOn", "2150-01-01", "Den dagen har inte kommit än. Skriv in beslutet när det är fattat.")]
    [InlineData("ValidFrom", "2026-02-30", "Skriv en dag som 2026-11-25.")]
    [InlineData("ValidTo", "1999-01-01", "Den sista dagen är före den första.")]
    [InlineData("Colour", "7", "Välj en av färgerna.")]
    [InlineData("Icon", "Rocket", "Välj ett av tecknen.")]
    public async Task What_is_filled_in_wrongly_is_said_at_its_field_and_nothing_is_lost(string field, string value, string problem)
    {
        var before = await karin.CodesAsync("goal");
        (string, string[])[] filled = [.. Steward.Filled("Under arbete").Where(other => other.Item1 != field), (field, [value])];

        var page = await (await karin.OpenAsync("model/item?kind=goal")).PressAsync("Spara", filled);

        Assert.StartsWith("Se över fälten som är markerade. Inget är sparat än.", page.Problem, StringComparison.Ordinal);
        Assert.Equal(problem, page.Page.QuerySelector($"[data-field={field}] .field-problem")!.TextContent.Trim());
        Assert.All(filled.Where(other => other.Item1 is not ("Colour" or "Icon")), other => Assert.Equal(other.Item2[0].Trim(), page.Value(other.Item1)));
        Assert.Equal(before, await karin.CodesAsync("goal"));
    }

    [Fact]
    public async Task What_is_decided_for_a_day_to_come_is_shown_as_coming_and_is_not_offered_yet()
    {
        var code = await karin.AddAsync("goal", "Framtida", validFrom: 30);

        Assert.Contains("Kommande: gäller från", Row(await karin.ModelAsync(), code).TextContent, StringComparison.Ordinal);
        using var viewer = vadstena.AppClient("lena");
        Assert.Contains("Gäller från", await viewer.ReadAsync($"views/goal/{code}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Framtida", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
        Assert.DoesNotContain(code, (await new Tagger(vadstena, "lena").OpenAsync(vadstena.Root("omsorg/allmant"))).Card.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_goal_is_not_decided_away_from_its_own_links_in_silence()
    {
        var code = await karin.AddAsync("goal", "Kopplat");
        await new Tagger(vadstena, "lena").TagAsync(vadstena.Write("omsorg/hemtjansten", "lena", "<p>Före beslutet</p>"), ("goals", code));
        var links = await vadstena.Links();

        var asked = await (await karin.EditAsync("goal", code)).PressAsync("Spara", ("ValidFrom", [Steward.Day(5)]));

        Assert.Contains("Med de dagarna finns det kopplingar från dagar då målet inte gällde.", asked.Problem, StringComparison.Ordinal);
        Assert.Equal(Steward.Today.AddDays(-400), (await karin.ItemAsync("goal", code)).ValidFrom);

        // Other days than those that were asked about are asked about again.
        var again = await asked.PressAsync("Spara ändå", ("ValidFrom", [Steward.Day(6)]));
        Assert.Contains("Med de dagarna", again.Problem, StringComparison.Ordinal);
        Assert.Equal("Kopplat är sparad.", Steward.Said(await again.PressAsync("Spara ändå")));
        Assert.Equal(Steward.Today.AddDays(6), (await karin.ItemAsync("goal", code)).ValidFrom);
        Assert.Equal(links.Count, (await vadstena.Links()).Count);
        Assert.Equal("Kopplat är sparad.", Steward.Said(await (await karin.EditAsync("goal", code)).PressAsync("Spara", ("ValidFrom", [Steward.Day(-2)]))));
    }

    [Fact]
    public async Task Two_who_change_different_things_at_once_lose_nothing_and_the_later_one_is_told()
    {
        var code = await karin.AddAsync("goal", "Tillsammans");
        var (first, second) = (await karin.EditAsync("goal", code), await karin.EditAsync("goal", code));
        await first.PressAsync("Spara", ("DescriptionSv", ["Vi gör det ihop."]));

        var told = await second.PressAsync("Spara", ("NameSv", ["Ihop"]));

        Assert.StartsWith("Någon annan sparade medan du skrev.", told.Problem, StringComparison.Ordinal);
        Assert.Contains("Ändrat av någon annan: Beskrivning.", told.Problem, StringComparison.Ordinal);
        Assert.Equal(("Ihop", "Vi gör det ihop."), (told.Value("NameSv"), told.Value("DescriptionSv")));
        await told.PressAsync("Spara");
        var item = await karin.ItemAsync("goal", code);
        Assert.Equal(("Ihop", "Vi gör det ihop."), (item.Name.Sv, item.Description.Sv));
    }

    [Fact]
    public async Task Two_who_write_in_the_same_field_at_once_lose_nothing_and_the_later_one_chooses()
    {
        var code = await karin.AddAsync("goal", "Dubbelt");
        // It was given a colour that no other has; how many there are by then depends on what else was tried.
        await (await karin.EditAsync("goal", code)).PressAsync("Spara", ("Colour", ["Indigo"]));
        var (first, second) = (await karin.EditAsync("goal", code), await karin.EditAsync("goal", code));
        await first.PressAsync("Spara", ("NameSv", ["Den enas"]), ("Colour", ["Plum"]));

        var told = await second.PressAsync("Spara", ("NameSv", ["Den andras"]), ("Colour", ["Amber"]));

        Assert.Equal("Den andras", told.Value("NameSv"));
        Assert.Contains("Den enas", told.Page.QuerySelector("[data-field=NameSv] [data-theirs]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Någon annan valde: Plommon.", told.Page.QuerySelector("[data-field=Colour]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Amber", Chosen(told, "Colour"));
        Assert.Equal("Den enas", (await karin.ItemAsync("goal", code)).Name.Sv);
        await told.PressAsync("Spara");
        Assert.Equal("Den andras", (await karin.ItemAsync("goal", code)).Name.Sv);
    }

    [Fact]
    public async Task Sent_twice_at_the_same_moment_a_new_goal_is_there_once()
    {
        var form = await karin.OpenAsync("model/item?kind=goal");

        await Task.WhenAll(form.PressAsync("Spara", Steward.Filled("Ensamt")), form.PressAsync("Spara", Steward.Filled("Ensamt")));

        Assert.Single(await vadstena.InDatabase(db => db.Goals.Where(goal => goal.Name.Sv == "Ensamt").ToListAsync()));
    }

    [Theory]
    [InlineData("Ökad läslust & lek", "okad-laslust-lek")]
    [InlineData("  —Mod!— ", "mod")]
    [InlineData("Lära", "lara-3")]
    [InlineData("日本", "goal")]
    [InlineData("Ett mål med ett alldeles för långt namn för en adress", "ett-mal-med-ett-alldeles-for-langt-namn")]
    public void A_code_that_stands_in_addresses_is_made_of_any_name(string name, string code) =>
        Assert.Equal(code, NameCode.Of(name, "goal", ["lara", "lara-2"]));

    private static IElement Row(TabForm page, string code) => page.Page.QuerySelector($"[data-item='{code}']")!;

    private static string Chosen(TabForm form, string field) => Assert.Single(form.Ticked(field));
}
