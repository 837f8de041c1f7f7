using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>Documents where people meet them: with a message, as a pasted link, searched for, and in the library itself.</summary>
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
        await box.PasteAsync(url);
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

    [Fact]
    public async Task A_link_whose_document_was_deleted_says_so_and_is_removed_and_put_back()
    {
        var (drive, peter) = (SeedIds.Drive("person/peter"), vadstena.Person("peter"));
        var item = vadstena.Sandbox.Tenant.UploadFile(drive, "root", "Snart borta.docx", peter.Id);
        using var client = vadstena.Sandbox.CreateAppClient(peter);
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("url", vadstena.Sandbox.Tenant.Read(content => content.FindDocument(drive, item.Id)!.WebUrl())),
            KeyValuePair.Create("goals", "hallbar"),
            KeyValuePair.Create("why", "Ord som blir kvar."),
        ]);
        using var linked = await client.PostAsync("/views/link", form, TestContext.Current.CancellationToken);
        vadstena.Sandbox.Tenant.DeleteItem(drive, item.Id, peter.Id);

        var page = await vadstena.OpenAsync("peter", Tab.At("mine"));
        var tab = page.InTab();
        var row = tab.Locator("[data-lost]", new() { HasText = "Du kan inte längre öppna dokumentet" });
        await Assertions.Expect(row).ToContainTextAsync("Ord som blir kvar.");
        var frame = await page.TabFrameAsync();
        foreach (var theme in (string[])["dark", "contrast", "default"])
        {
            await frame.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
            await frame.AssertAccessibleAsync(theme);
        }

        await page.SetViewportSizeAsync(320, 860);
        await frame.AssertReflowsAsync("a lost link");
        await row.GetByRole(AriaRole.Button, new() { Name = "Ta bort koppling: gjord" }).ClickAsync();

        await tab.ShowsAsync("Kopplingen är borttagen.");
        await Assertions.Expect(tab.Heading("Kopplingen är borttagen.")).ToBeFocusedAsync();
        await page.AssertAccessibleAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Ångra" }).ClickAsync();
        await tab.ShowsAsync("Kopplingen är tillbaka.");
        await tab.ChooseAsync("Mina kopplingar");
        await Assertions.Expect(row).ToContainTextAsync("Ord som blir kvar.");
    }

    [Fact]
    public async Task Documents_linked_by_search_and_by_link_stand_on_the_goals_page_and_in_the_librarys_columns()
    {
        const string found = "Mål och budget 2027.docx";
        const string pasted = "Budgetdialog, tre frågor.pptx";
        vadstena.Sandbox.Tenant.GrantSite("kansli", vadstena.Sandbox.App.ClientId.ToString());
        var page = await vadstena.OpenAsync("karin", Tab.At("mine"));
        var tab = page.InTab();

        await tab.ChooseAsync("Koppla ett dokument");
        await tab.GetByRole(AriaRole.Searchbox).FillAsync("kommunens budget");
        await tab.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await tab.GetByRole(AriaRole.Link, new() { Name = found }).ClickAsync();
        await LinkAsync(found, "Tillit");

        await page.GotoAsync($"{page.Url.Split('#')[0]}#{Tab.At("sites")}");
        await tab.ShowsAsync("Dokument i SharePoint");
        await page.AssertAccessibleAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Slå på Kommunkansliet" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("På. Mål och principer skrivs i kolumnerna.")).ToBeVisibleAsync();

        await tab.ChooseAsync("Till mina kopplingar");
        await tab.ChooseAsync("Koppla ett samtal");
        await tab.GetByLabel("Länk till meddelandet eller dokumentet").FillAsync(vadstena.Sandbox.Tenant.Read(content =>
            content.FindDocument(SeedIds.Drive("kansli"), SeedIds.DriveItem("kansli", $"Allmänt/{pasted}"))!.PathUrl()));
        await tab.GetByRole(AriaRole.Button, new() { Name = "Fortsätt" }).ClickAsync();
        await LinkAsync(pasted, "Kvalitet");
        await Assertions.Expect(tab.Locator("[data-library]")).ToHaveTextAsync("Mål och principer står nu också i SharePoint-biblioteket.");

        await tab.ChooseAsync("Visa på målfliken");
        await tab.ShowsAsync("Hållbar");
        await Assertions.Expect(tab.Row(found)).ToContainTextAsync("Kommunkansliet › Dokument › Allmänt");
        await Assertions.Expect(tab.Row(pasted).GetByRole(AriaRole.Link, new() { Name = "Kvalitet" })).ToBeVisibleAsync();

        await page.GotoAsync($"{page.Url.Split('#')[0]}#/files/{Uri.EscapeDataString(SeedIds.Drive("kansli"))}/{SeedIds.DriveItem("kansli", "Allmänt")}");
        await ColumnsSayAsync(found, "Tillit");
        await ColumnsSayAsync(pasted, "Kvalitet");
        await page.AssertAccessibleAsync();

        async Task LinkAsync(string document, string principle)
        {
            await Assertions.Expect(tab.Locator(".source")).ToContainTextAsync(document);
            await tab.GetByRole(AriaRole.Checkbox, new() { Name = "Hållbar" }).CheckAsync();
            await tab.GetByRole(AriaRole.Checkbox, new() { Name = principle }).CheckAsync();
            await tab.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
            await tab.ShowsAsync("Kopplat!");
        }

        async Task ColumnsSayAsync(string document, string principle)
        {
            var row = page.GetByRole(AriaRole.Row, new() { Name = document });
            await Assertions.Expect(row.GetByRole(AriaRole.List, new() { Name = "Mål" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Hållbar"]);
            await Assertions.Expect(row.GetByRole(AriaRole.List, new() { Name = "Principer" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync([principle]);
        }
    }
}
