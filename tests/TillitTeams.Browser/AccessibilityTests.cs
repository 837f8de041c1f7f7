using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>Every page, in every theme, language and width.</summary>
[Collection(Told.Name)]
public sealed class AccessibilityTests(ToldVadstena vadstena)
{
    private static readonly string[] Views =
    [
        "goals", "goal/attraktiv", "goal/vaxande?principle=transparens", "goal/hallbar?q=zebra", "principle/tillit", "mine", "trust", "link", "link?url=fel", "documents", "documents?q=zebra", "sites", "deliveries", "audit", "audit?verify=1", "personal", "personal/forget", "retention", "retention/rule?kind=GoneLinks", "records", "records?initiative=x", "digest", "configure?goal=vaxande",
        "model", "model/item?kind=goal", "model/item?kind=principle&code=tillit", "model/end?kind=goal&code=hallbar", "model/order?kind=principle", "model/import", "model/export", "model/history",
    ];

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_page_is_accessible_in_every_theme_and_width(string language)
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview, language: language);
        foreach (var view in (string[])[.. Views, LinkedView, ChannelView])
        {
            await page.SetViewportSizeAsync(1280, 860);
            await page.EvaluateAsync("place => location.hash = place", Tab.At(view));
            var frame = await page.TabFrameAsync();
            foreach (var width in (int[])[1280, 768, 320])
            {
                await page.SetViewportSizeAsync(width, 860);
                await frame.AssertReflowsAsync($"{view} at {width}");
                foreach (var theme in (string[])["default", "dark", "contrast"])
                {
                    await frame.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
                    await frame.AssertAccessibleAsync($"{view}, {theme}, {width}:");
                }
            }
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Text_at_twice_its_size_loses_nothing(int width)
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview, width: width);
        foreach (var view in Views)
        {
            await page.EvaluateAsync("place => location.hash = place", Tab.At(view));
            var frame = await page.TabFrameAsync();
            await frame.EvaluateAsync("document.documentElement.style.fontSize = '175%'");
            await frame.AssertReflowsAsync($"{view} with large text at {width}");
        }
    }

    [Fact]
    public async Task Colours_that_somebody_forces_upon_every_page_leave_nothing_unseen()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("goal/attraktiv"));
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active });
        var frame = await page.TabFrameAsync();

        foreach (var framed in (string[])[".rows", ".gained", ".filter select", ".filter input", ".tag", ".sign"])
        {
            await Assertions.Expect(page.InTab().Locator(framed).First).ToHaveCSSAsync("border-top-width", "1px");
        }

        await frame.AssertAccessibleAsync("forced colours");
    }

    /// <summary>What a channel's tab shows.</summary>
    private static string ChannelView => $"channel?goal=hallbar&team={SeedIds.Team("omsorg")}&channel={Uri.EscapeDataString(SeedIds.Channel("omsorg/hemtjansten"))}";

    /// <summary>The form that changes a link.</summary>
    private string LinkedView => $"link?url={Uri.EscapeDataString(vadstena.LinkTo(Stories.All[0].Channel, vadstena.MessageOf(Stories.All[0])))}";
}
