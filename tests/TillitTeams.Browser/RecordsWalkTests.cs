using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TillitTeams.Graph;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The governance lead takes out a public record: orders it, sees it come, fetches it and reads it.</summary>
[Collection(Told.Name)]
public sealed class RecordsWalkTests(ToldVadstena vadstena)
{
    private static readonly Story Linked = Stories.All.First(story => story.Who == "karin" && story.Goals.Contains("attraktiv"));

    [Fact]
    public async Task Karin_orders_a_goal_waits_fetches_it_and_it_reads_well()
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview);
        var tab = page.InTab();
        await tab.ChooseAsync("Allmän handling: så lämnas det som är kopplat ut");
        await tab.ShowsAsync("Allmän handling");
        await page.AssertAccessibleAsync("what can be taken out");

        await tab.Locator("[name=scope][value=Period]").CheckAsync();
        await Assertions.Expect(tab.GetByLabel("Mål", new() { Exact = true })).ToBeHiddenAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Beställ" }).ClickAsync();
        await Assertions.Expect(tab.Locator(".form-problem")).ToBeFocusedAsync();
        await Assertions.Expect(tab.GetByText("Ange den första dagen.")).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("the form with what is missing");

        // The first answer comes late, so that it is seen to be under way.
        vadstena.Sandbox.AppServices.GetRequiredService<SightCache>().Store.Clear();
        vadstena.Sandbox.Faults.ThrottleInsideBatch(1_000, TimeSpan.FromMinutes(1));
        await tab.Locator("[name=scope][value=Goal]").CheckAsync();
        await tab.GetByLabel("Mål", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Attraktiv" });
        await tab.GetByRole(AriaRole.Button, new() { Name = "Beställ" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("Beställningen är på gång.")).ToBeFocusedAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Progressbar, new() { Name = "Så långt har Målet Attraktiv kommit" })).ToBeVisibleAsync();
        await Assertions.Expect(tab.GetByText("Microsoft 365 svarar inte just nu.").First).ToBeVisibleAsync();
        await page.AssertAccessibleAsync("an export that waits");
        vadstena.Sandbox.Faults.Clear();

        await Assertions.Expect(tab.Locator("[data-export=Ready]").Filter(new() { HasText = "Målet Attraktiv" })).ToContainTextAsync("Klar att hämta.", new() { Timeout = 60_000 });
        await page.AssertAccessibleAsync("an export that is ready");
        var saved = await page.RunAndWaitForDownloadAsync(() => tab.GetByRole(AriaRole.Button, new() { Name = "Hämta: Målet Attraktiv" }).ClickAsync());
        Assert.Equal("allman-handling-attraktiv.zip", saved.SuggestedFilename);
        await ReadAsync(page, await saved.PathAsync());

        await tab.GetByRole(AriaRole.Button, new() { Name = "Ta bort: Målet Attraktiv" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("Den är borttagen, och det som hade samlats också.")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Peter_reads_what_is_given_out_and_orders_nothing()
    {
        var page = await vadstena.OpenAsync("peter", Tab.At("records"));
        var tab = page.InTab();

        await tab.ShowsAsync("Allmän handling");
        await Assertions.Expect(tab.GetByText("Kommunens målförvaltare tar ut det åt registrator.")).ToBeVisibleAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Beställ" })).ToHaveCountAsync(0);
        await page.AssertAccessibleAsync("what everybody reads of public records");
    }

    /// <summary>Unpacked on a disk, as the registrar reads it: by itself, in a browser without a network, light and dark.</summary>
    private static async Task ReadAsync(IPage karin, string? zip)
    {
        var folder = Directory.CreateTempSubdirectory("tillit-record-");
        try
        {
            await ZipFile.ExtractToDirectoryAsync(zip!, folder.FullName, TestContext.Current.CancellationToken);
            var page = await karin.Context.NewPageAsync();
            await page.GotoAsync(new Uri(Path.Combine(folder.FullName, "index.html")).ToString());
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await page.AssertAccessibleAsync($"the export's first page, {scheme}");
            }

            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Målet Attraktiv", Level = 1 })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Samtal och dokument" }).ClickAsync();
            await Assertions.Expect(page.GetByText(Linked.Why)).ToBeInViewportAsync();
            await page.SetViewportSizeAsync(320, 860);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "It does not fit on a phone.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
