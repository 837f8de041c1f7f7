using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The app as a tab in a channel, from the plus beside the posts to its removal.</summary>
public sealed class ChannelTabsTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task A_tab_is_chosen_set_up_seen_by_others_changed_and_removed()
    {
        const string Channel = "skola/lasning";
        var page = await vadstena.OpenAsync("amina", Teams.Channel(Channel));

        await page.GetByRole(AriaRole.Button, new() { Name = "Lägg till en flik" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "TillitTeams" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        var save = dialog.GetByRole(AriaRole.Button, new() { Name = "Spara" });
        var settings = page.FrameLocator(".dialog-frame");
        await Assertions.Expect(settings.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(3);
        await page.AssertAccessibleAsync();
        foreach (var goal in await settings.GetByRole(AriaRole.Checkbox).AllAsync())
        {
            await goal.UncheckAsync();
        }

        await Assertions.Expect(save).ToBeDisabledAsync();
        await settings.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await save.ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Tab, new() { Selected = true })).Not.ToHaveTextAsync("Inlägg");
        var tab = Assert.Single(TabsIn(Channel));
        Assert.Contains(Uri.EscapeDataString(SeedIds.Channel(Channel)), tab.ContentUrl, StringComparison.OrdinalIgnoreCase);
        await Assertions.Expect(page.FrameLocator(".tab-frame").GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();

        var sara = await vadstena.OpenAsync("sara", Teams.Channel(Channel));
        await sara.GetByRole(AriaRole.Tab, new() { Name = tab.Name }).ClickAsync();
        await Assertions.Expect(sara.FrameLocator(".tab-frame").GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await sara.AssertAccessibleAsync();

        await ChooseAsync(page, tab, "Inställningar");
        await Assertions.Expect(settings.GetByRole(AriaRole.Checkbox).First).ToBeCheckedAsync();
        await Assertions.Expect(settings.GetByRole(AriaRole.Checkbox).Nth(1)).Not.ToBeCheckedAsync();
        await settings.GetByRole(AriaRole.Checkbox).Nth(1).CheckAsync();
        await save.ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        var changed = Assert.Single(TabsIn(Channel));
        Assert.Equal((tab.Id, tab.EntityId), (changed.Id, changed.EntityId));
        Assert.NotEqual(tab.ContentUrl, changed.ContentUrl);

        await ChooseAsync(page, tab, "Ta bort");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Tab)).ToHaveTextAsync(["Inlägg", "Filer"]);
        await Assertions.Expect(sara.GetByText("Fliken finns inte längre")).ToBeVisibleAsync();
        Assert.Empty(TabsIn(Channel));
    }

    [Fact]
    public async Task Where_the_app_is_not_added_there_is_no_tab_to_choose()
    {
        vadstena.Sandbox.Tenant.RemoveApp(SeedIds.Team("kansli"));
        var someone = vadstena.Sandbox.Tenant.Read(content => content.People.First(person =>
            person.CanSignIn && content.FindTeam(SeedIds.Team("kansli"))!.Members.Contains(person.Id)));
        var channel = vadstena.Sandbox.Tenant.Read(content => content.FindTeam(SeedIds.Team("kansli"))!.General);
        var page = await vadstena.OpenAsync(someone.Key, $"/c/{Uri.EscapeDataString(channel.Id)}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Lägg till en flik" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByText("Ingen app som är tillagd")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_app_stands_on_a_page_in_SharePoint()
    {
        var page = await vadstena.OpenAsync("lena", "/sharepoint");

        await page.GetByRole(AriaRole.Button, new() { Name = "Lägg till TillitTeams på sidan" }).ClickAsync();
        await Assertions.Expect(page.FrameLocator(".dialog-frame").GetByRole(AriaRole.Checkbox).First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();

        await Assertions.Expect(page.FrameLocator(".tab-frame").GetByRole(AriaRole.Heading).First).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();
        Assert.Single(vadstena.Sandbox.Tenant.Read(content => content.IntranetTabs.ToList()));
    }

    private List<AppTab> TabsIn(string channel) =>
        vadstena.Sandbox.Tenant.Read(content => content.FindChannel(SeedIds.Channel(channel))!.Value.Channel.Tabs.ToList());

    private static async Task ChooseAsync(IPage page, AppTab tab, string item)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Alternativ för fliken {tab.Name}" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }
}
