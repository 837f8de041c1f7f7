using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The governance lead decides how long something is kept, and everybody reads it.</summary>
public sealed class RetentionWalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task Karin_decides_how_long_finished_initiatives_are_kept_and_Peter_reads_by_which_decision()
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview);
        var tab = page.InTab();
        await tab.ChooseAsync("Bevara och gallra: hur länge uppgifter finns kvar");
        await tab.ShowsAsync("Bevara och gallra");
        await page.AssertAccessibleAsync("the rules");

        await tab.GetByRole(AriaRole.Link, new() { Name = "Ändra regeln för avslutade initiativ" }).ClickAsync();
        await tab.GetByText("Gallra efter en tid").ClickAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Se vad som gallras" }).ClickAsync();
        await Assertions.Expect(tab.Locator(".form-problem")).ToBeFocusedAsync();
        await page.AssertAccessibleAsync("the rule with what is missing");
        await tab.GetByLabel("Antal dagar").FillAsync("1825");
        await tab.GetByLabel("Beslutet", new() { Exact = true }).FillAsync("Kommunstyrelsen § 84");
        await tab.GetByLabel("Beslutat den").FillAsync("2026-01-12");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Se vad som gallras" }).ClickAsync();
        await tab.ShowsAsync("Ny regel för avslutade initiativ");
        await page.AssertAccessibleAsync("what goes by the rule");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Låt regeln gälla" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("Regeln för avslutade initiativ gäller nu.")).ToBeFocusedAsync();

        var peter = (await vadstena.OpenAsync("peter", Tab.At("retention"))).InTab();
        var rule = peter.Locator("[data-rule=DoneInitiatives]");
        await Assertions.Expect(rule).ToContainTextAsync("Kommunstyrelsen § 84");
        await Assertions.Expect(rule.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
    }
}
