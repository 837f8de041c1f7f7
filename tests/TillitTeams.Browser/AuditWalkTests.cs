using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The governance lead looks up what was done, and that nobody has changed what was noted of it.</summary>
public sealed partial class AuditWalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task Karin_finds_what_was_done_follows_one_row_and_checks_that_the_trail_is_whole()
    {
        await vadstena.FailCardsAsync();
        var page = await vadstena.OpenAsync("karin", Tab.At("deliveries"));
        var tab = page.InTab();
        await tab.Locator("[data-delivery]").First.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(tab.GetByText("Kortet skickas igen inom några sekunder.")).ToBeVisibleAsync();
        await page.EvaluateAsync("place => location.hash = place", Tab.Overview);

        await tab.ChooseAsync("Spårlogg: vem som ändrade vad");
        await tab.ShowsAsync("Spårlogg");
        await tab.GetByLabel("Vad som gjordes").SelectOptionAsync("CardRetried");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Sök" }).ClickAsync();
        var noted = tab.Locator("[data-audit]");
        await Assertions.Expect(noted).ToHaveCountAsync(1);
        await Assertions.Expect(noted).ToContainTextAsync("Kort skickat igen");
        await Assertions.Expect(noted).ToContainTextAsync("· du");

        await noted.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(tab.GetByLabel("Radens id")).ToHaveValueAsync(Id());
        await tab.GetByRole(AriaRole.Link, new() { Name = "Kontrollera loggen" }).ClickAsync();
        await Assertions.Expect(tab.Locator("[data-verdict=whole]")).ToBeFocusedAsync();
    }

    [GeneratedRegex("^[0-9a-f-]{36}$", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
