using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>A link is pasted while nobody has consented to what the app reads on their behalf.</summary>
public sealed class ComposeConsentTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task The_way_to_sign_in_is_shown_in_the_compose_box_and_then_the_documents_card()
    {
        const string name = "Mål och budget 2027.docx";
        vadstena.Sandbox.App.ConsentedPermissions.Clear();
        var url = vadstena.Sandbox.Tenant.Read(content => content.FindDocument(SeedIds.Drive("kansli"), SeedIds.DriveItem("kansli", $"Allmänt/{name}"))!.WebUrl());
        var page = await vadstena.OpenAsync("peter", "/c/" + Uri.EscapeDataString(SeedIds.Chat("chat/sommarpraktik")));
        var compose = page.Locator(".compose").Last;
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Skriv ett meddelande" });

        await box.PasteAsync(url);
        await Assertions.Expect(compose.GetByText("TillitTeams behöver att du loggar in.")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();

        // Whoever would rather not, sends the link as it is; and is asked again the next time.
        await compose.GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();
        await Assertions.Expect(compose.GetByText("behöver att du loggar in")).ToHaveCountAsync(0);
        await Assertions.Expect(box).ToHaveValueAsync(url);
        await box.PasteAsync(url);
        var window = await page.RunAndWaitForPopupAsync(() => compose.GetByRole(AriaRole.Button, new() { Name = "Logga in" }).ClickAsync());
        await window.GetByRole(AriaRole.Link, new() { Name = "Peter Alm" }).ClickAsync();
        await window.GetByRole(AriaRole.Button, new() { Name = "Acceptera" }).ClickAsync();

        await Assertions.Expect(compose.GetByText(name)).ToBeVisibleAsync();
        await Assertions.Expect(compose.GetByText("behöver att du loggar in")).ToHaveCountAsync(0);
    }
}
