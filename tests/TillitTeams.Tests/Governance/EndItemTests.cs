using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>A goal or a principle ends, alone or in another; what points at it stays or follows, and it is said which before.</summary>
public sealed class EndItemTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task Before_anything_ends_the_page_says_plainly_what_will_happen_and_changes_nothing()
    {
        var (from, into) = (await karin.AddAsync("goal", "Nyfiken"), await karin.AddAsync("goal", "Lärande"));
        await LinkAsync("Nyfiket samtal", "goals", from);
        var before = await karin.StoredAsync();

        var preview = await karin.PreviewEndAsync("goal", from, Steward.Day(-1), into, follow: true);

        Assert.Equal("Det här händer när Nyfiken går upp i Lärande", preview.Page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Samtal, dokument och initiativ som är kopplade till Nyfiken kopplas i stället till Lärande.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Veckobrev som är valda att handla om Nyfiken handlar sedan om Lärande.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Det går inte att ångra.", preview.Text, StringComparison.Ordinal);
        Assert.Equal("Låt Nyfiken gå upp i Lärande", Steward.Button(preview));
        Assert.Equal(before, await karin.StoredAsync());
    }

    [Fact]
    public async Task A_goal_that_ends_is_offered_no_more_keeps_its_links_and_stays_readable()
    {
        var code = await karin.AddAsync("goal", "Avslutat");
        await LinkAsync("Ett samtal från förr", "goals", code);
        var preview = await karin.PreviewEndAsync("goal", code, Steward.Day(-1));
        Assert.Contains("Avslutat gällde till och med", preview.Text, StringComparison.Ordinal);
        Assert.Contains("ligger kvar och går att läsa på målets sida", preview.Text, StringComparison.Ordinal);
        Assert.Contains("Det finns kopplingar till Avslutat från dagar då det i så fall inte gällde.", preview.Text, StringComparison.Ordinal);

        var page = await preview.PressAsync("Avsluta Avslutat");

        Assert.StartsWith("Avslutat gäller till och med", Steward.Said(page), StringComparison.Ordinal);
        Assert.NotNull(page.Page.QuerySelector($"details [data-item='{code}']"));
        using var viewer = vadstena.AppClient("lena");
        var own = await viewer.ReadAsync($"views/goal/{code}");
        Assert.Contains("Gällde till och med", own, StringComparison.Ordinal);
        Assert.Contains("Ett samtal från förr", own, StringComparison.Ordinal);
        Assert.DoesNotContain($"goal/{code}", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
        Assert.DoesNotContain($"\"{code}\"", (await new Tagger(vadstena, "lena").OpenAsync(vadstena.Root("omsorg/allmant"))).Card.ToJsonString(), StringComparison.Ordinal);
        var item = await karin.ItemAsync("goal", code);
        var step = (await karin.HistoryAsync(item.Id))[^1];
        Assert.Equal((ModelChangeKind.Retired, Steward.Day(-1), "Kommunfullmäktige § 102", Steward.Today.AddDays(-3)), (step.Kind, step.After, step.DecisionReference, step.DecidedOn));
        Assert.Equal(AuditAction.ModelItemRetired, (await karin.AuditsAsync(item.Id))[^1].Action);
    }

    [Fact]
    public async Task What_ends_on_a_day_to_come_is_in_force_until_then()
    {
        var code = await karin.AddAsync("goal", "Snart slut");

        await (await karin.PreviewEndAsync("goal", code, Steward.Day(40))).PressAsync("Avsluta Snart slut");

        using var viewer = vadstena.AppClient("lena");
        Assert.Contains($"goal/{code}", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);
        Assert.Contains("Gäller till och med", await viewer.ReadAsync($"views/goal/{code}"), StringComparison.Ordinal);
        // It is put right in the form, where the end can be taken back.
        await (await karin.EditAsync("goal", code)).PressAsync("Spara", ("ValidTo", [""]));
        Assert.Null((await karin.ItemAsync("goal", code)).ValidTo);
    }

    [Fact]
    public async Task When_goals_are_merged_all_that_points_at_the_one_points_at_the_other_once_and_the_lists_are_right()
    {
        var (from, into) = (await karin.AddAsync("goal", "Det ena"), await karin.AddAsync("goal", "Det andra"));
        await LinkAsync("Bara det ena", "goals", from);
        await LinkAsync("Båda två", "goals", $"{from},{into}", why: "Därför att båda hör ihop.");
        await LinkAsync("Bara det andra", "goals", into);
        var (one, both) = (await vadstena.TellAsync("Ena initiativet", ["omsorg/hemtjansten"], goals: [from]), await vadstena.TellAsync("Båda initiativen", ["omsorg/hemtjansten"], goals: [from, into]));
        var letter = await ChooseForLetterAsync(from);
        var (links, versions) = (await LinksOfAsync(from), await VersionsAsync());

        var page = await karin.MergeAsync("goal", from, into, follow: true);

        Assert.Equal("Det ena har gått upp i Det andra, och det som var kopplat har följt med.", Steward.Said(page));
        var (old, now) = (await karin.ItemAsync("goal", from), await karin.ItemAsync("goal", into));
        Assert.Equal((now.Id, Steward.Today.AddDays(-1)), (old.MergedIntoId, old.ValidTo));
        var stored = await vadstena.Links();
        Assert.All(links, link => Assert.Equal([now.Id], stored.Single(row => row.Id == link).Goals.Select(tag => tag.GoalId)));
        Assert.All(links, link => Assert.NotEqual(versions[link], stored.Single(row => row.Id == link).Version));
        await vadstena.InDatabase(async db =>
        {
            foreach (var before in new[] { one, both })
            {
                var initiative = await db.Initiatives.Include(row => row.Goals).SingleAsync(row => row.Id == before.Id);
                Assert.Equal([now.Id], initiative.Goals.Select(goal => goal.GoalId));
                Assert.NotEqual(before.Version, initiative.Version);
                Assert.Equal(before.ChangedAt, initiative.ChangedAt);
            }

            var chosen = await db.DigestSubscriptions.Include(row => row.Goals).SingleAsync(row => row.Id == letter.Id);
            Assert.Equal([now.Id], chosen.Goals.Select(goal => goal.GoalId));
            Assert.NotEqual(letter.Version, chosen.Version);
            return true;
        });

        using var viewer = vadstena.AppClient("lena");
        var other = await viewer.ReadAsync($"views/goal/{into}");
        Assert.All(["Bara det ena", "Båda två", "Bara det andra", "Ena initiativet", "Därför att båda hör ihop."], title => Assert.Contains(title, other, StringComparison.Ordinal));
        var retired = await viewer.ReadAsync($"views/goal/{from}");
        Assert.Contains("Har gått upp i", retired, StringComparison.Ordinal);
        Assert.Contains($"href=\"/tab/goal/{into}\"", retired, StringComparison.Ordinal);
        Assert.DoesNotContain("Bara det ena", retired, StringComparison.Ordinal);
        await AssertListsAreRightAsync();
        Assert.Equal(AuditAction.ModelItemMerged, (await karin.AuditsAsync(old.Id))[^1].Action);
        Assert.Contains("Målet Det ena gick upp i Det andra, och det som var kopplat följde med", (await karin.OpenAsync("model/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_links_stay_they_are_read_where_they_were_and_the_page_leads_on()
    {
        var (from, into) = (await karin.AddAsync("goal", "Kvar"), await karin.AddAsync("goal", "Vidare"));
        await LinkAsync("Det som ligger kvar", "goals", from);
        var initiative = await vadstena.TellAsync("Initiativet ligger kvar", ["omsorg/hemtjansten"], goals: [from]);
        var links = await LinksOfAsync(from);

        var page = await karin.MergeAsync("goal", from, into, follow: false);

        Assert.Equal("Kvar har gått upp i Vidare. Det som är kopplat till Kvar ligger kvar där.", Steward.Said(page));
        Assert.Equal(links, await LinksOfAsync(from));
        Assert.Empty(await LinksOfAsync(into));
        using var viewer = vadstena.AppClient("lena");
        var own = await viewer.ReadAsync($"views/goal/{from}");
        Assert.All(["Det som ligger kvar", "Initiativet ligger kvar", $"href=\"/tab/goal/{into}\""], words => Assert.Contains(words, own, StringComparison.Ordinal));
        Assert.Equal(initiative.Version, await vadstena.InDatabase(db => db.Initiatives.Where(row => row.Id == initiative.Id).Select(row => row.Version).SingleAsync()));
    }

    [Fact]
    public async Task When_principles_are_merged_what_was_said_of_how_they_show_follows_and_no_words_are_lost()
    {
        var (from, into) = (await karin.AddAsync("principle", "Mod"), await karin.AddAsync("principle", "Handlingskraft"));
        await LinkAsync("Modigt", "principles", from);
        await LinkAsync("Både och", "principles", $"{from},{into}");
        var only = await InitiativeAsync("Bara mod", (from, "Vi vågar fråga."));
        var joined = await InitiativeAsync("Mod och handling", (from, "Vi vågar fråga."), (into, "Vi gör det samma dag."));
        var silent = await InitiativeAsync("Tyst handling", (from, "Vi vågar fråga."), (into, null));
        var same = await InitiativeAsync("Samma ord", (from, "Vi gör det."), (into, "Vi gör det."));
        var links = await LinksOfAsync(from);

        var preview = await karin.PreviewEndAsync("principle", from, Steward.Day(-1), into, follow: true);
        Assert.Contains("Det som någon har skrivit om hur Mod syns i ett initiativ följer med till Handlingskraft.", preview.Text, StringComparison.Ordinal);
        await preview.PressAsync(Steward.Button(preview));

        var now = await karin.ItemAsync("principle", into);
        var stored = await vadstena.Links();
        Assert.All(links, link => Assert.Equal([now.Id], stored.Single(row => row.Id == link).Principles.Select(tag => tag.PrincipleId)));
        Assert.Equal("Vi vågar fråga.", await HowAsync(only, now.Id));
        Assert.Equal("Vi gör det samma dag. Vi vågar fråga.", await HowAsync(joined, now.Id));
        Assert.Equal("Vi vågar fråga.", await HowAsync(silent, now.Id));
        Assert.Equal("Vi gör det.", await HowAsync(same, now.Id));
        await AssertListsAreRightAsync();
    }

    [Theory]
    [InlineData("lastDay", "snart", "Skriv en dag som 2026-11-25.")]
    [InlineData("lastDay", "2001-01-01", "Den sista dagen är före den första.")]
    [InlineData("reference", "", "Skriv vilket beslut det kommer av.")]
    [InlineData("decidedOn", "2150-01-01", "Den dagen har inte kommit än. Skriv in beslutet när det är fattat.")]
    [InlineData("into", "", "Välj vad kopplingarna ska följa med till.")]
    [InlineData("into", "tillit", "Välj något som gäller i dag.")]
    [InlineData("into", "attraktiv", "Välj något som gäller i dag.")]
    public async Task What_is_filled_in_wrongly_is_said_at_its_field_and_nothing_is_lost(string field, string value, string problem)
    {
        var form = await karin.OpenAsync("model/end?kind=goal&code=attraktiv");
        (string, string[])[] filled =
            [("lastDay", [Steward.Day(-1)]), ("reference", ["Kommunfullmäktige § 7"]), ("decidedOn", [Steward.Day(-2)]), ("into", ["vaxande"]), ("links", ["follow"])];

        var page = await form.PressAsync("Se vad som händer", [.. filled.Where(other => other.Item1 != field), (field, [value])]);

        Assert.Contains(problem, page.Page.QuerySelectorAll(".field-problem").Select(said => said.TextContent.Trim()));
        Assert.Equal(field == "reference" ? "" : "Kommunfullmäktige § 7", page.Value("reference"));
        Assert.Equal(["follow"], page.Ticked("links"));
        Assert.Null((await karin.ItemAsync("goal", "attraktiv")).ValidTo);
    }

    [Fact]
    public async Task Links_follow_only_once_the_last_day_is_over_because_more_may_be_linked_until_then()
    {
        var page = await karin.PreviewEndAsync("goal", "attraktiv", Steward.Day(0), "vaxande", follow: true);

        Assert.Contains("Välj en dag som har varit.", page.Page.QuerySelector(".field-problem")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_changes_their_mind_finds_the_form_as_they_filled_it_in()
    {
        var preview = await karin.PreviewEndAsync("goal", "attraktiv", Steward.Day(-1), "vaxande", follow: true);

        var form = await preview.PressAsync("Ändra uppgifterna");

        Assert.Equal((Steward.Day(-1), "Kommunfullmäktige § 102", "vaxande"), (form.Value("lastDay"), form.Value("reference"), form.Value("into")));
        Assert.Equal(["follow"], form.Ticked("links"));
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_read_again_before_it_ends()
    {
        var (from, into) = (await karin.AddAsync("goal", "Bråttom"), await karin.AddAsync("goal", "Lugnt"));
        var preview = await karin.PreviewEndAsync("goal", from, Steward.Day(-1), into, follow: true);
        await (await karin.EditAsync("goal", from)).PressAsync("Spara", ("NameSv", ["Inte bråttom"]));

        var told = await preview.PressAsync(Steward.Button(preview));

        Assert.StartsWith("Någon annan ändrade styrmodellen medan du läste.", told.Problem, StringComparison.Ordinal);
        Assert.Null((await karin.ItemAsync("goal", from)).ValidTo);
        Assert.Equal("Inte bråttom har gått upp i Lugnt, och det som var kopplat har följt med.", Steward.Said(await told.PressAsync("Låt Inte bråttom gå upp i Lugnt")));
    }

    [Fact]
    public async Task What_somebody_else_ended_meanwhile_is_not_ended_over_again_unread()
    {
        var code = await karin.AddAsync("principle", "Omtanke");
        var preview = await karin.PreviewEndAsync("principle", code, Steward.Day(-1));
        await (await karin.PreviewEndAsync("principle", code, Steward.Day(30))).PressAsync("Avsluta Omtanke");

        var told = await preview.PressAsync("Avsluta Omtanke");

        Assert.StartsWith("Någon annan ändrade styrmodellen medan du läste.", told.Problem, StringComparison.Ordinal);
        Assert.Equal(Steward.Today.AddDays(30), (await karin.ItemAsync("principle", code)).ValidTo);
    }

    [Fact]
    public async Task What_ended_before_is_merged_later_and_what_was_left_behind_follows_then()
    {
        var (from, into) = (await karin.AddAsync("goal", "Först slut"), await karin.AddAsync("goal", "Sedan ihop"));
        await LinkAsync("Kvarglömt", "goals", from);
        await (await karin.PreviewEndAsync("goal", from, Steward.Day(-10))).PressAsync("Avsluta Först slut");

        var form = await karin.OpenAsync($"model/end?kind=goal&code={from}");
        Assert.Equal(Steward.Day(-10), form.Value("lastDay"));
        var preview = await form.PressAsync("Se vad som händer", ("reference", ["Kommunfullmäktige § 103"]), ("decidedOn", [Steward.Day(-1)]), ("into", [into]), ("links", ["follow"]));
        await preview.PressAsync(Steward.Button(preview));

        Assert.Single(await LinksOfAsync(into));
        Assert.Empty(await LinksOfAsync(from));
        var item = await karin.ItemAsync("goal", from);
        Assert.Equal([ModelChangeKind.Added, ModelChangeKind.Retired, ModelChangeKind.MergedWithLinks], (await karin.HistoryAsync(item.Id)).Select(step => step.Kind));
        // It comes back as a goal of its own, if that is decided.
        await (await karin.EditAsync("goal", from)).PressAsync("Spara", ("ValidTo", [""]));
        Assert.Null((await karin.ItemAsync("goal", from)).MergedIntoId);
    }

    [Fact]
    public async Task A_dialog_that_was_open_all_the_while_loses_nothing()
    {
        var (from, into) = (await karin.AddAsync("goal", "Öppet"), await karin.AddAsync("goal", "Öppnare"));
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", "<p>Öppen dialog</p>");
        var tagger = new Tagger(vadstena, "lena");
        await tagger.TagAsync(spot, ("goals", from));
        var dialog = await tagger.OpenAsync(spot);

        await karin.MergeAsync("goal", from, into, follow: true);
        var saved = await tagger.PressAsync(spot, dialog, dialog.Buttons[0], ("goals", from), ("why", "Det märks."));

        // What is not offered any longer cannot be saved, and what was written stays in the dialog.
        Assert.Contains("Det märks.", System.Text.RegularExpressions.Regex.Unescape(saved.Card.ToJsonString()), StringComparison.Ordinal);
        Assert.Single(await LinksOfAsync(into));
    }

    private async Task LinkAsync(string title, string input, string codes, string why = "")
    {
        var spot = vadstena.Write("omsorg/hemtjansten", "lena", $"<p>{title}</p>");
        await new Tagger(vadstena, "lena").TagAsync(spot, (input, codes), ("why", why));
        Assert.Contains(await vadstena.Links(), link => link.Title == title);
    }

    private Task<List<Guid>> LinksOfAsync(string code) => vadstena.InDatabase(db => db.Links
        .Where(link => db.LinkGoals.Any(tag => tag.LinkId == link.Id && db.Goals.Any(goal => goal.Id == tag.GoalId && goal.Code == code))
            || db.LinkPrinciples.Any(tag => tag.LinkId == link.Id && db.Principles.Any(item => item.Id == tag.PrincipleId && item.Code == code)))
        .Select(link => link.Id).Order().ToListAsync());

    private async Task<Dictionary<Guid, Guid>> VersionsAsync() => (await vadstena.Links()).ToDictionary(link => link.Id, link => link.Version);

    private Task<DigestSubscription> ChooseForLetterAsync(string code) => vadstena.InDatabase(async db =>
    {
        var letter = new DigestSubscription { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Target = $"{Guid.NewGuid()}", Language = "sv", NextWeek = "2026-W48", EndedAt = DateTimeOffset.UnixEpoch, Version = Guid.NewGuid() };
        letter.Goals.Add(new DigestGoal { TenantId = letter.TenantId, SubscriptionId = letter.Id, GoalId = (await db.Goals.SingleAsync(goal => goal.Code == code)).Id });
        db.Add(letter);
        await db.SaveChangesAsync();
        return letter;
    });

    private async Task<Guid> InitiativeAsync(string title, params (string Code, string? How)[] principles)
    {
        var initiative = await vadstena.TellAsync(title, ["omsorg/hemtjansten"], principles: [.. principles.Select(principle => principle.Code)]);
        await vadstena.InDatabase(async db =>
        {
            foreach (var (code, how) in principles)
            {
                (await db.Set<InitiativePrinciple>().SingleAsync(row => row.InitiativeId == initiative.Id && db.Principles.Any(item => item.Id == row.PrincipleId && item.Code == code))).How = how;
            }

            return await db.SaveChangesAsync();
        });
        return initiative.Id;
    }

    /// <summary>Of the one principle that the initiative has.</summary>
    private Task<string?> HowAsync(Guid initiative, Guid principle) => vadstena.InDatabase(async db =>
    {
        var row = await db.Set<InitiativePrinciple>().AsNoTracking().SingleAsync(row => row.InitiativeId == initiative);
        Assert.Equal(principle, row.PrincipleId);
        return row.How;
    });

    /// <summary>The lists that pages are read from hold what the links say, and nothing else.</summary>
    private async Task AssertListsAreRightAsync() => Assert.Equal([0, 0], await vadstena.InDatabase(db => db.Database.SqlQuery<int>(
        $"""
        SELECT count(*) AS Value FROM (SELECT * FROM ListedLinks EXCEPT SELECT TenantId, List, PlaceId, Position FROM LinkLists) AS extra
        UNION ALL SELECT count(*) FROM (SELECT TenantId, List, PlaceId, Position FROM LinkLists EXCEPT SELECT * FROM ListedLinks) AS missing
        """).ToListAsync()));
}
