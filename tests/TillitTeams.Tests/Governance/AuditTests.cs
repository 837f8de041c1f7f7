using System.Data.Common;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Governance.Audit;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>Who did what to which row is noted down, and whatever is changed in it afterwards is found.</summary>
public sealed class AuditTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private const string Steward = "karin";

    [Fact]
    public async Task What_people_do_is_noted_with_the_row_and_never_with_what_stood_in_it()
    {
        var spot = vadstena.Root("skola/allmant");
        var amina = new Tagger(vadstena, "amina");
        await amina.TagAsync(spot, ("goals", "hallbar"), ("why", "Samma ansikten hemma."));
        await amina.PressAsync(spot, await amina.OpenAsync(spot), "Spara", ("goals", "hallbar,vaxande"), ("why", "Samma ansikten hemma."));
        var link = Assert.Single(await vadstena.InDatabase(db => db.Links.AsNoTracking().Where(link => link.Why == "Samma ansikten hemma.").ToListAsync()));
        await amina.PressAsync(spot, await amina.OpenAsync(spot), "Ta bort koppling");
        await SealAsync();

        var page = await ShowAsync(Steward, $"row={link.Id}");

        Assert.Equal(["Koppling borttagen", "Koppling ändrad", "Koppling gjord"], page.QuerySelectorAll("[data-audit] h2").Select(heading => heading.TextContent));
        Assert.All(page.QuerySelectorAll("[data-audit]"), row => Assert.Contains(vadstena.Person("amina").Id.ToString(), row.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("Samma ansikten", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Klosterängen", page.Body.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(vadstena.Person("amina").DisplayName, page.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_no_governance_lead_is_told_for_whom_the_page_is_and_sees_nothing_of_it()
    {
        await NoteAsync(1);

        var page = await ShowAsync("amina");

        Assert.Contains("Den här sidan är till för kommunens målförvaltare", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[data-audit], form"));
    }

    [Fact]
    public async Task The_trail_is_searched_by_what_was_done_by_day_and_by_row_and_read_on_where_a_page_ends()
    {
        var rows = await NoteAsync(60, AuditAction.LabelRemoved);

        var first = await ShowAsync(Steward, "what=LabelRemoved");
        Assert.Equal(50, first.QuerySelectorAll("[data-audit]").Length);
        var second = await ShowAsync(Steward, first.QuerySelector("a[href*='after=']")!.GetAttribute("href")!.Split('?')[1]);
        Assert.Equal(
            rows.Select(row => row.ToString()).Order(StringComparer.Ordinal),
            first.QuerySelectorAll("[data-audit] code").Concat(second.QuerySelectorAll("[data-audit] code")).Select(code => code.TextContent).Order(StringComparer.Ordinal));
        Assert.Null(second.QuerySelector("a[href*='after=']"));

        Assert.Single((await ShowAsync(Steward, $"row={rows[0]}")).QuerySelectorAll("[data-audit]"));
        Assert.Empty((await ShowAsync(Steward, $"row={rows[0]}&what=LinkMade")).QuerySelectorAll("[data-audit]"));
        Assert.Empty((await ShowAsync(Steward, $"row={rows[0]}&to=2020-12-31")).QuerySelectorAll("[data-audit]"));
        Assert.Single((await ShowAsync(Steward, $"row={rows[0]}&from=2020-12-31")).QuerySelectorAll("[data-audit]"));
    }

    [Theory]
    [InlineData("row=hallbar")]
    [InlineData("what=Everything")]
    [InlineData("what=77")]
    [InlineData("from=i%20g%C3%A5r")]
    [InlineData("to=9999-12-31")]
    [InlineData("after=9999999999999999999_x")]
    public async Task A_search_that_cannot_be_understood_says_so_and_keeps_what_was_typed(string search)
    {
        var page = await ShowAsync(Steward, search);

        Assert.Contains("gick inte att förstå", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        if (search.StartsWith("row", StringComparison.Ordinal))
        {
            Assert.Equal("hallbar", ((IHtmlInputElement)page.QuerySelector("[name=row]")!).Value);
        }
    }

    [Fact]
    public async Task Everything_that_can_be_noted_has_words()
    {
        var page = await ShowAsync(Steward);

        Assert.All(Enum.GetValues<AuditAction>(), action => Assert.NotEqual($"Did{action}", page.QuerySelector($"option[value={action}]")!.TextContent));
    }

    [Fact]
    public async Task Nothing_in_the_trail_can_be_changed_or_taken_out_by_a_statement()
    {
        await NoteAsync(1);

        await Assert.ThrowsAnyAsync<DbException>(() => vadstena.InDatabase(db => db.AuditEvents.ExecuteDeleteAsync()));
        await Assert.ThrowsAnyAsync<DbException>(() => vadstena.InDatabase(db => db.AuditEvents.ExecuteUpdateAsync(update => update.SetProperty(noted => noted.RowId, Guid.Empty))));
        await Assert.ThrowsAnyAsync<DbException>(() => vadstena.InDatabase(db => db.AuditEvents.ExecuteUpdateAsync(update => update.SetProperty(noted => noted.PersonId, Guid.Empty))));
    }

    [Fact]
    public async Task Two_instances_that_seal_at_once_make_one_chain()
    {
        await NoteAsync(700, seal: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SealAsync()));

        var verdict = await vadstena.InDatabase(db => new VerifyAudit(db).RunAsync(TestContext.Current.CancellationToken));
        Assert.Empty(verdict.Faults);
        Assert.False(verdict.Loose);
        Assert.Equal(verdict.Sequence, await vadstena.InDatabase(db => db.AuditEvents.LongCountAsync()));
    }

    private Task SealAsync() => vadstena.Host.AppServices.GetRequiredService<AuditLoop>().RunOnceAsync(TestContext.Current.CancellationToken);

    private async Task<List<Guid>> NoteAsync(int events, AuditAction action = AuditAction.LabelAdded, bool seal = true)
    {
        var rows = Enumerable.Range(0, events).Select(_ => Guid.NewGuid()).ToList();
        await vadstena.InDatabase(db =>
        {
            rows.ForEach(row => db.Note(action, row, TimeProvider.System.GetUtcNow(), Guid.NewGuid()));
            return db.SaveChangesAsync();
        });
        if (seal)
        {
            await SealAsync();
        }

        return rows;
    }

    private async Task<IHtmlDocument> ShowAsync(string person, string search = "")
    {
        using var client = vadstena.AppClient(person);
        return await new HtmlParser().ParseDocumentAsync(await client.GetStringAsync($"views/audit?{search}", TestContext.Current.CancellationToken));
    }
}
