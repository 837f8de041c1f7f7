using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Governance.Audit;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance.PersonalData;

/// <summary>Somebody who leaves is forgotten in one act: nowhere is it told any more who it was.</summary>
public sealed class ForgetPersonTests(LeavingVadstena vadstena) : IClassFixture<LeavingVadstena>
{
    private const string Name = "Sara Haddad";

    /// <summary>What people write in words of their own.</summary>
    private static readonly string[] OwnWords = ["links.why", "initiatives.what"];

    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task Sara_is_nowhere_in_the_database_and_on_no_card_but_where_people_have_written_of_her_themselves()
    {
        var sara = vadstena.Person("sara").Id;
        var before = await vadstena.WhereStandsAsync(sara.ToString());
        // Whatever column there is for a person has her in it: one that is new and not filled in here is told by its name.
        Assert.Empty((await vadstena.ColumnsOfPeopleAsync()).Except(before));
        Assert.Contains("links.sourcekey", before);
        Assert.Contains("deliveries.key", before);
        Assert.Contains("initiativeevents.before", await vadstena.WhereStandsAsync(Name));
        Assert.Contains(vadstena.Cards(), card => card.Contains(Name, StringComparison.Ordinal));
        Assert.Contains(vadstena.Cards(), card => card.Contains($"{Name} kan hjälpa till", StringComparison.Ordinal));

        var preview = await (await karin.OpenAsync("personal/forget")).PressAsync("Se vad som händer", ("id", [$" {sara.ToString().ToUpperInvariant()} "]));
        Assert.Equal($"Glöm {Name}", preview.Page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain("Läsklubben", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("bok", preview.Text, StringComparison.Ordinal);
        var done = await preview.PressAsync("Glöm personen");
        Assert.StartsWith("Personen är glömd.", Steward.Said(done), StringComparison.Ordinal);

        Assert.Empty(await vadstena.WhereStandsAsync(sara.ToString()));
        Assert.Equal(OwnWords.Order(StringComparer.Ordinal), (await vadstena.WhereStandsAsync(Name)).Order(StringComparer.Ordinal));
        await vadstena.WorkAsync();
        Assert.DoesNotContain(vadstena.Cards(), card => card.Contains(Name, StringComparison.Ordinal) && !card.Contains(LeavingVadstena.Mentioned, StringComparison.Ordinal));
        Assert.Contains(vadstena.Cards(), card => card.Contains("En tidigare medarbetare kan hjälpa till", StringComparison.Ordinal));

        await WhatSheDidIsThereAsNobodysAsync();
        await TheTrailHoldsAsync();
        await SheComesBackAnewAsync();
    }

    private async Task WhatSheDidIsThereAsNobodysAsync()
    {
        var links = await vadstena.Links();
        Assert.Contains(links, link => link.Why == "Fler hittar en bok.");
        Assert.Contains(links, link => link.Why == "Saras ord på Aminas koppling.");
        // In a chat of two the address itself says who they are.
        Assert.DoesNotContain(links, link => link.Message?.ChatId == vadstena.Conversation("chat/sara-amina").Id);
        using var viewer = vadstena.AppClient("karin");
        var page = await viewer.ReadAsync($"views/initiative/{vadstena.Own.Id}");
        Assert.Contains("en tidigare medarbetare", page, StringComparison.Ordinal);
        Assert.Contains("Någon som läser högt.", page, StringComparison.Ordinal);
        var own = await vadstena.InDatabase(db => db.Initiatives.SingleAsync(row => row.Id == vadstena.Own.Id));
        Assert.Equal((null, null), (own.ContactId, own.ContactName));
        using var other = vadstena.AppClient("amina");
        Assert.DoesNotContain("Saras ord", await other.ReadAsync("views/personal"), StringComparison.Ordinal);
    }

    private async Task TheTrailHoldsAsync()
    {
        await vadstena.InDatabase(async db =>
        {
            await new SealAudit(db, Microsoft.Extensions.Logging.Abstractions.NullLogger<SealAudit>.Instance).RunAllAsync(TestContext.Current.CancellationToken);
            return true;
        });
        var verdict = await vadstena.InDatabase(db => new VerifyAudit(db).RunAsync(TestContext.Current.CancellationToken));
        Assert.Empty(verdict.Faults);
        var standIn = (await vadstena.Links()).Single(link => link.Why == "Fler hittar en bok.").TaggedById;
        var told = await vadstena.InDatabase(db => db.AuditEvents.AsNoTracking().SingleAsync(noted => noted.RowId == standIn));
        var forgotten = Assert.Single(verdict.Forgotten, person => person.Sequence == told.Sequence);
        Assert.Equal((AuditAction.PersonForgotten, vadstena.Person("karin").Id), (told.Action, told.PersonId));
        var theirs = await vadstena.InDatabase(db => db.AuditEvents.AsNoTracking().Where(noted => noted.PersonId == told.RowId).OrderBy(noted => noted.Sequence).ToListAsync());
        Assert.All(theirs, noted => Assert.Null(noted.PersonSalt));
        Assert.Equal(theirs.Select(noted => noted.Sequence!.Value), forgotten.Theirs.SelectMany(stretch => Enumerable.Range((int)stretch.First, (int)(stretch.Last - stretch.First) + 1).Select(one => (long)one)));
        Assert.Contains("Någon som stod i loggen har slutat", (await karin.OpenAsync("audit?verify=1")).Text, StringComparison.Ordinal);

        var (said, _, code) = await ProductCommand.RunHereAsync(vadstena, "verify-audit");
        Assert.Equal(0, code);
        Assert.Contains($"Whoever was forgotten in event {told.Sequence} did {forgotten.Theirs[0].First}", said, StringComparison.Ordinal);

        // As does whatever somebody with the database in their hands does to it afterwards.
        foreach (var tampering in (string[])
        [
            $"UPDATE AuditEvents SET PersonId = '{Guid.NewGuid().ToString().ToUpperInvariant()}' WHERE Sequence = {theirs[0].Sequence}",
            $"UPDATE AuditEvents SET PersonId = (SELECT PersonId FROM AuditEvents WHERE Sequence = {theirs[0].Sequence}), PersonSalt = NULL WHERE Sequence = {told.Sequence}",
            $"UPDATE AuditEvents SET Covers = {{0}} WHERE Sequence = {told.Sequence}",
        ])
        {
            var faults = await vadstena.InDatabase(async db =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
                await db.TamperAsync(tampering);
                return (await new VerifyAudit(db).RunAsync(TestContext.Current.CancellationToken)).Faults;
            });
            Assert.NotEmpty(faults);
        }
    }

    private async Task SheComesBackAnewAsync()
    {
        var (status, text) = await vadstena.ForgetAsync(vadstena.Person("sara").Id);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("Personen var redan glömd", text, StringComparison.Ordinal);

        await new Tagger(vadstena, "sara").TagAsync(vadstena.Write("bibliotek/allmant", "sara", "<p>Tillbaka igen</p>"), ("goals", "hallbar"));

        var mine = Assert.Single(await vadstena.InDatabase(db => db.Links.Where(link => link.TaggedById == vadstena.Person("sara").Id).ToListAsync()));
        Assert.Equal("Tillbaka igen", mine.Title);
        await vadstena.ForgetAsync(vadstena.Person("sara").Id);
        Assert.Empty(await vadstena.WhereStandsAsync(vadstena.Person("sara").Id.ToString()));
    }

    [Fact]
    public async Task Where_it_ends_in_the_middle_everything_is_as_it_was()
    {
        var elin = vadstena.Person("elin").Id;
        await LinkAsync(elin, 3);
        await NoteAsync(elin);
        vadstena.Unforgettable = elin;
        var before = await vadstena.StoredRowsAsync();

        var (status, _) = await vadstena.ForgetAsync(elin);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal(before, await vadstena.StoredRowsAsync());
        vadstena.Unforgettable = Guid.Empty;
        await vadstena.ForgetAsync(elin);
        Assert.Empty(await vadstena.WhereStandsAsync(elin.ToString()));
    }

    [Fact]
    public async Task Two_who_do_it_at_once_forget_one_person_once()
    {
        var lena = vadstena.Person("lena").Id;
        await LinkAsync(lena, 3);
        await NoteAsync(lena);
        var before = await ForgottenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => vadstena.ForgetAsync(lena)));

        Assert.Single(answers, answer => answer.Text.Contains("Personen är glömd.", StringComparison.Ordinal));
        Assert.Equal(2, answers.Count(answer => answer.Text.Contains("redan glömd", StringComparison.Ordinal)));
        Assert.Single((await ForgottenAsync()).Except(before));
    }

    [Fact]
    public async Task Whoever_has_linked_thousands_is_forgotten_as_well_and_nobody_in_another_tenant()
    {
        var johan = vadstena.Person("johan").Id;
        await LinkAsync(johan, 4000);
        await LinkAsync(johan, 1, TwoTenants.Neighbour);

        Assert.Equal(HttpStatusCode.OK, (await vadstena.ForgetAsync(johan)).Status);

        Assert.Equal(0, await vadstena.InDatabase(db => db.Links.CountAsync(link => link.TaggedById == johan)));
        Assert.Equal(1, await vadstena.InDatabase(db => db.Links.CountAsync(link => link.TaggedById == johan), TwoTenants.Neighbour));
        Assert.Equal(0, await vadstena.InDatabase(db => db.Database.SqlQuery<int>($"""SELECT COUNT(*) AS "Value" FROM ListedLinks WHERE TenantId = {vadstena.Tenant.Id} AND List = {johan.ToString().ToUpperInvariant()}""").SingleAsync()));
        await vadstena.InDatabase(db => db.Links.Where(link => link.SourceKey.StartsWith("leaving/")).ExecuteDeleteAsync());
        await vadstena.InDatabase(db => db.Links.ExecuteDeleteAsync(), TwoTenants.Neighbour);
    }

    [Fact]
    public async Task Only_a_governance_lead_forgets_anybody()
    {
        await LinkAsync(vadstena.Person("peter").Id, 1);
        var before = await vadstena.StoredRowsAsync();

        var (status, page) = await karin.AskAsync("amina", HttpMethod.Get, "views/personal/forget");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Bara kommunens målförvaltare kan glömma en person", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await vadstena.ForgetAsync(vadstena.Person("peter").Id, by: "amina")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await karin.AskAsync("amina", HttpMethod.Post, "views/personal/forget/preview", ("id", vadstena.Person("peter").Id.ToString()))).Status);
        Assert.Equal(before, await vadstena.StoredRowsAsync());
    }

    [Theory]
    [InlineData("karin.lindqvist@vadstena.se", "Appen slår inte upp människor")]
    [InlineData("Karin", "Det ser inte ut som ett id")]
    [InlineData("", "Det ser inte ut som ett id")]
    [InlineData("01a214ce-c7d6-7a52-9688-1413b981b283", "Här finns ingenting om den med det id:t")]
    [InlineData("own", "Det är ditt eget id")]
    public async Task What_is_no_id_of_somebody_here_is_told_and_stays_in_the_field(string typed, string problem)
    {
        typed = typed == "own" ? vadstena.Person("karin").Id.ToString() : typed;

        var page = await (await karin.OpenAsync("personal/forget")).PressAsync("Se vad som händer", ("id", [typed]));

        Assert.Contains(problem, page.Problem, StringComparison.Ordinal);
        Assert.Equal(typed, page.Value("id"));
        Assert.Contains(problem, (await vadstena.ForgetAsync(Guid.TryParse(typed, out var id) ? id : Guid.Empty)).Text + page.Text, StringComparison.Ordinal);
    }

    private Task<List<Guid>> ForgottenAsync() => vadstena.InDatabase(db => db.AuditEvents.Where(noted => noted.Action == AuditAction.PersonForgotten).Select(noted => noted.Id).ToListAsync());

    private Task<int> NoteAsync(Guid person) => vadstena.InDatabase(db =>
    {
        db.Note(AuditAction.LinkMade, Guid.NewGuid(), vadstena.Clock.GetUtcNow(), person);
        return db.SaveChangesAsync();
    });

    private Task<int> LinkAsync(Guid person, int count, Guid? tenant = null) => vadstena.InDatabase(
        db =>
        {
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            db.AddRange(Enumerable.Range(0, count).Select(number => new Link
            {
                Id = Guid.CreateVersion7(), TenantId = tenant ?? vadstena.Tenant.Id, Kind = LinkKind.Document, SourceKey = $"leaving/{Guid.NewGuid()}",
                ContainerId = DocumentSource.Elsewhere, WebUrl = "https://example.test/", Title = "Dokument", PlaceName = "Dokument", TaggedById = person, WhyById = person, Why = "Ord.",
                OccurredAt = vadstena.Clock.GetUtcNow(), TaggedAt = vadstena.Clock.GetUtcNow(), ChangedAt = vadstena.Clock.GetUtcNow(), Version = Guid.NewGuid(),
            }));
            return db.SaveChangesAsync();
        },
        tenant);
}
