using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The governance lead looks after the model, by keyboard too; everybody reads it.</summary>
public sealed class ModelWalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task Karin_adds_a_goal_lets_another_become_part_of_it_and_Peter_reads_what_happened()
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview);
        var tab = page.InTab();
        await tab.ChooseAsync("Styrmodellen: vad som är beslutat, vad som ändrats och vem som sköter den");
        await tab.ShowsAsync("Styrmodell");
        await page.AssertAccessibleAsync("the model");

        await tab.ChooseAsync("Nytt mål");
        await tab.ShowsAsync("Nytt mål");
        await tab.GetByLabel("Namn", new() { Exact = true }).FillAsync("Livskraftig");
        await tab.GetByLabel("Namn på engelska").FillAsync("Thriving");
        await tab.GetByLabel("Beskrivning", new() { Exact = true }).FillAsync("Kommunen ska vara livskraftig i alla sina delar.");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await Assertions.Expect(tab.Locator(".form-problem")).ToBeFocusedAsync();
        await Assertions.Expect(tab.GetByLabel("Namn", new() { Exact = true })).ToHaveValueAsync("Livskraftig");
        await page.AssertAccessibleAsync("the form with what is missing");
        await tab.GetByLabel("Beskrivning på engelska").FillAsync("The municipality shall thrive in all its parts.");
        await tab.GetByLabel("Beslut", new() { Exact = true }).FillAsync("Kommunfullmäktige § 91");
        await tab.GetByLabel("Beslutsdag").FillAsync("2025-11-24");
        await tab.GetByLabel("Gäller från").FillAsync("2026-01-01");
        await tab.GetByLabel("Slott").CheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("Livskraftig är med i styrmodellen nu.")).ToBeFocusedAsync();

        await tab.GetByRole(AriaRole.Link, new() { Name = "Avsluta eller slå ihop Attraktiv" }).ClickAsync();
        await tab.GetByLabel("Sista dag").FillAsync("2026-01-31");
        await tab.GetByLabel("Enligt beslut").FillAsync("Kommunfullmäktige § 92");
        await tab.GetByLabel("Beslutsdag").FillAsync("2025-12-15");
        await tab.GetByLabel("Går upp i").SelectOptionAsync(new SelectOptionValue { Label = "Livskraftig" });
        await tab.GetByText("Följer med", new() { Exact = true }).ClickAsync();
        await page.AssertAccessibleAsync("the form by which something ends");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Se vad som händer" }).ClickAsync();
        await tab.ShowsAsync("Det här händer när Attraktiv går upp i Livskraftig");
        await page.AssertAccessibleAsync("what will happen");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Låt Attraktiv gå upp i Livskraftig" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("Attraktiv har gått upp i Livskraftig, och det som var kopplat har följt med.")).ToBeFocusedAsync();
        await page.AssertAccessibleAsync("the model afterwards");

        // He followed a link that was meant for somebody else.
        var peter = (await vadstena.OpenAsync("peter", Tab.At("model/item?kind=goal&code=hallbar"))).InTab();
        await peter.ShowsAsync("Styrmodell");
        await Assertions.Expect(peter.GetByText("Bara kommunens målförvaltare ändrar styrmodellen.")).ToBeVisibleAsync();
        await Assertions.Expect(peter.GetByRole(AriaRole.Link, new() { Name = "Nytt mål" })).ToHaveCountAsync(0);
        await peter.ChooseAsync("Historik");
        await Assertions.Expect(peter.GetByText("Målet Attraktiv gick upp i Livskraftig, och det som var kopplat följde med")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_file_is_chosen_looked_at_and_read_in_and_one_in_another_encoding_is_told_of()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("model/export"));
        var tab = page.InTab();
        await tab.ShowsAsync("Styrmodellen som fil");
        var saved = await page.RunAndWaitForDownloadAsync(() => tab.GetByRole(AriaRole.Button, new() { Name = "Spara filen" }).ClickAsync());
        Assert.Equal("styrmodell.json", saved.SuggestedFilename);
        var text = await File.ReadAllTextAsync((await saved.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Contains("Rättssäkerhet", text, StringComparison.Ordinal);
        await tab.GetByRole(AriaRole.Button, new() { Name = "Kopiera texten" }).ClickAsync();
        await Assertions.Expect(tab.Locator("#status")).ToHaveTextAsync("Texten är kopierad.");

        await tab.ChooseAsync("Till styrmodellen");
        await tab.ChooseAsync("Läs in fil");
        var chosen = tab.GetByLabel("Välj fil");
        await chosen.SetInputFilesAsync(new FilePayload { Name = "gammal.json", MimeType = "application/json", Buffer = System.Text.Encoding.Latin1.GetBytes(text) });
        await Assertions.Expect(tab.GetByText("Filen är inte sparad som UTF-8.")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("a file that cannot be read");
        await chosen.SetInputFilesAsync(new FilePayload { Name = "ny.json", MimeType = "application/json", Buffer = System.Text.Encoding.UTF8.GetBytes(text.Replace("Det vi lovar", "Det som vi lovar", StringComparison.Ordinal)) });
        await Assertions.Expect(tab.GetByText("Filen är inte sparad som UTF-8.")).ToBeHiddenAsync();
        await Assertions.Expect(tab.GetByLabel("Filens text")).ToBeFocusedAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Se vad som händer" }).ClickAsync();
        await tab.ShowsAsync("Det här skulle ändras");
        await Assertions.Expect(tab.GetByText("Det som vi lovar")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("what a file would change");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Ändra styrmodellen" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("Filen är inläst.")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task A_principle_is_changed_and_put_in_another_place_by_keyboard_alone()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("model"));
        var tab = page.InTab();
        var frame = await page.TabFrameAsync();

        await page.PressOnAsync(frame, "Ändra Tillit");
        await Assertions.Expect(tab.Heading("Ändra Tillit")).ToBeFocusedAsync();
        await page.TabToAsync(frame, "Namn på engelska");
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync("Confidence");
        await page.TabToAsync(frame, "Indigo");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.PressOnAsync(frame, "Spara");
        await Assertions.Expect(tab.GetByText("Tillit är sparad.")).ToBeFocusedAsync();
        await Assertions.Expect(tab.Locator("[data-item=tillit] .sign")).ToHaveAttributeAsync("data-hue", "1");

        await page.PressOnAsync(frame, "Ändra principernas ordning");
        await Assertions.Expect(tab.Heading("Ändra principernas ordning")).ToBeFocusedAsync();
        await page.TabToAsync(frame, "Tillit");
        await page.Keyboard.PressAsync("End");
        await page.PressOnAsync(frame, "Spara");
        await Assertions.Expect(tab.GetByText("Ordningen är sparad.")).ToBeFocusedAsync();
        await Assertions.Expect(tab.Locator("[data-kind=principle] [data-item]").Last).ToHaveAttributeAsync("data-item", "tillit");
    }
}
