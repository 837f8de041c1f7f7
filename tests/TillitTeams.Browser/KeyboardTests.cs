using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The whole tab without a mouse.</summary>
[Collection(Told.Name)]
public sealed class KeyboardTests(ToldVadstena vadstena)
{
    [Fact]
    public async Task The_whole_tab_is_used_by_keyboard_alone()
    {
        var page = await vadstena.OpenAsync("johan", Tab.Overview);
        var tab = page.InTab();
        var frame = await page.TabFrameAsync();

        await page.TabToAsync(frame, "Attraktiv");
        Assert.Equal("solid", await frame.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading("Attraktiv")).ToBeFocusedAsync();

        await page.TabToAsync(frame, "Sök");
        await page.Keyboard.TypeAsync("lekplatsen");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Row("Lekplatsen vid Tycklingen: barnen röstar")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Row("Lökar i Slottsparken, vem kan gräva?")).ToHaveCountAsync(0);
        await page.TabToAsync(frame, "Rensa");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading("Attraktiv")).ToBeFocusedAsync();

        await page.TabToAsync(frame, "Alla mål");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading("Målen i vardagen")).ToBeFocusedAsync();
        await page.TabToAsync(frame, "Mina kopplingar");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading("Mina kopplingar")).ToBeFocusedAsync();
        await page.TabToAsync(frame, "Ändra kopplingen: Lökar i Slottsparken, vem kan gräva?");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading("Koppla till mål")).ToBeFocusedAsync();
        await page.TabToAsync(frame, "Växande");
        await page.Keyboard.PressAsync("Space");
        await page.TabToAsync(frame, "Spara");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading("Kopplingen är sparad")).ToBeFocusedAsync();
        await page.TabToAsync(frame, "Ångra");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Ångra" })).Not.ToBeFocusedAsync();
        await Assertions.Expect(tab.Heading("Kopplingen är sparad")).ToBeFocusedAsync();

        await page.TabToAsync(frame, "Lökar i Slottsparken, vem kan gräva?");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.MessageView(vadstena.FirstMessageIn("gata/parker"))).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_first_stop_skips_to_the_content()
    {
        var page = await vadstena.OpenAsync("johan", Tab.Overview);
        var frame = await page.TabFrameAsync();

        await page.TabToAsync(frame, "Hoppa till innehållet");
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Tab");

        Assert.Equal("Koppla ett samtal", await frame.FocusedAsync());
    }
}
