using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Governance.Records;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Tagging;
using Xunit;
using SightCache = TillitTeams.Graph.SightCache;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>Whatever comes in between, an export goes on where it stopped, and is never less than whole.</summary>
public sealed class GoingOnTests(RecordsTenant vadstena) : IClassFixture<RecordsTenant>
{
    [Fact]
    public async Task While_Microsoft_365_throttles_it_waits_and_then_goes_on_without_having_left_anything_out()
    {
        using var karin = new Registrar(vadstena);
        Forget();
        // In the middle of the links: channels in which there are many are asked for a list of their messages.
        vadstena.Host.Faults.ThrottleInsideBatch(1_000, TimeSpan.FromMinutes(1), path => path.Contains("/messages", StringComparison.Ordinal));

        var id = await karin.OrderAsync(Registrar.OfGoal("hallbar"));
        await karin.WaitForAsync(id, row => row.TextContent.Contains("Microsoft 365 svarar inte just nu.", StringComparison.Ordinal));
        vadstena.Host.Faults.Clear();

        AssertWhole(await karin.TakeAsync(id));
    }

    [Fact]
    public async Task When_the_token_has_ended_it_waits_until_the_page_is_opened_again()
    {
        using var karin = new Registrar(vadstena);
        Forget();
        vadstena.Host.Faults.ThrottleInsideBatch(1_000, TimeSpan.FromMinutes(1), path => path.Contains("/messages", StringComparison.Ordinal));
        // Tokens live for 75 minutes, and clocks may differ by 5: this one holds for some seconds more.
        karin.HoldToken(new TokenFlaws { IssuedAt = TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(80) + TimeSpan.FromSeconds(3) });

        var id = await karin.OrderAsync(Registrar.OfGoal("vaxande"));
        await karin.WaitForAsync(id, row => row.TextContent.Contains("Microsoft 365 svarar inte just nu.", StringComparison.Ordinal));
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, TestContext.Current.CancellationToken);
        vadstena.Host.Faults.Clear();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        var waiting = await ExportAsync(id);
        karin.HoldToken(new TokenFlaws());

        Assert.Equal((RecordState.Gathering, null), (waiting.State, waiting.Lease));
        AssertWhole(await karin.TakeAsync(id));
    }

    [Fact]
    public async Task It_is_nobody_elses_business_to_go_on_with_it()
    {
        using var karin = new Registrar(vadstena);
        var order = new RecordExport
        {
            Id = Guid.CreateVersion7(), TenantId = vadstena.Tenant.Id, Scope = RecordScope.Period, From = new DateOnly(2000, 1, 1), To = new DateOnly(2100, 1, 1), Language = "sv",
            OrderedById = vadstena.Person("amina").Id, OrderedAt = TimeProvider.System.GetUtcNow(), ExpiresAt = DateTimeOffset.MaxValue,
        };
        await vadstena.InDatabase(db =>
        {
            db.Add(order);
            return db.SaveChangesAsync();
        });

        await karin.TakeOutAsync(Registrar.OfGoal("attraktiv"));

        Assert.Equal(RecordStage.Decisions, (await ExportAsync(order.Id)).Stage);
        Assert.Empty((await karin.LookAsync()).QuerySelectorAll($"#export-{order.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, (await karin.FetchAsync(order.Id)).Status);
    }

    [Fact]
    public async Task Several_are_gathered_one_after_the_other_and_no_more_than_five_wait()
    {
        using var karin = new Registrar(vadstena);
        vadstena.Host.Faults.ThrottleInsideBatch(1_000, TimeSpan.FromMinutes(1), path => path.Contains("/messages", StringComparison.Ordinal));
        Forget();
        var orders = new List<Guid>();
        foreach (var code in (string[])["hallbar", "vaxande", "attraktiv", "hallbar", "vaxande"])
        {
            orders.Add(await karin.OrderAsync(Registrar.OfGoal(code)));
        }

        var sixth = await karin.SendAsync("views/records", Registrar.OfGoal("hallbar"));
        vadstena.Host.Faults.Clear();

        Assert.Contains("Du har redan flera beställningar på gång.", sixth.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        foreach (var order in orders)
        {
            AssertWhole(await karin.TakeAsync(order));
        }
    }

    [Fact]
    public async Task Whoever_cancels_it_ends_the_work_and_what_was_gathered_is_gone()
    {
        using var karin = new Registrar(vadstena);
        vadstena.Host.Faults.ThrottleInsideBatch(1_000, TimeSpan.FromMinutes(1), path => path.Contains("/messages", StringComparison.Ordinal));
        Forget();
        var id = await karin.OrderAsync(Registrar.OfGoal("hallbar"));
        await karin.WaitForAsync(id, row => row.TextContent.Contains("Microsoft 365 svarar inte just nu.", StringComparison.Ordinal));

        var page = await karin.SendAsync("views/records/cancel", ("id", id.ToString()));
        vadstena.Host.Faults.Clear();

        Assert.Contains("Den är borttagen", page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await karin.FetchAsync(id)).Status);
        Assert.False(await vadstena.InDatabase(db => db.RecordExportParts.AnyAsync(part => part.ExportId == id)));
        Assert.Equal([AuditAction.RecordOrdered, AuditAction.RecordCancelled], await NotedAsync(id));
    }

    [Fact]
    public async Task What_fails_for_a_reason_of_the_apps_own_says_so_in_the_end_and_can_be_ordered_again()
    {
        using var karin = new Registrar(vadstena);
        Guid id;
        await using (await BrokenTable.RenameAsync(vadstena, "ModelChanges"))
        {
            id = await karin.OrderAsync(Registrar.OfGoal("hallbar"));
            await karin.WaitForAsync(id, RecordState.Failed);
        }

        var row = (await karin.LookAsync()).QuerySelector($"#export-{id}")!;

        Assert.Contains("Något gick fel hos oss", row.TextContent, StringComparison.Ordinal);
        var again = row.QuerySelectorAll("form input").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)).ToArray();
        AssertWhole(await karin.TakeOutAsync(again));
    }

    [Fact]
    public async Task When_the_time_to_fetch_it_is_over_its_contents_are_removed_and_whoever_comes_reads_why()
    {
        using var karin = new Registrar(vadstena);
        var id = await karin.OrderAsync(Registrar.OfGoal("hallbar"));
        await karin.TakeAsync(id);
        await vadstena.InDatabase(db => db.RecordExports.Where(row => row.Id == id).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.ExpiresAt, TimeProvider.System.GetUtcNow().AddSeconds(-1))));

        var (late, _) = await karin.FetchAsync(id);
        await vadstena.Host.AppServices.GetRequiredService<ExpiryLoop>().RunOnceAsync(TestContext.Current.CancellationToken);
        var (gone, said) = await karin.FetchAsync(id);

        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (late, gone));
        Assert.Contains("Innehållet är borttaget.", WebUtility.HtmlDecode(System.Text.Encoding.UTF8.GetString(said)), StringComparison.Ordinal);
        Assert.False(await vadstena.InDatabase(db => db.RecordExportParts.AnyAsync(part => part.ExportId == id)));
        Assert.Equal("Expired", (await karin.LookAsync()).QuerySelector($"#export-{id}")!.GetAttribute("data-export"));
        Assert.Equal([AuditAction.RecordOrdered, AuditAction.RecordReady, AuditAction.RecordFetched, AuditAction.RecordExpired], await NotedAsync(id));
    }

    private void AssertWhole(Zip zip)
    {
        var wanted = vadstena.SecretsOpenTo(vadstena.Person(Steward.Person));
        Assert.Equal(wanted.Order(StringComparer.Ordinal), Viewing.SecretsIn(zip.Text("kopplingar.csv")).Order(StringComparer.Ordinal));
        Assert.Equal(wanted.Count, zip.Table("kopplingar.csv").Count - 1);
    }

    private Task<RecordExport> ExportAsync(Guid id) => vadstena.InDatabase(db => db.RecordExports.AsNoTracking().SingleAsync(row => row.Id == id));

    private Task<List<AuditAction>> NotedAsync(Guid id) => vadstena.InDatabase(db =>
        db.AuditEvents.AsNoTracking().Where(noted => noted.RowId == id).OrderBy(noted => noted.Id).Select(noted => noted.Action).ToListAsync());

    /// <summary>As if the minutes had passed for which answers are remembered.</summary>
    private void Forget() => vadstena.Host.AppServices.GetRequiredService<SightCache>().Store.Clear();
}
