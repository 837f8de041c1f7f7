using System.Text.Json.Nodes;
using AngleSharp.Dom;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance;
using TillitTeams.Model;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>The council's decision as a file: read in with a look beforehand, and got out again as it was.</summary>
public sealed class ImportModelFileTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task What_is_got_out_and_read_in_again_changes_nothing()
    {
        var preview = await PreviewAsync(await ExportAsync("peter"));

        Assert.Contains("Styrmodellen säger redan detsamma som filen.", preview.Text, StringComparison.Ordinal);
        Assert.Null(preview.Page.QuerySelector("button.primary"));
    }

    [Fact]
    public async Task First_it_is_said_what_would_be_added_changed_and_ended_and_then_it_is()
    {
        var code = await karin.AddAsync("goal", "Lämnas ifred");
        var ends = await karin.AddAsync("principle", "Tar slut");
        var file = JsonNode.Parse(await ExportAsync(Steward.Person))!;
        Drop(file, "goals", code);
        Find(file, "goals", "vaxande")["name"]!["sv"] = "Växtkraftig";
        Find(file, "principles", ends)["validTo"] = Steward.Day(60);
        file["goals"]!.AsArray().Insert(0, JsonNode.Parse(
            """{ "code": "trygg", "name": { "sv": "Trygg", "en": "Safe" }, "description": { "sv": "Alla är trygga.", "en": "All are safe." }, "decision": { "reference": "KF § 5", "decidedOn": "2026-02-01", "validFrom": "2026-03-01" }, "colour": "plum", "icon": "house" }"""));
        var before = await karin.StoredAsync();

        var preview = await PreviewAsync(file.ToJsonString());

        Assert.Equal(before, await karin.StoredAsync());
        Assert.Contains("Trygg", Section(preview, "added").TextContent, StringComparison.Ordinal);
        var changed = Section(preview, "changed").TextContent;
        Assert.All(["Växande", "Växtkraftig", "Tar slut", "Gäller till och med"], words => Assert.Contains(words, changed, StringComparison.Ordinal));
        Assert.DoesNotContain("Lämnas ifred", changed, StringComparison.Ordinal);
        Assert.Contains("Det som filen inte nämner lämnas som det är.", preview.Text, StringComparison.Ordinal);

        var page = await preview.PressAsync("Ändra styrmodellen");

        Assert.Equal("Filen är inläst.", Steward.Said(page));
        Assert.Equal("trygg", (await karin.CodesAsync("goal"))[0]);
        var added = await karin.ItemAsync("goal", "trygg");
        Assert.Equal(("KF § 5", new DateOnly(2026, 3, 1), ItemColour.Plum, ItemIcon.House), (added.DecisionReference, added.ValidFrom, added.Colour, added.Icon));
        Assert.Equal("Växtkraftig", (await karin.ItemAsync("goal", "vaxande")).Name.Sv);
        Assert.Equal(Steward.Today.AddDays(60), (await karin.ItemAsync("principle", ends)).ValidTo);
        Assert.Null((await karin.ItemAsync("goal", code)).ValidTo);
        var step = Assert.Single(await karin.HistoryAsync(added.Id));
        Assert.Equal((ModelChangeKind.Added, ModelActor.File, "KF § 5"), (step.Kind, step.Actor, step.DecisionReference));
        Assert.Equal(AuditAction.ModelItemAdded, Assert.Single(await karin.AuditsAsync(added.Id)).Action);
        await RestoreAsync("vaxande", "Växande");
    }

    [Fact]
    public async Task A_file_does_not_end_a_goal_before_its_own_links_in_silence()
    {
        var code = await karin.AddAsync("goal", "Nyss kopplat");
        await new Tagger(vadstena, "lena").TagAsync(vadstena.Write("omsorg/hemtjansten", "lena", "<p>Nyss</p>"), ("goals", code));
        var file = JsonNode.Parse(await ExportAsync(Steward.Person))!;
        Find(file, "goals", code)["validTo"] = Steward.Day(-1);

        var preview = await PreviewAsync(file.ToJsonString());

        Assert.Contains("Det finns kopplingar till Nyss kopplat från dagar då det i så fall inte gällde.", Section(preview, "changed").TextContent, StringComparison.Ordinal);
        Assert.Contains("Till och med", Section(preview, "changed").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Välj en fil eller klistra in dess text.")]
    [InlineData("Våra mål är tre.", "line 1")]
    [InlineData("{ \"decision\": { \"reference\": \"KF § 1\", \"decidedOn\": \"2026-01-01\", \"validFrom\": \"2026-01-01\" }, \"goals\": [], \"principles\": [] }", "goals lists nothing.")]
    public async Task A_file_that_cannot_be_read_says_where_it_is_wrong_and_stays_in_the_field(string text, string place)
    {
        var page = await PreviewAsync(text);

        Assert.Contains(place, page.Problem, StringComparison.Ordinal);
        Assert.Equal(text, page.Value("file"));
    }

    [Fact]
    public async Task Two_of_one_name_are_not_read_in()
    {
        var file = JsonNode.Parse(await ExportAsync(Steward.Person))!;
        Find(file, "principles", "kvalitet")["name"]!["sv"] = "tillit";

        Assert.Contains("Två principer skulle heta", (await PreviewAsync(file.ToJsonString())).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_beginning_after_the_end_that_is_stored_is_not_read_in()
    {
        var code = await karin.AddAsync("goal", "Slut redan");
        await (await karin.PreviewEndAsync("goal", code, Steward.Day(-1))).PressAsync("Avsluta Slut redan");
        var file = JsonNode.Parse(await ExportAsync(Steward.Person))!;
        var goal = Find(file, "goals", code).AsObject();
        goal.Remove("validTo");
        goal["decision"]!["validFrom"] = Steward.Day(10);

        Assert.Contains("Slut redan: Den sista dagen är före den första.", (await PreviewAsync(file.ToJsonString())).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_by_somebody_else_meanwhile_is_looked_at_again()
    {
        var file = JsonNode.Parse(await ExportAsync(Steward.Person))!;
        Find(file, "goals", "hallbar")["description"]!["sv"] = "Från filen.";
        var preview = await PreviewAsync(file.ToJsonString());
        await (await karin.EditAsync("goal", "attraktiv")).PressAsync("Spara", ("DescriptionSv", ["Från någon annan."]));

        var told = await preview.PressAsync("Ändra styrmodellen");

        Assert.StartsWith("Någon annan ändrade styrmodellen medan du läste.", told.Problem, StringComparison.Ordinal);
        Assert.Contains("Från någon annan.", Section(told, "changed").TextContent, StringComparison.Ordinal);
        Assert.Equal("Från någon annan.", (await karin.ItemAsync("goal", "attraktiv")).Description.Sv);
        await told.PressAsync("Ändra styrmodellen");
        Assert.Equal("Från filen.", (await karin.ItemAsync("goal", "hallbar")).Description.Sv);
    }

    [Fact]
    public async Task An_old_file_without_colours_changes_no_colour_and_reads_no_initiatives()
    {
        await (await karin.EditAsync("principle", "transparens")).PressAsync("Spara", ("Colour", ["Blue"]), ("Icon", ["Eye"]));
        var old = await File.ReadAllTextAsync(Repository.File("src", "TillitTeams", "Governance", "vadstena.json"), TestContext.Current.CancellationToken);
        var initiatives = await vadstena.InDatabase(db => db.Initiatives.CountAsync());

        var preview = await PreviewAsync(old);

        Assert.Contains("Initiativen i filen läses inte in här", preview.Text, StringComparison.Ordinal);
        if (preview.Page.QuerySelector("button.primary") is not null)
        {
            await preview.PressAsync("Ändra styrmodellen");
        }

        Assert.Equal((ItemColour.Blue, ItemIcon.Eye), ((await karin.ItemAsync("principle", "transparens")).Colour, (await karin.ItemAsync("principle", "transparens")).Icon));
        Assert.Equal(initiatives, await vadstena.InDatabase(db => db.Initiatives.CountAsync()));
    }

    [Fact]
    public void Whatever_model_is_got_out_as_a_file_is_read_in_without_a_change() => Prop.ForAll(Models.ToArbitrary(), model =>
    {
        var text = ExportModelFile.FileOf(model).ToText();
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var file = ModelFile.ReadAsync(stream, "in the file", CancellationToken.None).GetAwaiter().GetResult();

        Assert.True(PlanImport.Of(file, model).IsNothing, text);
        // And read in where there is nothing, it is the same model.
        var elsewhere = PlanImport.Of(file, new GovernanceModel([], []));
        Assert.Equal(
            model.Goals.Concat(model.Principles).Select(item => string.Join('|', ItemDraft.Fields.Select(field => ItemDraft.Of(item)[field]))),
            elsewhere.Items.Select(item => string.Join('|', ItemDraft.Fields.Select(field => item.After[field]))));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("A B C", "A B C", "A B C")]
    [InlineData("A B C", "C A", "C B A")]
    [InlineData("A B C", "B X C", "A B X C")]
    [InlineData("A B C", "X", "X A B C")]
    [InlineData("", "A B", "A B")]
    [InlineData("A B C D", "D X B", "A D X C B")]
    public void What_a_file_names_is_put_in_its_order_among_what_it_does_not_name(string known, string named, string expected) =>
        Assert.Equal(Words(expected), PlanImport.Order(Words(known), Words(named)));

    private static readonly Gen<string> Text =
        from words in Gen.ArrayOf(Gen.Elements("Hållbar", "och", "\"nära\"", "👩‍👩‍👧", "§ 84", "<b>", "å", "\\", "漢字", "vi"), 3)
        from number in Gen.Choose(0, 100_000)
        select $"{string.Join(' ', words)} {number}";

    private static readonly Gen<DateOnly> Day = Gen.Choose(0, 60_000).Select(days => new DateOnly(1990, 1, 1).AddDays(days));

    private static readonly Gen<GovernanceModel> Models =
        from goals in ItemsOf(ItemKind.Goal)
        from principles in ItemsOf(ItemKind.Principle)
        select new GovernanceModel(goals, principles);

    private static Gen<IReadOnlyList<GovernanceItem>> ItemsOf(ItemKind kind) =>
        from number in Gen.Choose(1, 12)
        from items in Gen.ArrayOf(
            from texts in Gen.ArrayOf(Text, 5)
            from days in Gen.ArrayOf(Day, 2)
            from length in Gen.Choose(0, 4000)
            from look in Gen.Choose(0, 6)
            from decided in Gen.Choose(0, 2)
            select (texts, days, length, look, decided), number)
        select (IReadOnlyList<GovernanceItem>)[.. items.Select((item, at) => Item(kind, at, item.texts, item.days, item.length, item.look, item.decided))];

    private static GovernanceItem Item(ItemKind kind, int at, string[] texts, DateOnly[] days, int length, int look, int decided)
    {
        var item = NewItem.Of(kind, Guid.NewGuid(), $"kod-{at}", at * 2);
        item.Name = new LocalText(texts[0], texts[1]);
        item.Description = new LocalText($"{texts[2]}\n{texts[3]}", texts[3]);
        (item.DecisionReference, item.DecidedOn, item.ValidFrom) = decided == 0 ? (texts[4], days[0], days[1]) : ("Kommunfullmäktige § 84", new DateOnly(2024, 11, 20), new DateOnly(2025, 1, 1));
        item.ValidTo = length % 3 == 0 && item.ValidFrom.AddDays(length) is { Year: < 2200 } last ? last : null;
        (item.Colour, item.Icon) = ((ItemColour)look, (ItemIcon)(look * 2));
        return item;
    }

    private async Task<TabForm> PreviewAsync(string text) => await (await karin.OpenAsync("model/import")).PressAsync("Se vad som händer", ("file", [text]));

    private async Task<string> ExportAsync(string person) => (await TabForm.OpenViewAsync(vadstena, person, "model/export")).Page.QuerySelector("#model-file")!.TextContent;

    private async Task RestoreAsync(string code, string name) => await (await karin.EditAsync("goal", code)).PressAsync("Spara", ("NameSv", [name]));

    private static IElement Section(TabForm page, string name) => page.Page.QuerySelector($"section[aria-labelledby={name}-heading]")!;

    private static JsonNode Find(JsonNode file, string list, string code) => file[list]!.AsArray().Single(item => (string)item!["code"]! == code)!;

    private static void Drop(JsonNode file, string list, string code) => file[list]!.AsArray().Remove(Find(file, list, code));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
