using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance.PersonalData;

/// <summary><i>Mina uppgifter</i>: everybody sees, downloads and corrects what is stored of them, and of nobody else.</summary>
public sealed class OwnDataTests(LeavingVadstena vadstena) : IClassFixture<LeavingVadstena>
{
    [Fact]
    public async Task Everybody_finds_the_page_and_sees_there_by_kind_what_is_stored_of_them_and_why()
    {
        using var sara = vadstena.AppClient("sara");
        foreach (var from in (string[])["views/goals", "views/mine", "views/trust"])
        {
            Assert.Contains("href=\"/tab/personal\"", await sara.ReadAsync(from), StringComparison.Ordinal);
        }

        var page = await PageAsync("sara");

        Assert.Equal(Enum.GetNames<TillitTeams.Governance.PersonalData.PersonalPart>(), page.QuerySelectorAll("[data-part]").Select(part => part.GetAttribute("data-part")));
        Assert.Contains("Saras ord på Aminas koppling.", Part(page, "Words"), StringComparison.Ordinal);
        Assert.Contains("Du startade och är kontakt för Läsklubben", Part(page, "Initiatives"), StringComparison.Ordinal);
        Assert.Contains("Du erbjöd hjälp till Läxhjälp", Part(page, "Steps"), StringComparison.Ordinal);
        Assert.Contains("Du följer Läxhjälp", Part(page, "Follows"), StringComparison.Ordinal);
        Assert.Contains("Brevet kommer till dig", Part(page, "Letter"), StringComparison.Ordinal);
        Assert.Contains("fredag · 08:30", Part(page, "Letter"), StringComparison.Ordinal);
        Assert.Contains("2026-W30", Part(page, "Letter"), StringComparison.Ordinal);
        Assert.Contains("Appen finns i din chatt", Part(page, "Chat"), StringComparison.Ordinal);
        Assert.Contains("Någon erbjöd hjälp till Läsklubben", Part(page, "Cards"), StringComparison.Ordinal);
        Assert.Contains("Koppling gjord", Part(page, "Acts"), StringComparison.Ordinal);
        Assert.Contains(vadstena.Person("sara").Id.ToString(), page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Sara Haddad", page.QuerySelector("section")!.TextContent, StringComparison.Ordinal);

        // Nothing of it is anybody else's.
        var other = await PageAsync("lena");
        Assert.Equal(other.QuerySelectorAll("[data-part]").Length - 1, other.QuerySelectorAll("[data-part] .nothing-yet").Length);
        Assert.DoesNotContain("Läs", other.Body!.TextContent.Replace("Läser", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_cannot_open_any_more_is_not_named_and_their_own_words_are_there_all_the_same()
    {
        var shut = vadstena.Write("skola/lasning", "amina", "<p>Hemligt för andra</p>");
        await new Tagger(vadstena, "amina").TagAsync(shut, ("goals", "hallbar"), ("why", "Aminas egna ord."));
        var initiative = await vadstena.StartAsync("amina", "skola/lasning", "Stängda dörrar", ("what", ["Aminas text."]), ("gain", ["Någon annans text."]));
        await (await vadstena.EditFormAsync("amina", initiative.Id)).PressAsync("Spara", ("gain", ["Någon annans text, rättad."]), ("learned", ["Aminas lärdom."]));
        Assert.Contains("Stängda dörrar", Part(await PageAsync("amina"), "Steps"), StringComparison.Ordinal);
        Assert.Contains("Någon annans text, rättad.", Part(await PageAsync("amina"), "Steps"), StringComparison.Ordinal);

        Leave("amina", shut.Conversation.Id);
        var (page, file) = (await PageAsync("amina"), (await ExportAsync("amina")).ToJsonString(LeavingVadstena.Plain));

        Assert.Contains("du kan inte öppna det nu", Part(page, "Initiatives"), StringComparison.Ordinal);
        foreach (var text in (string[])[page.Body!.TextContent, file])
        {
            Assert.DoesNotContain("Någon annans text", text, StringComparison.Ordinal);
            Assert.Contains("Aminas lärdom.", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Hemligt för andra", file, StringComparison.Ordinal);
        Assert.DoesNotContain(shut.Message.Id, file, StringComparison.Ordinal);
        Assert.Contains("Aminas egna ord.", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_comes_in_one_file_however_much_it_is()
    {
        var karin = vadstena.Person("karin").Id;
        await vadstena.InDatabase(db =>
        {
            db.AddRange(Enumerable.Range(0, 250).Select(number => new AuditEvent
            {
                Id = Guid.CreateVersion7(), TenantId = vadstena.Tenant.Id, At = vadstena.Clock.GetUtcNow().AddSeconds(-number / 3), PersonId = karin, Action = AuditAction.LabelAdded, RowId = Guid.NewGuid(),
            }));
            return db.SaveChangesAsync();
        });

        var file = await ExportAsync("karin");

        var acts = file["acts"]!["rows"]!.AsArray();
        var stored = await vadstena.InDatabase(db => db.AuditEvents.Where(noted => noted.PersonId == karin).Select(noted => noted.Id).ToListAsync());
        Assert.Equal(stored.Order(), acts.Select(act => (Guid)act!["id"]!).Order());
        Assert.Equal(karin, (Guid)file["personId"]!);
        Assert.Equal("Karin Lindqvist", (string?)file["nameInEntra"]);
        // The page has them too, from one button to the next.
        var seen = new List<string>();
        using var viewer = vadstena.AppClient("karin");
        for (var next = "views/personal/rows/Acts"; next is not null;)
        {
            var rows = await new HtmlParser().ParseDocumentAsync(await viewer.ReadAsync(next));
            seen.AddRange(rows.QuerySelectorAll("[data-personal]").Select(row => row.GetAttribute("data-personal")!));
            next = rows.QuerySelector("[data-more]")?.GetAttribute("data-more")?.TrimStart('/');
        }

        Assert.Equal(acts.Select(act => (string)act!["id"]!), seen);
        Assert.Equal(HttpStatusCode.NotFound, (await new Steward(vadstena).AskAsync("karin", HttpMethod.Get, "views/personal/rows/everything")).Status);
    }

    [Fact]
    public async Task The_file_has_what_the_page_has_and_what_was_linked()
    {
        var file = await ExportAsync("sara");

        Assert.Contains(file["links"]!["rows"]!.AsArray(), row => (string?)row!["myWords"] == "Fler hittar en bok." && row["about"] is not null && (string?)row["chosen"]![0] == "Hållbar");
        Assert.Equal("Saras ord på Aminas koppling.", (string?)Assert.Single(file["words"]!["rows"]!.AsArray())!["myWords"]);
        Assert.All(file.Where(part => part.Value is JsonObject), part => Assert.All((string[])["what", "why"], key => Assert.NotEmpty((string)part.Value![key]!)));
        Assert.All(["initiatives", "steps", "follows", "letter", "chat", "cards", "acts"], (string part) => Assert.NotEmpty(file[part]!["rows"]!.AsArray()));
    }

    [Fact]
    public async Task A_name_that_Entra_has_changed_is_written_anew_in_stories_and_on_posted_cards()
    {
        var initiative = await vadstena.StartAsync("olle", "bibliotek/allmant", "Sagostund", ("contact", ["me"]));
        Assert.Null((await (await vadstena.EditFormAsync("sara", initiative.Id)).PressAsync("Spara", ("contact", ["me"]))).Problem);
        Assert.Null((await (await vadstena.EditFormAsync("olle", initiative.Id)).PressAsync("Spara", ("contact", ["me"]))).Problem);
        await vadstena.WorkAsync();
        using var renamed = vadstena.Host.CreateAppClient(vadstena.Person("olle") with { DisplayName = "Olle Nygren" });
        var page = await renamed.ReadAsync("views/personal");
        Assert.Contains("På något ställe står Olle Renström. I Entra heter du nu Olle Nygren.", page, StringComparison.Ordinal);

        using var nothing = new FormUrlEncodedContent([]);
        using var answer = await renamed.PostAsync("views/personal/name", nothing, TestContext.Current.CancellationToken);
        Assert.Contains("Ditt namn står nu som i Entra.", await renamed.ReadAsync(answer.RequestMessage!.RequestUri!.PathAndQuery), StringComparison.Ordinal);
        await vadstena.WorkAsync();

        Assert.Empty(await vadstena.WhereStandsAsync("Olle Renström"));
        var steps = await vadstena.Steps(initiative.Id);
        Assert.Contains(steps, step => step is { Field: InitiativeField.Contact, Before: "Olle Nygren", After: "Sara Haddad" });
        Assert.Contains(steps, step => step is { Field: InitiativeField.Contact, Before: "Sara Haddad", After: "Olle Nygren" });
        Assert.Contains(vadstena.Cards(), card => card.Contains("Olle Nygren", StringComparison.Ordinal));
        Assert.DoesNotContain(vadstena.Cards(), card => card.Contains("Olle Renström", StringComparison.Ordinal));
        Assert.Single(await vadstena.InDatabase(db => db.AuditEvents.Where(noted => noted.Action == AuditAction.NameCorrected && noted.RowId == initiative.Id).ToListAsync()));
        Assert.DoesNotContain("Rätta mitt namn", await renamed.ReadAsync("views/personal"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_of_the_same_name_keeps_it()
    {
        var initiative = await vadstena.StartAsync("nora", "bibliotek/allmant", "Två som heter lika", ("contact", ["me"]));
        await vadstena.InDatabase(db =>
        {
            db.Add(new InitiativeEvent { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, InitiativeId = initiative.Id, At = vadstena.Clock.GetUtcNow(), ById = Guid.NewGuid(), ByName = "Nora Castell", Kind = InitiativeEventKind.Edited, Field = InitiativeField.Contact, Before = "Nora Castell" });
            return db.SaveChangesAsync();
        });
        using var renamed = vadstena.Host.CreateAppClient(vadstena.Person("nora") with { DisplayName = "Nora Berg" });

        using var nothing = new FormUrlEncodedContent([]);
        using var answer = await renamed.PostAsync("views/personal/name", nothing, TestContext.Current.CancellationToken);

        var steps = await vadstena.Steps(initiative.Id);
        Assert.Equal(["Nora Berg", "Nora Castell"], steps.Select(step => step.ByName).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(steps, step => step is { Field: InitiativeField.Contact, Before: "Nora Castell" });
    }

    [Fact]
    public async Task Following_and_the_letter_end_from_there_also_for_what_is_closed_by_now()
    {
        var initiative = await vadstena.TellAsync("Följt ett tag", ["bygg/allmant"]);
        var mikael = vadstena.Person("mikael");
        await vadstena.PostAsync("mikael", $"views/initiative/{initiative.Id}/follow", ("follow", "true"));
        await (await TabForm.OpenViewAsync(vadstena, "mikael", "digest")).PressAsync("Slå på veckobrevet");
        Leave("mikael", SeedIds.Channel("bygg/allmant"));

        var page = await TabForm.OpenViewAsync(vadstena, "mikael", "personal");
        Assert.DoesNotContain("Följt ett tag", page.Text, StringComparison.Ordinal);
        var follower = Assert.Single(await vadstena.InDatabase(db => db.InitiativeFollowers.Where(row => row.UserId == mikael.Id).ToListAsync()));
        Assert.Contains("Du följer det inte längre.", await vadstena.PostAsync("mikael", "views/personal/unfollow", ("id", follower.InitiativeId.ToString())), StringComparison.Ordinal);
        Assert.Empty(await vadstena.InDatabase(db => db.InitiativeFollowers.Where(row => row.UserId == mikael.Id).ToListAsync()));

        var ended = await page.PressAsync("Avsluta brevet");
        Assert.Contains("Veckobrevet är avslutat.", ended.Text, StringComparison.Ordinal);
        Assert.NotNull((await vadstena.InDatabase(db => db.DigestSubscriptions.AsNoTracking().SingleAsync(row => row.PersonId == mikael.Id))).EndedAt);
    }

    private async Task<IDocument> PageAsync(string person)
    {
        using var viewer = vadstena.AppClient(person);
        return await new HtmlParser().ParseDocumentAsync(await viewer.ReadAsync("views/personal"));
    }

    private static string Part(IDocument page, string part) => string.Join(' ', page.QuerySelector($"[data-part={part}]")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<JsonObject> ExportAsync(string person)
    {
        using var viewer = vadstena.AppClient(person);
        using var answer = await viewer.GetAsync("views/personal/export", TestContext.Current.CancellationToken);
        Assert.Equal(("application/json", "attachment", "no-store"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentDisposition!.DispositionType, answer.Headers.CacheControl!.ToString()));
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    /// <summary>The person is no longer in the team, and what Graph said before is no longer believed.</summary>
    private void Leave(string person, string channel)
    {
        var (id, team) = (vadstena.Person(person).Id, vadstena.Tenant.Read(content => content.FindChannel(channel)!.Value.Team.Id));
        vadstena.Tenant.RemoveTeamMember(team, id);
        vadstena.Clock.Advance(TimeSpan.FromMinutes(10));
    }
}
