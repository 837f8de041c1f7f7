using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>A governance lead turns a site on; each test takes a site of its own, since columns stay.</summary>
public sealed class TurnSiteTests(LibraryTenant vadstena) : IClassFixture<LibraryTenant>
{
    [Fact]
    public async Task A_site_that_was_granted_gets_both_columns_and_its_library_takes_them_in()
    {
        vadstena.Grant("bibliotek");
        await vadstena.LinkAsync(vadstena.NewFile("bibliotek", "sara"), "sara", ["hallbar"]);

        var page = await vadstena.TurnAsync("bibliotek");

        Assert.Equal("På. Mål och principer skrivs i kolumnerna.", vadstena.Said(page, "bibliotek"));
        var columns = vadstena.Site("bibliotek").Drives[0].Columns;
        var goals = columns.Single(column => column.Name == "TillitGoals");
        Assert.Equal(("Mål", true), (goals.DisplayName, goals.TakesSeveral));
        Assert.Equal(["Hållbar", "Växande", "Attraktiv"], goals.Choices);
        Assert.Equal("Principer", columns.Single(column => column.Name == "TillitPrinciples").DisplayName);
    }

    [Fact]
    public async Task Without_a_grant_the_page_says_who_can_give_one_and_the_link_stands()
    {
        var file = vadstena.NewFile("omsorg", "lena");
        var before = await vadstena.LinkAsync(file, "lena", ["hallbar"]);

        var page = await vadstena.TurnAsync("omsorg");
        var after = await vadstena.LinkAsync(file, "lena", ["hallbar", "vaxande"]);

        Assert.Contains("En SharePoint-administratör kan ge den det.", vadstena.Said(page, "omsorg"), StringComparison.Ordinal);
        Assert.Contains("appen har inte tillgång till webbplatsen", after.Page.QuerySelector("[data-library]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Hållbar", "Växande"], await file.LinkedGoalsAsync());
        Assert.Empty(file.Goals);
        Assert.NotNull(before.Page.QuerySelector(".said"));

        vadstena.Grant("omsorg");
        vadstena.Clock.Advance(TimeSpan.FromMinutes(16));
        await vadstena.WorkAsync();
        Assert.Equal(["Hållbar", "Växande"], file.Goals);
    }

    [Fact]
    public async Task A_grant_that_makes_no_columns_is_told_of()
    {
        vadstena.Grant("bygg", SiteRole.Write);
        await vadstena.LinkAsync(vadstena.NewFile("bygg", "ylva"), "ylva", ["hallbar"]);

        Assert.Contains("rollen ägare", vadstena.Said(await vadstena.TurnAsync("bygg"), "bygg"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_of_the_same_name_and_another_type_stops_everything()
    {
        vadstena.Grant("kansli");
        var file = vadstena.NewFile("kansli", "karin");
        await vadstena.LinkAsync(file, "karin", ["hallbar"]);
        AddColumn("kansli", "Egen", "Principer", "text", isSites: true);

        var page = await vadstena.TurnAsync("kansli");
        await vadstena.WorkAsync();

        Assert.Contains("av en annan typ", vadstena.Said(page, "kansli"), StringComparison.Ordinal);
        Assert.DoesNotContain(vadstena.Site("kansli").Columns, column => column.Name.StartsWith("Tillit", StringComparison.Ordinal));
        Assert.Empty(file.Goals);
    }

    [Fact]
    public async Task A_column_of_the_librarys_own_with_that_name_stops_the_library_until_it_is_called_otherwise()
    {
        vadstena.Grant("intranat");
        var file = vadstena.NewFile("intranat", "karin");
        await vadstena.LinkAsync(file, "karin", ["hallbar"]);
        AddColumn("intranat", "Egen", "Mål", "text", isSites: false);

        var page = await vadstena.TurnAsync("intranat");
        var again = await vadstena.LinkAsync(file, "karin", ["hallbar", "vaxande"]);

        Assert.Contains("Dokument Inget skrivs: det finns redan en kolumn", page.QuerySelector($"[data-site='{vadstena.Site("intranat").GraphId}']")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("en annan kolumn har redan det namnet", again.Page.QuerySelector("[data-library]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(file.Goals);

        vadstena.Site("intranat").Drives[0].Columns.Single(column => column.Name == "Egen").DisplayName = "Egna mål";
        vadstena.Clock.Advance(TimeSpan.FromMinutes(16));
        await vadstena.WorkAsync();
        Assert.Equal(["Hållbar", "Växande"], file.Goals);
    }

    [Fact]
    public async Task A_column_of_the_right_kind_is_taken_over_with_what_is_in_it()
    {
        vadstena.Grant("gata");
        await vadstena.LinkAsync(vadstena.NewFile("gata", "johan"), "johan", ["hallbar"]);
        AddColumn("gata", "TillitGoals", "Mål", "choice", isSites: true, "Lokalt mål");
        var other = vadstena.NewFile("gata", "ida");
        other.SetGoals("ida", "Växande", "Lokalt mål");

        await vadstena.TurnAsync("gata");
        await vadstena.WorkAsync();

        Assert.Equal(["Hållbar", "Växande", "Attraktiv", "Lokalt mål"], vadstena.Site("gata").Drives[0].Columns.Single(column => column.Name == "TillitGoals").Choices);
        Assert.Equal(["Växande"], await other.LinkedGoalsAsync());
        Assert.Equal(["Växande", "Lokalt mål"], other.Goals);
        Assert.Equal(vadstena.Person("ida").Id, (await other.LinkAsync())!.TaggedById);
    }

    [Fact]
    public async Task A_column_that_was_made_without_the_app_hearing_of_it_is_not_made_twice()
    {
        vadstena.Grant("skola/elevhalsa");
        await vadstena.LinkAsync(vadstena.NewFile("skola/elevhalsa", "amina"), "amina", ["hallbar"]);
        // The columns are read, and then made: of the first that is made the answer is lost.
        var asked = 0;
        vadstena.Host.Faults.LoseAnswer(CloudService.Graph, 1, path => path.EndsWith("/columns", StringComparison.Ordinal) && ++asked == 2);

        await vadstena.PassUntilAsync(vadstena.TurnAsync("skola/elevhalsa"));
        vadstena.Clock.Advance(TimeSpan.FromMinutes(1));
        await vadstena.WorkAsync();

        Assert.Equal("På. Mål och principer skrivs i kolumnerna.", vadstena.Said(await vadstena.SitesAsync("karin"), "skola/elevhalsa"));
        Assert.Equal(["TillitGoals", "TillitPrinciples"], vadstena.Site("skola/elevhalsa").Columns.Select(column => column.Name).Where(name => name.StartsWith("Tillit", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task The_choices_follow_the_model()
    {
        var file = await vadstena.LinkedAsync("skola", "amina", "attraktiv");
        await vadstena.InDatabase(db => Rename(db, "Attraktiv", "Lockande"));

        await vadstena.WorkAsync();

        Assert.Equal(["Hållbar", "Växande", "Lockande"], vadstena.Site("skola").Drives[0].Columns.Single(column => column.Name == "TillitGoals").Choices);
        Assert.Equal(["Lockande"], file.Goals);
        await vadstena.InDatabase(db => Rename(db, "Lockande", "Attraktiv"));
        await vadstena.WorkAsync();
        Assert.Equal(["Attraktiv"], file.Goals);
    }

    [Fact]
    public async Task A_goal_that_the_council_retires_is_no_choice_any_more_and_stays_on_its_documents()
    {
        var file = await vadstena.LinkedAsync("skola", "amina", "hallbar", "attraktiv");
        await vadstena.InDatabase(db => Retire(db, "attraktiv", DateOnly.FromDateTime(vadstena.Clock.GetUtcNow().AddDays(-2).Date)));

        await vadstena.WorkAsync();
        await vadstena.LinkAsync(file, "amina", ["vaxande"]);
        await vadstena.WorkAsync();

        Assert.Equal(["Hållbar", "Växande"], vadstena.Site("skola").Drives[0].Columns.Single(column => column.Name == "TillitGoals").Choices);
        Assert.Equal(["Växande", "Attraktiv"], file.Goals);
        Assert.Equal(["Växande", "Attraktiv"], await file.LinkedGoalsAsync());
        await vadstena.InDatabase(db => Retire(db, "attraktiv", null));
        await vadstena.WorkAsync();
        Assert.Equal(["Hållbar", "Växande", "Attraktiv"], vadstena.Site("skola").Drives[0].Columns.Single(column => column.Name == "TillitGoals").Choices);
        Assert.Equal(["Växande", "Attraktiv"], file.Goals);
    }

    [Theory]
    [InlineData("views/sites/on")]
    [InlineData("views/sites/off")]
    [InlineData("views/sites/label")]
    [InlineData("views/sites/label/remove")]
    public async Task Only_a_governance_lead_may_change_anything(string path)
    {
        using var answer = await vadstena.SendAsync("amina", path, ("site", vadstena.Site("skola").GraphId), ("id", Guid.NewGuid().ToString()), ("name", "X"));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Others_read_which_sites_are_on_and_nothing_of_the_rest()
    {
        await vadstena.LinkAsync(vadstena.NewFile("gata/skolvagar", "amina"), "amina", ["hallbar"]);

        var (mine, hers) = (await vadstena.SitesAsync("peter"), await vadstena.SitesAsync("karin"));

        Assert.Empty(mine.QuerySelectorAll("form"));
        Assert.Null(mine.QuerySelector($"[data-site='{vadstena.Site("gata/skolvagar").GraphId}']"));
        Assert.StartsWith("Av. ", vadstena.Said(hers, "gata/skolvagar"), StringComparison.Ordinal);
        Assert.NotNull(hers.QuerySelector("form[action='/views/sites/on']"));
    }

    [Fact]
    public async Task A_site_without_links_cannot_be_turned_on() =>
        Assert.Contains("inget kopplat dokument", (await vadstena.PostAsync("karin", "views/sites/on", ("site", "contoso.sharepoint.com,x,y"))).Body!.TextContent, StringComparison.Ordinal);

    [Fact]
    public async Task Labels_are_listed_and_taken_off_and_it_is_noted_who_did()
    {
        var id = Guid.NewGuid().ToString();
        Assert.NotNull((await vadstena.PostAsync("karin", "views/sites/label", ("id", $" {id.ToUpperInvariant()} "), ("name", "Hemligt"))).QuerySelector($"[data-label='{id}']"));
        var row = await vadstena.InDatabase(db => db.ClassifiedLabels.SingleAsync(label => label.LabelId == id));

        Assert.Null((await vadstena.PostAsync("karin", "views/sites/label/remove", ("id", id))).QuerySelector($"[data-label='{id}']"));
        Assert.NotNull((await vadstena.PostAsync("karin", "views/sites/label", ("id", "inget id"), ("name", "Hemligt"))).QuerySelector("[role=alert]"));

        var audits = await vadstena.AuditsAsync(row.Id);
        Assert.Equal([AuditAction.LabelAdded, AuditAction.LabelRemoved], audits.Select(audit => audit.Action).Order());
        Assert.All(audits, audit => Assert.Equal(vadstena.Person("karin").Id, audit.PersonId));
    }

    [Fact]
    public async Task What_was_noted_cannot_be_changed() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => vadstena.InDatabase(async db =>
        {
            var audit = new AuditEvent { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, RowId = Guid.NewGuid() };
            db.Add(audit);
            await db.SaveChangesAsync();
            db.Remove(audit);
            return await db.SaveChangesAsync();
        }));

    private static async Task<int> Rename(TillitDb db, string from, string to)
    {
        var goal = await db.Goals.SingleAsync(goal => goal.Name.Sv == from);
        goal.Name = goal.Name with { Sv = to };
        return await db.SaveChangesAsync();
    }

    private static async Task<int> Retire(TillitDb db, string code, DateOnly? on)
    {
        (await db.Goals.SingleAsync(goal => goal.Code == code)).ValidTo = on;
        return await db.SaveChangesAsync();
    }

    private void AddColumn(string site, string name, string displayName, string facet, bool isSites, params string[] choices) => vadstena.Tenant.Change(content =>
    {
        var found = content.Sites.Single(each => each.Key == site);
        var settings = facet == "choice"
            ? new System.Text.Json.Nodes.JsonObject { ["displayAs"] = "checkBoxes", ["choices"] = new System.Text.Json.Nodes.JsonArray([.. choices.Select(choice => (System.Text.Json.Nodes.JsonNode)choice)]) }
            : [];
        var column = new Column { Id = Guid.NewGuid(), Name = name, DisplayName = displayName, Facet = facet, Settings = settings };
        if (isSites)
        {
            found.Columns.Add(column);
        }

        found.Drives[0].Columns.Add(column);
        return new SiteColumnsChanged(site);
    });
}
