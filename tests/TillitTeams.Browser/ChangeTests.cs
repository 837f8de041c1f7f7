using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>What is changed in the tab itself.</summary>
[Collection(Told.Name)]
public sealed class ChangeTests(ToldVadstena vadstena)
{
    [Fact]
    public async Task A_link_is_changed_and_the_change_is_taken_back_at_once()
    {
        const string title = "Lökar i Slottsparken, vem kan gräva?";
        var page = await vadstena.OpenAsync("johan", Tab.At("mine"));
        var tab = page.InTab();

        await tab.ChooseAsync($"Ändra kopplingen: {title}");
        await tab.ShowsAsync("Koppla till mål");
        await Assertions.Expect(tab.GetByRole(AriaRole.Checkbox, new() { Name = "Attraktiv" })).ToBeCheckedAsync();
        await tab.GetByRole(AriaRole.Checkbox, new() { Name = "Hållbar" }).CheckAsync();
        await tab.GetByRole(AriaRole.Textbox).FillAsync("Blommor till alla.");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();

        await tab.ShowsAsync("Kopplingen är sparad");
        await Assertions.Expect(tab.Heading("Kopplingen är sparad")).ToBeFocusedAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Link, new() { Name = title })).ToBeVisibleAsync();
        await tab.ChooseAsync("Mina kopplingar");

        await Assertions.Expect(tab.Row(title)).ToContainTextAsync("sex tusen lökar");
        await Assertions.Expect(tab.Row(title).GetByRole(AriaRole.Link, new() { Name = "Hållbar" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_link_is_taken_away_and_put_back()
    {
        const string title = "Lekplatsen vid Tycklingen: barnen röstar";
        var page = await vadstena.OpenAsync("johan", Tab.At("mine"));
        var tab = page.InTab();
        await tab.ChooseAsync($"Ändra kopplingen: {title}");

        await tab.GetByRole(AriaRole.Button, new() { Name = "Ta bort koppling" }).ClickAsync();
        await tab.ShowsAsync("Kopplingen är borttagen.");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await tab.ShowsAsync("Kopplat!");

        await tab.ChooseAsync("Mina kopplingar");
        await Assertions.Expect(tab.Row(title)).ToContainTextAsync("Barnen har själva valt");
    }

    [Fact]
    public async Task A_conversation_is_linked_by_its_pasted_link_and_the_link_is_undone()
    {
        var message = vadstena.FirstMessageIn("bibliotek/program");
        var page = await vadstena.OpenAsync("sara", Tab.At("link"));
        var tab = page.InTab();
        var field = tab.GetByRole(AriaRole.Textbox, new() { Name = "Länk till meddelandet eller dokumentet" });
        await field.FillAsync("mailto:lena@vadstena.example");
        await field.PressAsync("Enter");
        await Assertions.Expect(tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("ingen länk till ett samtal eller ett dokument");
        await Assertions.Expect(field).ToBeFocusedAsync();

        await field.FillAsync(vadstena.LinkTo("bibliotek/program", message));
        await tab.GetByRole(AriaRole.Button, new() { Name = "Fortsätt" }).ClickAsync();
        await tab.ShowsAsync("Koppla till mål");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("minst ett mål eller en princip");
        await tab.GetByRole(AriaRole.Checkbox, new() { Name = "Växande" }).CheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await tab.ShowsAsync("Kopplat!");

        await tab.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await tab.ShowsAsync("Kopplingen är borttagen.");
        await tab.ChooseAsync("Mina kopplingar");
        await tab.ShowsAsync("Mina kopplingar");
        await Assertions.Expect(tab.Row(message.Subject!)).ToHaveCountAsync(0);
    }
}
