using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>Ways through the tab.</summary>
[Collection(Told.Name)]
public sealed class NavigationTests(ToldVadstena vadstena)
{
    [Fact]
    public async Task Every_page_is_found_from_the_overview_and_back_leads_back()
    {
        var page = await vadstena.OpenAsync("karin", Tab.Overview);
        var tab = page.InTab();
        var frame = await page.TabFrameAsync();
        foreach (var (link, heading) in ((string, string)[])
            [("Hållbar", "Hållbar"), ("Allt om Växande", "Växande"), ("Mina kopplingar", "Mina kopplingar"), ("Koppla ett samtal", "Koppla ett samtal eller dokument")])
        {
            await tab.ChooseAsync(link);
            await tab.ShowsAsync(heading);
            await Assertions.Expect(tab.Heading(heading)).ToBeFocusedAsync();
            await frame.EvaluateAsync("history.back()");
            await tab.ShowsAsync("Målen i vardagen");
            await Assertions.Expect(tab.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First).ToBeFocusedAsync();
        }

        await tab.Locator(".principles").GetByRole(AriaRole.Link).Filter(new() { HasText = "Rättssäkerhet" }).ClickAsync();
        await tab.ShowsAsync("Rättssäkerhet");
        Assert.Equal("Rättssäkerhet · TillitTeams", await frame.TitleAsync());
    }

    [Fact]
    public async Task A_filter_stands_in_the_address_keeps_the_focus_and_says_what_happened()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("goal/hallbar"));
        var tab = page.InTab();
        var frame = await page.TabFrameAsync();
        var principle = tab.GetByRole(AriaRole.Combobox, new() { Name = "Princip" });

        await principle.FocusAsync();
        await principle.SelectOptionAsync("Rättssäkerhet");

        await Assertions.Expect(tab.Row("Besluten på lättare svenska")).ToBeVisibleAsync();
        await Assertions.Expect(tab.Row("Nyckelskåpen på landet")).ToHaveCountAsync(0);
        await Assertions.Expect(principle).ToBeFocusedAsync();
        await Assertions.Expect(tab.Locator("#status")).ToHaveTextAsync("Sidan visar nu det du valde.");
        Assert.EndsWith("/tab/goal/hallbar?principle=rattssakerhet", frame.Url, StringComparison.Ordinal);

        await tab.GetByRole(AriaRole.Searchbox).FillAsync("snöskottning");
        await tab.GetByRole(AriaRole.Searchbox).PressAsync("Enter");
        await Assertions.Expect(tab.Locator("#status")).ToContainTextAsync("Inget stämmer");
        await tab.ChooseAsync("Visa allt");
        await Assertions.Expect(tab.Row("Nyckelskåpen på landet")).ToBeVisibleAsync();
        Assert.EndsWith("/tab/goal/hallbar", frame.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filtered_view_is_copied_as_a_deep_link_and_opens_as_it_was()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("goal/hallbar?q=hemtj%C3%A4nst"));
        var tab = page.InTab();
        await page.TabFrameAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("hemtjänst");
        await Assertions.Expect(tab.Row("Hur många olika möter man på två veckor?")).ToBeVisibleAsync();

        await tab.GetByRole(AriaRole.Button, new() { Name = "Kopiera länk" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Länken har kopierats.").First).ToBeVisibleAsync();
        var link = await page.EvaluateAsync<string>("navigator.clipboard.readText()");

        Assert.StartsWith("https://teams.microsoft.com/l/entity/", link, StringComparison.Ordinal);
        var context = Regex.Match(Uri.UnescapeDataString(link.Replace('+', ' ')), "subEntityId\":\"(?<view>[^\"]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var colleague = await vadstena.OpenAsync("lena", Tab.At(context.Groups["view"].Value));
        await Assertions.Expect(colleague.InTab().GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("hemtjänst");
        await Assertions.Expect(colleague.InTab().Row("Hur många olika möter man på två veckor?")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_view_is_shared_to_a_channel_where_a_colleague_opens_it()
    {
        var page = await vadstena.OpenAsync("lena", Tab.At("goal/hallbar?q=hemtj%C3%A4nst"));
        await page.TabFrameAsync();
        await page.InTab().GetByRole(AriaRole.Button, new() { Name = "Dela i Teams" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Dela i Teams" });
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("Anhörigstöd");
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Titta vad Hassan och Annika har fått till.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Dela", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        var colleague = await vadstena.OpenAsync("karin", Teams.Channel("omsorg/anhoriga"));
        await colleague.Locator("a[href*='/l/entity/']").ClickAsync();

        await colleague.InTab().ShowsAsync("Hållbar");
        await Assertions.Expect(colleague.InTab().GetByRole(AriaRole.Searchbox)).ToHaveValueAsync("hemtjänst");
    }

    [Fact]
    public async Task Show_more_brings_the_rest_and_moves_the_focus_to_it()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("goal/vaxande"));
        var tab = page.InTab();
        await page.TabFrameAsync();
        await Assertions.Expect(tab.Locator(".row")).ToHaveCountAsync(20);

        await tab.GetByRole(AriaRole.Button, new() { Name = "Visa fler" }).ClickAsync();

        await Assertions.Expect(tab.Locator(".row").Nth(20)).ToBeFocusedAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Button, new() { Name = "Visa fler" })).ToHaveCountAsync(0);
        await Assertions.Expect(tab.Row("Språkcaféet växer ur rummet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_tab_follows_the_theme_and_the_language_of_Teams_as_they_change()
    {
        var page = await vadstena.OpenAsync("karin", Tab.At("goal/hallbar"));
        var frame = await page.TabFrameAsync();
        var background = "getComputedStyle(document.documentElement).backgroundColor";
        Assert.Equal("rgb(245, 245, 245)", await frame.EvaluateAsync<string>(background));

        await ChooseAsync("Tema", "Mörkt");
        await Assertions.Expect(page.InTab().Locator("html")).ToHaveCSSAsync("background-color", "rgb(31, 31, 31)");
        await ChooseAsync("Tema", "Hög kontrast");
        await Assertions.Expect(page.InTab().Locator("html")).ToHaveCSSAsync("background-color", "rgb(0, 0, 0)");

        await ChooseAsync("Språk", "English");
        await page.InTab().ShowsAsync("Sustainable");

        async Task ChooseAsync(string menu, string item)
        {
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex(menu, RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.ClickAsync();
            await page.GetByRole(AriaRole.Menuitemradio, new() { Name = item }).Or(page.GetByRole(AriaRole.Menuitem, new() { Name = item })).First.ClickAsync();
        }
    }
}
