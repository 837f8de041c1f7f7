using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>A search at the compose box and a link that unfurls, with an app whose answers the test gives.</summary>
public sealed class FilesExtensionTests : IClassFixture<Vadstena>
{
    private const string Card = """{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "TextBlock", "text": "Läslistan, kopplad till bildning" } ] }""";

    private readonly Vadstena vadstena;

    public FilesExtensionTests(Vadstena vadstena)
    {
        this.vadstena = vadstena;
        var extension = vadstena.Sandbox.App.Manifest["composeExtensions"]![0]!.AsObject();
        extension["messageHandlers"] = JsonNode.Parse("""[ { "type": "link", "value": { "domains": ["prov.example"] } } ]""");
        extension["commands"] = JsonNode.Parse("""
            [ { "id": "prov", "type": "query", "title": "Sök i prov", "initialRun": false, "parameters": [ { "name": "q", "title": "Sök", "description": "Sök i det som är kopplat" } ] } ]
            """);
    }

    [Fact]
    public async Task A_result_becomes_a_card_in_the_message()
    {
        var page = await OpenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sök i prov" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);

        await dialog.GetByRole(AriaRole.Searchbox).PressSequentiallyAsync("läs");
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Läslistan" })).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Searchbox).PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".compose").GetByText("Läslistan, kopplad till bildning")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Skriv ett meddelande" }).PressAsync("Enter");

        await Assertions.Expect(page.Locator(".message").GetByText("Läslistan, kopplad till bildning").Last).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_pasted_link_unfurls_and_its_card_can_be_taken_away()
    {
        var page = await OpenAsync();
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "Skriv ett meddelande" });

        await box.PasteAsync("https://annan.example/1");
        await Assertions.Expect(page.Locator(".compose .card")).ToHaveCountAsync(0);
        await box.PasteAsync("https://prov.example/1");
        await Assertions.Expect(page.Locator(".compose").GetByText("Läslistan, kopplad till bildning")).ToBeVisibleAsync();
        await page.Locator(".compose").GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();

        await Assertions.Expect(page.Locator(".compose .card")).ToHaveCountAsync(0);
        await Assertions.Expect(box).ToHaveValueAsync("https://prov.example/1");
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await vadstena.OpenAsync("sara", "/c/" + Uri.EscapeDataString(TillitTeams.Sandbox.Seed.SeedIds.Chat("chat/sara-amina")));
        await page.RouteAsync("**/client/invoke", route => route.FulfillAsync(new()
        {
            Json = JsonNode.Parse($$"""
                { "status": 200, "timedOut": false, "body": { "composeExtension": { "type": "result", "attachmentLayout": "list", "attachments": [ {
                  "contentType": "application/vnd.microsoft.card.adaptive", "content": {{Card}},
                  "preview": { "contentType": "application/vnd.microsoft.card.thumbnail", "content": { "title": "Läslistan", "text": "<b>Bildning</b>" } } } ] } } }
                """),
        }));
        return page;
    }
}
