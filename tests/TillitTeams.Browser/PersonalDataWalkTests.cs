using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>People look at what is stored of them; somebody who has left is forgotten.</summary>
public sealed class PersonalDataWalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task Lena_reads_and_downloads_what_is_stored_of_her_and_Karin_forgets_her_when_she_has_left()
    {
        var page = await vadstena.OpenAsync("lena", Tab.At("initiative-form"));
        var tab = page.InTab();
        await tab.GetByLabel("Vad heter initiativet?").FillAsync("Broddar till alla");
        await tab.GetByLabel("I vilken kanal arbetar ni med det?").SelectOptionAsync(new SelectOptionValue { Label = "Vård och omsorg › Hemtjänsten" });
        await tab.GetByRole(AriaRole.Button, new() { Name = "Starta initiativet" }).ClickAsync();
        await tab.ShowsAsync("Initiativet är startat!");
        await page.EvaluateAsync("place => location.hash = place", Tab.Overview);

        await tab.ChooseAsync("Mina uppgifter: vad som finns sparat om dig");
        await tab.ShowsAsync("Mina uppgifter");
        await Assertions.Expect(tab.Locator("[data-part=Initiatives]")).ToContainTextAsync("Broddar till alla");
        await page.AssertAccessibleAsync("what is stored of Lena");
        var saved = await page.RunAndWaitForDownloadAsync(() => tab.GetByRole(AriaRole.Button, new() { Name = "Ladda ner allt" }).ClickAsync());
        Assert.Equal("mina-uppgifter.json", saved.SuggestedFilename);
        var file = JsonNode.Parse(await File.ReadAllTextAsync((await saved.PathAsync())!, TestContext.Current.CancellationToken))!;
        Assert.Equal("Broddar till alla", (string?)file["initiatives"]!["rows"]![0]!["about"]);
        await Assertions.Expect(tab.GetByRole(AriaRole.Link, new() { Name = "Glöm en person som slutat" })).ToHaveCountAsync(0);

        // On the phone everything is there too.
        await page.SetViewportSizeAsync(320, 860);
        await (await page.TabFrameAsync()).AssertReflowsAsync("what is stored of Lena");

        var karin = await vadstena.OpenAsync("karin", Tab.Overview);
        var lead = karin.InTab();
        await lead.ChooseAsync("Glöm en person som slutat");
        await lead.ShowsAsync("Glöm en person som slutat");
        await lead.GetByLabel("Personens objekt-id i Entra").FillAsync("lena.sjoholm@vadstena.se");
        await lead.GetByRole(AriaRole.Button, new() { Name = "Se vad som händer" }).ClickAsync();
        await Assertions.Expect(lead.Locator(".form-problem")).ToBeFocusedAsync();
        await karin.AssertAccessibleAsync("the form with what is missing");
        await lead.GetByLabel("Personens objekt-id i Entra").FillAsync(SeedIds.Person("lena").ToString());
        await lead.GetByRole(AriaRole.Button, new() { Name = "Se vad som händer" }).ClickAsync();
        await lead.ShowsAsync("Glöm Lena Sjöholm");
        await karin.AssertAccessibleAsync("what will happen");
        await lead.GetByRole(AriaRole.Button, new() { Name = "Glöm personen" }).ClickAsync();
        await Assertions.Expect(lead.GetByText("Personen är glömd.")).ToBeFocusedAsync();

        await page.EvaluateAsync("place => location.hash = place", Tab.At("personal"));
        await Assertions.Expect(tab.Locator("[data-part=Initiatives] .nothing-yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_file_that_does_not_come_is_told_of_and_tried_again()
    {
        var page = await vadstena.OpenAsync("peter", Tab.At("personal"));
        var tab = page.InTab();
        await page.Context.RouteAsync("**/views/personal/export", route => route.FulfillAsync(new() { Status = 500 }));
        await tab.GetByRole(AriaRole.Button, new() { Name = "Ladda ner allt" }).ClickAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Alert)).ToContainTextAsync("Filen kom inte fram.");
        await page.AssertAccessibleAsync("a file that did not come");

        await page.Context.UnrouteAllAsync();
        await page.RunAndWaitForDownloadAsync(() => tab.GetByRole(AriaRole.Alert).GetByRole(AriaRole.Button).ClickAsync());
        await Assertions.Expect(tab.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }
}
