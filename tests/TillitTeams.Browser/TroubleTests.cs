using Microsoft.Playwright;
using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>What people see when something is slow, broken or out of reach.</summary>
[Collection(Told.Name)]
public sealed class TroubleTests(ToldVadstena vadstena) : IDisposable
{
    public void Dispose() => vadstena.Sandbox.Faults.Clear();

    [Fact]
    public async Task Rows_that_Teams_did_not_answer_about_are_asked_for_again()
    {
        vadstena.Sandbox.Faults.Unavailable(CloudService.Graph, 200);
        var page = await vadstena.OpenAsync("peter", Tab.At("goal/vaxande"));
        var tab = page.InTab();
        await Assertions.Expect(tab.GetByText("Teams svarade inte på allt just nu")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Locator(".row")).ToHaveCountAsync(0);

        vadstena.Sandbox.Faults.Clear();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Försök igen" }).ClickAsync();

        await Assertions.Expect(tab.Row("Frukost före skolan, kan vi prova?")).ToBeVisibleAsync();
        await Assertions.Expect(tab.GetByText("Teams svarade inte på allt just nu")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_view_that_does_not_come_says_so_in_its_place_and_comes_when_asked_again()
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview);
        var tab = page.InTab();
        await page.TabFrameAsync();
        await page.RouteAsync("**/views/goal/*", route => route.AbortAsync());

        await tab.ChooseAsync("Attraktiv");
        await tab.ShowsAsync("Vi når inte fram");
        await Assertions.Expect(tab.Heading("Vi når inte fram")).ToBeFocusedAsync();
        await page.AssertAccessibleAsync();

        await page.UnrouteAsync("**/views/goal/*");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Försök igen" }).ClickAsync();
        await tab.ShowsAsync("Attraktiv");
    }

    [Fact]
    public async Task What_was_written_stays_when_it_cannot_be_saved()
    {
        var page = await vadstena.OpenAsync("johan", Tab.At("mine"));
        var tab = page.InTab();
        await tab.ChooseAsync("Ändra kopplingen: Lökar i Slottsparken, vem kan gräva?");
        await tab.GetByRole(AriaRole.Textbox).FillAsync("Nya ord.");
        await page.RouteAsync("**/views/link", route => route.FulfillAsync(new() { Status = 503, Body = "" }));
        await tab.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();

        await Assertions.Expect(tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("Det du skrev står kvar.");
        await Assertions.Expect(tab.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("Nya ord.");
        await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Försök igen" })).ToBeFocusedAsync();

        await page.UnrouteAsync("**/views/link");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Försök igen" }).ClickAsync();
        await tab.ShowsAsync("Kopplingen är sparad");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await tab.ShowsAsync("Kopplingen är sparad");
    }

    [Fact]
    public async Task A_banner_says_when_the_connection_is_gone_and_what_stands_there_stays()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("goal/hallbar"));
        await page.TabFrameAsync();
        var banner = page.InTab().GetByText("Du är inte ansluten just nu");

        await page.Context.SetOfflineAsync(true);
        await Assertions.Expect(banner).ToBeVisibleAsync();
        await Assertions.Expect(page.InTab().Row("Nyckelskåpen på landet")).ToBeVisibleAsync();

        await page.Context.SetOfflineAsync(false);
        await Assertions.Expect(banner).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(ReducedMotion.Reduce, "none")]
    [InlineData(ReducedMotion.NoPreference, "shine")]
    public async Task A_skeleton_stands_in_while_a_view_is_slow_and_moves_only_for_those_who_let_it(ReducedMotion motion, string animation)
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview, motion: motion);
        var tab = page.InTab();
        await page.TabFrameAsync();
        var held = new TaskCompletionSource();
        await page.RouteAsync("**/views/goal/*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });

        await tab.ChooseAsync("Växande");
        await Assertions.Expect(tab.Locator(".skeleton-page .bone").First).ToHaveCSSAsync("animation-name", animation);
        await Assertions.Expect(tab.Locator("#status")).ToHaveTextAsync("Hämtar …");
        held.SetResult();
        await tab.ShowsAsync("Växande");
    }

    [Fact]
    public async Task A_goal_that_is_not_there_leads_to_the_overview()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("goal/okant"));
        await page.InTab().ShowsAsync("Sidan finns inte");

        await page.InTab().ChooseAsync("Till översikten");

        await page.InTab().ShowsAsync("Målen i vardagen");
    }
}
