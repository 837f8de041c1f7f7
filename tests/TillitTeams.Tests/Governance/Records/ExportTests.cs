using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Initiatives;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>Everything about a goal, an initiative or a period that whoever takes it out can open, and nothing else.</summary>
public sealed partial class ExportTests(RecordsTenant vadstena) : IClassFixture<RecordsTenant>
{
    private const string LeftOut = "Något är utelämnat.";

    [Fact]
    public async Task What_a_link_says_stands_in_it_with_the_address_of_its_source_and_without_whoever_made_it()
    {
        using var karin = new Registrar(vadstena);

        var zip = await karin.TakeOutAsync(Registrar.OfGoal("vaxande"));

        var link = zip.Json("kopplingar.json")["links"]!.AsArray()[0]!;
        var stored = await vadstena.InDatabase(db => db.Links.AsNoTracking().SingleAsync(row => row.Id == Guid.Parse((string)link["id"]!)));
        // What it is called, and where, may have been read anew in between.
        Assert.Equal((stored.WebUrl, stored.Why), ((string)link["url"]!, (string)link["why"]!));
        Assert.All((string[])["title", "place"], name => Assert.NotEmpty((string)link[name]!));
        Assert.Equal(stored.TaggedAt.ToUnixTimeSeconds(), DateTimeOffset.Parse((string)link["linkedAt"]!, CultureInfo.InvariantCulture).ToUnixTimeSeconds());
        Assert.Contains("Växande", zip.Table("kopplingar.csv")[1][9], StringComparison.Ordinal);
        Assert.Equal(stored.WebUrl, zip.Page("kopplingar-1.html").QuerySelector($"#link-{stored.Id} a")!.GetAttribute("href"));
        Assert.Equal(
            ["id", "kind", "title", "place", "url", "at", "isEdited", "linkedAt", "changedAt", "why", "goals", "principles", "initiative"],
            link.AsObject().Select(property => property.Key));
        // All of them have linked. A chat of two is called after both in its address.
        var said = Address().Replace(zip.All, "");
        Assert.All(vadstena.SixPeople, person => Assert.DoesNotContain(person.Id.ToString(), said, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_decision_behind_a_goal_and_what_was_changed_in_it_stand_with_their_paragraphs_and_days()
    {
        using var karin = new Registrar(vadstena);
        var goal = await vadstena.InDatabase(db => db.Goals.AsNoTracking().SingleAsync(goal => goal.Code == "attraktiv"));

        var zip = await karin.TakeOutAsync(Registrar.OfGoal("attraktiv"));

        var row = Assert.Single(zip.Table("beslut.csv").Skip(1));
        Assert.Equal(("Mål", goal.Name.Sv, goal.DecisionReference, goal.DecidedOn.ToString("O", CultureInfo.InvariantCulture)), (row[0], row[2], row[6], row[7]));
        Assert.Contains(goal.DecisionReference, zip.Page().QuerySelector("#decisions")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(zip.Table("styrmodellens-historia.csv").Skip(1), change => change[2] == goal.Name.Sv && change[7] == goal.DecisionReference);
        Assert.DoesNotContain(zip.Table("styrmodellens-historia.csv").Skip(1), change => change[2] == "Växande");
    }

    [Fact]
    public async Task An_initiatives_export_tells_who_did_what_in_it_and_what_was_linked_to_it_and_says_nothing_of_what_is_left_out_when_nothing_is()
    {
        using var karin = new Registrar(vadstena);
        var told = await vadstena.TellAsync("Läxhjälp på biblioteket", ["kansli/allmant"], contact: "sara", goals: ["vaxande"], principles: ["tillit"]);
        var link = await LinkToAsync(told.Id, "kansli/allmant");
        await vadstena.InDatabase(db =>
        {
            db.Add(StepOf(told, "amina", InitiativeEventKind.Edited, InitiativeField.What, "Vi provar.", "Vi provar tillsammans."));
            db.Add(StepOf(told, "amina", InitiativeEventKind.Edited, InitiativeField.SupportAsked, "En sal.", "–"));
            db.Add(StepOf(told, "amina", InitiativeEventKind.Edited, InitiativeField.Contact, "–", "Sara Haddad"));
            db.Add(StepOf(told, "johan", InitiativeEventKind.Edited, InitiativeField.Channels, "19:hemlig@thread.tacv2", "19:annan@thread.tacv2"));
            return db.SaveChangesAsync();
        });

        var zip = await karin.TakeOutAsync(Registrar.OfInitiative(told.Id));

        var initiative = Assert.Single(zip.Json("initiativ.json")["initiatives"]!.AsArray())!;
        Assert.Equal("Läxhjälp på biblioteket", (string)initiative["title"]!);
        Assert.Contains(vadstena.Person("sara").DisplayName, zip.Page().QuerySelector($"#initiative-{told.Id}")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(zip.Table("initiativens-historia.csv"), row => row[3] == vadstena.Person("amina").DisplayName && row[6] == "Vi provar." && row[7] == "Vi provar tillsammans.");
        // A dash stands for somebody who has left only where a person stands.
        Assert.Contains(zip.Table("initiativens-historia.csv"), row => row[6] == "En sal." && row[7] == "–");
        Assert.Contains(zip.Table("initiativens-historia.csv"), row => row[6] == "En tidigare medarbetare" && row[7] == "Sara Haddad");
        Assert.Equal(link.ToString(), Assert.Single(zip.Table("kopplingar.csv").Skip(1))[0]);
        Assert.Equal(["Växande", "Tillit"], zip.Table("beslut.csv").Skip(1).Select(row => row[2]));
        // Which channels it concerned may name one that is closed.
        Assert.DoesNotContain("@thread.tacv2", zip.Text("initiativens-historia.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain(LeftOut, zip.All, StringComparison.Ordinal);
        Assert.Null(zip.Page().QuerySelector("[data-left-out]"));
        Assert.Contains("Allmän handling: Initiativet Läxhjälp på biblioteket", zip.Page().Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_initiative_whose_channels_are_closed_is_neither_offered_nor_taken_out_nor_named_by_its_links()
    {
        using var karin = new Registrar(vadstena);
        var closed = await vadstena.TellAsync("Smultronstället", ["skola/elevhalsa"], contact: "johan", goals: ["hallbar"]);
        var link = await LinkToAsync(closed.Id, "kansli/allmant");

        var form = await karin.OpenAsync($"?initiative={closed.Id}");
        var refused = await karin.SendAsync("views/records", Registrar.OfInitiative(closed.Id));
        var zip = await karin.TakeOutAsync(Registrar.OfGoal("hallbar"));

        Assert.DoesNotContain("Smultronstället", form.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.StartsWith("Initiativet finns inte, eller så kan du inte öppna det.", Problem(refused), StringComparison.Ordinal);
        Assert.Contains(link.ToString(), zip.Text("kopplingar.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("Smultronstället", zip.All, StringComparison.Ordinal);
        Assert.DoesNotContain(closed.Id.ToString(), zip.All, StringComparison.Ordinal);
        Assert.Contains(LeftOut, zip.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_period_holds_what_was_linked_and_what_happened_between_its_days_both_included()
    {
        using var karin = new Registrar(vadstena);
        var told = await vadstena.TellAsync("Öppet hus i november", ["kansli/allmant"], initiative => initiative.State = InitiativeState.Idea);
        await vadstena.InDatabase(async db =>
        {
            await db.Initiatives.Where(row => row.Id == told.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.StartedAt, At("2019-02-27 12:00")));
            db.Add(StepOf(told, "amina", InitiativeEventKind.Learned, InitiativeField.Learned, null, "Före", "2019-02-28 23:59"));
            db.Add(StepOf(told, "amina", InitiativeEventKind.Learned, InitiativeField.Learned, null, "Första dagen", "2019-03-01 00:00"));
            db.Add(StepOf(told, "amina", InitiativeEventKind.Learned, InitiativeField.Learned, null, "Sista dagen", "2019-03-31 23:59"));
            db.Add(StepOf(told, "amina", InitiativeEventKind.Learned, InitiativeField.Learned, null, "Efter", "2019-04-01 00:00"));
            return await db.SaveChangesAsync();
        });
        var (first, last) = (await LinkToAsync(null, "kansli/allmant", "2019-03-01 00:00"), await LinkToAsync(null, "kansli/allmant", "2019-03-31 23:59"));
        await LinkToAsync(null, "kansli/allmant", "2019-02-28 23:59");
        await LinkToAsync(null, "kansli/allmant", "2019-04-01 00:00");

        var zip = await karin.TakeOutAsync(Registrar.OfPeriod("2019-03-01", "2019-03-31"));

        Assert.Equal([first.ToString(), last.ToString()], zip.Table("kopplingar.csv").Skip(1).Select(row => row[0]));
        Assert.Equal(["Första dagen", "Sista dagen"], zip.Table("initiativens-historia.csv").Skip(1).Select(row => row[7]));
        Assert.Equal("Perioden 1 mars 2019 till 31 mars 2019", zip.Page().QuerySelector("h1")!.TextContent);
        Assert.Empty((await karin.TakeOutAsync(Registrar.OfPeriod("2018-01-01", "2018-12-31"))).Table("kopplingar.csv").Skip(1));
        Assert.Equal(2, (await karin.TakeOutAsync(Registrar.OfGoal("hallbar", "2019-03-01", "2019-03-31"))).Table("kopplingar.csv").Skip(1).Count());
    }

    [Fact]
    public async Task Every_checksum_is_that_of_its_file_and_the_manifest_names_all_that_came_before_it()
    {
        using var karin = new Registrar(vadstena);

        var zip = await karin.TakeOutAsync(Registrar.OfGoal("vaxande"));

        var sums = zip.Text("kontrollsummor.sha256").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split("  ")).ToDictionary(line => line[1], line => line[0]);
        Assert.Equal(zip.Files.Keys.Except(["kontrollsummor.sha256"]).Order(StringComparer.Ordinal), sums.Keys.Order(StringComparer.Ordinal));
        Assert.All(sums, sum => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(zip.Files[sum.Key])), sum.Value));
        var listed = zip.Json("manifest.json")["files"]!.AsArray();
        Assert.Equal(sums.Keys.Except(["manifest.json"]), listed.Select(file => (string)file!["name"]!));
        Assert.All(listed, file => Assert.Equal((zip.Files[(string)file!["name"]!].Length, sums[(string)file["name"]!]), ((int)file["bytes"]!, (string)file["sha256"]!)));
    }

    [Fact]
    public async Task What_would_be_a_formula_in_a_spreadsheet_is_text_there_and_what_would_be_markup_is_text_on_the_page()
    {
        using var karin = new Registrar(vadstena);
        var told = await vadstena.TellAsync("=1+1", ["kansli/allmant"]);
        var link = await LinkToAsync(told.Id, "kansli/allmant", why: "=HYPERLINK(\"https://x.example\";\"Klicka\")\n<script>alert(1)</script>, \"så\"");

        var zip = await karin.TakeOutAsync(Registrar.OfInitiative(told.Id));

        var row = Assert.Single(zip.Table("kopplingar.csv").Skip(1));
        Assert.Equal("'=HYPERLINK(\"https://x.example\";\"Klicka\")\n<script>alert(1)</script>, \"så\"", row[8]);
        Assert.Equal("'=1+1", row[11]);
        Assert.Equal("'=1+1", zip.Table("initiativ.csv")[1][1]);
        Assert.Equal("=HYPERLINK(\"https://x.example\";\"Klicka\")\n<script>alert(1)</script>, \"så\"", zip.Page().QuerySelector($"#link-{link} blockquote")!.TextContent);
        Assert.Empty(zip.Page().QuerySelectorAll("script"));
        Assert.All(zip.Files.Keys.Where(file => file.EndsWith(".csv", StringComparison.Ordinal)), file =>
        {
            Assert.Equal([0xEF, 0xBB, 0xBF], zip.Files[file][..3]);
            Assert.DoesNotMatch(FormulaField(), zip.Text(file));
        });
    }

    [Fact]
    public async Task It_is_written_in_the_language_in_which_it_was_ordered_whatever_is_spoken_when_it_is_fetched()
    {
        using var english = new Registrar(vadstena, "en");
        using var swedish = new Registrar(vadstena);

        var id = await english.OrderAsync(Registrar.OfGoal("hallbar"));
        await english.WaitForAsync(id, RecordState.Ready);
        var (_, inSwedish) = await swedish.FetchAsync(id);
        var zip = Zip.Read(inSwedish);

        Assert.Equal((await english.FetchAsync(id)).Body, inSwedish);
        Assert.Equal("en", zip.Page().DocumentElement.GetAttribute("lang"));
        Assert.Equal("The goal Sustainable", zip.Page().QuerySelector("h1")!.TextContent);
        Assert.Equal("Title", zip.Table("kopplingar.csv")[0][2]);
    }

    private Task<Guid> LinkToAsync(Guid? initiative, string channel, string? at = null, string why = "Fler får hjälp i tid.") => vadstena.InDatabase(async db =>
    {
        var goal = await db.Goals.SingleAsync(goal => goal.Code == "hallbar");
        var conversation = vadstena.Conversation(channel);
        var message = vadstena.Tenant.Post(conversation.Id, null, vadstena.Person("karin").Id, "<p>Så här gick det.</p>");
        var source = MessageSource.InChannel(vadstena.ChannelOf(Guid.Empty, channel).TeamId, conversation.Id, message.Id, null);
        var tagged = at is null ? message.CreatedAt : At(at);
        var id = Guid.CreateVersion7(tagged);
        db.Add(new Link
        {
            Id = id, TenantId = vadstena.Tenant.Id, SourceKey = source.Key, Message = source, ContainerId = source.ContainerId, WebUrl = "https://teams.microsoft.com/l/message/x",
            Title = "Så här gick det.", PlaceName = channel, Why = why, TaggedById = vadstena.Person("amina").Id, OccurredAt = tagged, TaggedAt = tagged, ChangedAt = tagged,
            Version = Guid.NewGuid(), InitiativeId = initiative, Goals = [new LinkGoal { TenantId = vadstena.Tenant.Id, LinkId = id, GoalId = goal.Id }],
        });
        await db.SaveChangesAsync();
        return id;
    });

    private InitiativeEvent StepOf(Initiative initiative, string person, InitiativeEventKind kind, InitiativeField field, string? before, string after, string? at = null) => new()
    {
        Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, At = at is null ? initiative.StartedAt : At(at), Kind = kind, Field = field,
        ById = vadstena.Person(person).Id, ByName = vadstena.Person(person).DisplayName, Before = before, After = after,
    };

    /// <summary>As clocks show it in Vadstena.</summary>
    private static DateTimeOffset At(string local)
    {
        var time = DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm").GetUtcOffset(time));
    }

    private static string? Problem(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector(".field-problem")?.TextContent;

    [GeneratedRegex("https?://[^\\s\"<]+", RegexOptions.None, 1000)]
    private static partial Regex Address();

    /// <summary>A field that begins as a formula does.</summary>
    [GeneratedRegex("(^|,)\"?[=@+]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FormulaField();
}
