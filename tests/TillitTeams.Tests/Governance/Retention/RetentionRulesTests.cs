using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance.Retention;

/// <summary>How long rows are kept is decided by a governance lead, with what goes said before, and read by everybody.</summary>
public sealed class RetentionRulesTests(RetentionVadstena vadstena) : IClassFixture<RetentionVadstena>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task Everybody_reads_the_rules_that_hold_and_what_is_not_governed_by_them()
    {
        using var viewer = vadstena.AppClient("amina");
        Assert.Contains("href=\"/tab/retention\"", await viewer.ReadAsync("views/goals"), StringComparison.Ordinal);

        var page = await TabForm.OpenViewAsync(vadstena, "amina", "retention");

        Assert.Equal(Enum.GetNames<RetentionKind>(), page.Page.QuerySelectorAll("[data-rule]").Select(rule => rule.GetAttribute("data-rule")));
        Assert.Contains("Tas bort 365 dagar efter att appen togs bort därifrån.", Rule(page, RetentionKind.ClosedConversations), StringComparison.Ordinal);
        Assert.Contains("Appens eget förval", Rule(page, RetentionKind.ClosedConversations), StringComparison.Ordinal);
        Assert.Contains("Spårloggen bevaras", page.Text, StringComparison.Ordinal);
        Assert.Contains("Kort som redan är postade i Teams finns kvar där", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Page.QuerySelectorAll("form, a[href*='rule?']"));
    }

    [Fact]
    public async Task A_changed_rule_says_what_goes_by_it_before_it_holds_and_by_which_decision_afterwards()
    {
        var link = await vadstena.LinkAsync("kortord", SourceState.Gone, 20, by: "karin");
        var form = await karin.OpenAsync("retention/rule?kind=GoneLinks");
        Assert.Equal("100", form.Value("days"));

        var preview = await form.PressAsync("Se vad som gallras", Filled("14"));

        Assert.Contains("Tas bort när källan har varit borta i 14 dagar.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("kortord", preview.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rubrik", preview.Text, StringComparison.Ordinal);
        Assert.Empty(await vadstena.InDatabase(db => db.RetentionRules.Where(rule => rule.Kind == RetentionKind.GoneLinks).ToListAsync()));
        var again = await preview.PressAsync("Ändra");
        Assert.Equal(("14", "Kommunstyrelsen § 84"), (again.Value("days"), again.Value("reference")));
        var done = await (await again.PressAsync("Se vad som gallras")).PressAsync("Låt regeln gälla");

        Assert.Equal("Regeln för kopplingar vars källa är borta gäller nu.", Steward.Said(done));
        Assert.Contains("14 dagar", Rule(done, RetentionKind.GoneLinks), StringComparison.Ordinal);
        Assert.Contains("Beslut: Kommunstyrelsen § 84", Rule(done, RetentionKind.GoneLinks), StringComparison.Ordinal);
        var kept = Assert.Single(await vadstena.InDatabase(db => db.RetentionRules.AsNoTracking().Where(rule => rule.Kind == RetentionKind.GoneLinks).ToListAsync()));
        var audit = Assert.Single(await karin.AuditsAsync(kept.Id));
        Assert.Equal((AuditAction.RetentionChanged, vadstena.Person("karin").Id), (audit.Action, audit.PersonId));
        await vadstena.RoundAsync();
        Assert.False(await vadstena.IsThereAsync(link));
    }

    [Fact]
    public async Task Nobody_reads_the_name_of_what_they_cannot_open_among_what_goes()
    {
        await vadstena.FinishAsync("Öppet för Sara", "bibliotek/allmant", 100);
        await vadstena.FinishAsync("Hemligt för Sara", "gata/vinter", 100);
        await vadstena.LinkAsync("johansord", SourceState.Gone, 300, by: "johan");
        await DecideAsync(karin, RetentionKind.DoneInitiatives, "30");

        var (sara, johan) = (await TabForm.OpenViewAsync(vadstena, "sara", "retention"), await TabForm.OpenViewAsync(vadstena, "johan", "retention"));

        Assert.Contains("Öppet för Sara", Rule(sara, RetentionKind.DoneInitiatives), StringComparison.Ordinal);
        Assert.DoesNotContain("Hemligt för Sara", sara.Text, StringComparison.Ordinal);
        Assert.Contains("Hemligt för Sara", Rule(johan, RetentionKind.DoneInitiatives), StringComparison.Ordinal);
        Assert.Contains("johansord", Rule(johan, RetentionKind.GoneLinks), StringComparison.Ordinal);
        Assert.DoesNotContain("johansord", sara.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rubrik", johan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_decided_to_be_kept_is_kept()
    {
        await DecideAsync(karin, RetentionKind.LetterAnswers, days: null);
        await vadstena.InDatabase(db =>
        {
            db.Add(new DigestAnswer { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Week = "2020-W01" });
            return db.SaveChangesAsync();
        });

        await vadstena.RoundAsync();

        Assert.Equal(1, await vadstena.InDatabase(db => db.DigestAnswers.CountAsync()));
        Assert.Contains("Bevaras.", Rule(await karin.OpenAsync("retention"), RetentionKind.LetterAnswers), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_leads_at_once_one_decides_and_the_other_reads_what_was_decided()
    {
        var (first, second) = (await PreviewAsync("30"), await PreviewAsync("60"));

        var answers = await Task.WhenAll(first.PressAsync("Låt regeln gälla"), second.PressAsync("Låt regeln gälla"));

        var refused = Assert.Single(answers, answer => answer.Problem is not null);
        Assert.Contains("Någon annan har ändrat regeln", refused.Problem, StringComparison.Ordinal);
        var rule = Assert.Single(await vadstena.InDatabase(db => db.RetentionRules.Where(rule => rule.Kind == RetentionKind.MissedLetters).ToListAsync()));
        Assert.Contains($"{rule.Days} dagar", Rule(refused, RetentionKind.MissedLetters), StringComparison.Ordinal);

        async Task<TabForm> PreviewAsync(string days) => await (await karin.OpenAsync("retention/rule?kind=MissedLetters")).PressAsync("Se vad som gallras", Filled(days));
    }

    [Fact]
    public async Task Whoever_decides_at_the_last_moment_that_it_is_kept_finds_it_kept()
    {
        await DecideAsync(karin, RetentionKind.EndedLetters, "30");
        await vadstena.InDatabase(db =>
        {
            db.Add(new DigestSubscription { Id = Guid.NewGuid(), TenantId = vadstena.Tenant.Id, Target = "going", Language = "sv", NextWeek = "2099-W01", NextAt = DateTimeOffset.MaxValue, EndedAt = vadstena.Ago(100) });
            return db.SaveChangesAsync();
        });
        var preview = await (await karin.OpenAsync("retention/rule?kind=EndedLetters")).PressAsync("Se vad som gallras", Filled(days: null));
        vadstena.Found[RetentionKind.EndedLetters] = async () => Assert.Null((await preview.PressAsync("Låt regeln gälla")).Problem);

        await vadstena.RoundAsync();

        Assert.Empty(vadstena.Found);
        Assert.Equal(1, await vadstena.InDatabase(db => db.DigestSubscriptions.CountAsync(row => row.Target == "going")));
    }

    [Theory]
    [InlineData("days", "6", "Skriv ett helt antal dagar")]
    [InlineData("days", "", "Skriv ett helt antal dagar")]
    [InlineData("days", "ett år", "Skriv ett helt antal dagar")]
    [InlineData("days", "99999999999", "Skriv ett helt antal dagar")]
    [InlineData("reference", " ", "Skriv vilket beslut regeln bygger på")]
    [InlineData("decidedOn", "i går", "Skriv en dag")]
    [InlineData("decidedOn", "2199-01-01", "Dagen har inte varit än")]
    public async Task What_is_filled_in_wrongly_is_said_and_nothing_is_lost(string field, string value, string problem)
    {
        var form = await karin.OpenAsync("retention/rule?kind=CardTexts");

        var refused = await form.PressAsync("Se vad som gallras", [.. Filled("30").Where(other => other.Item1 != field), (field, [value])]);

        Assert.Contains("Något behöver ses över", refused.Problem, StringComparison.Ordinal);
        Assert.Contains(problem, refused.Page.QuerySelector($"[data-field={field}] .field-problem")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(value.Trim(), refused.Value(field));
        Assert.Empty(await vadstena.InDatabase(db => db.RetentionRules.Where(rule => rule.Kind == RetentionKind.CardTexts).ToListAsync()));
    }

    [Fact]
    public async Task Only_a_governance_lead_changes_a_rule()
    {
        var before = await vadstena.StoredRowsAsync();

        var (status, page) = await karin.AskAsync("amina", HttpMethod.Get, "views/retention/rule?kind=GoneLinks");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("Bara kommunens målförvaltare ändrar reglerna", page, StringComparison.Ordinal);
        foreach (var path in (string[])["views/retention/rule", "views/retention/rule/preview", "views/retention/rule/again"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await karin.AskAsync("amina", HttpMethod.Post, path, ("kind", "GoneLinks"), ("keep", "go"), ("days", "7"), ("reference", "x"), ("decidedOn", Steward.Day(-1)))).Status);
        }

        Assert.Equal(before, await vadstena.StoredRowsAsync());
    }

    /// <param name="steward">Who decides.</param>
    /// <param name="kind">Of what.</param>
    /// <param name="days">Null keeps it.</param>
    internal static async Task DecideAsync(Steward steward, RetentionKind kind, string? days)
    {
        var preview = await (await steward.OpenAsync($"retention/rule?kind={kind}")).PressAsync("Se vad som gallras", Filled(days));
        Assert.Null((await preview.PressAsync("Låt regeln gälla")).Problem);
    }

    private static (string, string[])[] Filled(string? days) =>
        [("keep", [days is null ? "keep" : "go"]), ("days", [days ?? ""]), ("reference", ["Kommunstyrelsen § 84"]), ("decidedOn", [Steward.Day(-3)])];

    private static string Rule(TabForm page, RetentionKind kind) => page.Page.QuerySelector($"[data-rule={kind}]")!.TextContent;
}
