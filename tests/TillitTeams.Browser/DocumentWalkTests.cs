using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>Documents where people meet them: with a message, as a pasted link, and searched for at the compose box.</summary>
public sealed class DocumentWalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task The_file_of_a_message_is_linked_in_a_dialog_and_then_the_conversation_too()
    {
        var message = vadstena.MessagesIn("skola/lasning").Last(each => each.Files.Count > 0);
        var page = await vadstena.OpenAsync("sara", Teams.Channel("skola/lasning"));
        await page.ChooseOnAsync(message, "Koppla till mål");
        var dialog = page.GetByRole(AriaRole.Dialog);

        await dialog.GetByRole(AriaRole.Button, new() { Name = $"Koppla dokumentet {message.Files[0].Name}" }).ClickAsync();
        var form = page.FrameLocator("iframe.dialog-frame");
        await form.ShowsAsync("Koppla till mål");
        await Assertions.Expect(form.Locator(".source")).ToContainTextAsync(message.Files[0].Name);
        await Assertions.Expect(form.GetByText("Mina kopplingar")).ToBeHiddenAsync();
        await page.AssertAccessibleAsync();
        await form.GetByRole(AriaRole.Checkbox, new() { Name = "Växande" }).CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await form.ShowsAsync("Kopplat!");
        await form.GetByRole(AriaRole.Button, new() { Name = "Klar", Exact = true }).ClickAsync();

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Koppla samtalet" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = "Växande" }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Kopplat!")).ToBeVisibleAsync();

        var tab = (await vadstena.OpenAsync("sara", Tab.At("goal/vaxande"))).InTab();
        await Assertions.Expect(tab.Row(message.Files[0].Name)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pasted_documents_card_is_sent_and_its_button_opens_the_form()
    {
        const string name = "Kvalitetsrapport 2026.pdf";
        var url = vadstena.Sandbox.Tenant.Read(content => content.FindDocument(SeedIds.Drive("skola"), SeedIds.DriveItem("skola", $"Allmänt/{name}"))!.WebUrl());
        var page = await vadstena.OpenAsync("amina", "/c/" + Uri.EscapeDataString(SeedIds.Chat("chat/sara-amina")));
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Skriv ett meddelande" });
        await box.FillAsync(url);
        await box.EvaluateAsync("""
            (element, text) => {
              const data = new DataTransfer();
              data.setData('text/plain', text);
              element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
            }
            """, url);
        await Assertions.Expect(page.Locator(".compose").GetByText("Inte kopplat till något mål än.")).ToBeVisibleAsync();
        await box.PressAsync("Enter");

        var sent = page.Locator(".message").Filter(new() { HasText = "Inte kopplat till något mål än." }).Last;
        await sent.GetByRole(AriaRole.Button, new() { Name = "Koppla till mål" }).ClickAsync();
        var form = page.FrameLocator("iframe.dialog-frame");
        await Assertions.Expect(form.Locator(".source")).ToContainTextAsync(name);
        await form.GetByRole(AriaRole.Checkbox, new() { Name = "Hållbar" }).CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Klar", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByText("Klart!")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_document_is_found_at_the_compose_box_without_signing_in_anew()
    {
        var page = await vadstena.OpenAsync("sara", "/c/" + Uri.EscapeDataString(SeedIds.Chat("chat/sara-amina")));
        await page.GetByRole(AriaRole.Button, new() { Name = "Hitta dokument" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);

        var hit = dialog.GetByRole(AriaRole.Button, new() { Name = "Program våren.docx" });
        var said = dialog.Locator(".search-status:not(:empty)");
        do
        {
            // Whoever is told that it took too long tries again.
            await dialog.GetByRole(AriaRole.Searchbox).FillAsync("");
            await dialog.GetByRole(AriaRole.Searchbox).FillAsync("språkcafé");
            await Assertions.Expect(hit.Or(said).First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        }
        while (!await hit.IsVisibleAsync());
        await hit.ClickAsync();

        await Assertions.Expect(page.Locator(".compose").GetByText("Program våren.docx")).ToBeVisibleAsync();
    }
}
