using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>What the client tells a tab in a channel, and does for it, through Microsoft's own teams-js.</summary>
public sealed class ChannelHostTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    private const string Own = "microsoftTeams.app.getContext()";

    private readonly ChannelProbe probe = new(vadstena);

    [Theory]
    [InlineData("skola/elevhalsa", "amina", "Private")]
    [InlineData("skola/lasning", "sara", "Regular")]
    [InlineData("gata/skolvagar", "amina", "Shared")]
    public async Task A_tab_learns_where_it_stands(string channel, string person, string membership)
    {
        var (tab, page) = await OpenAsync(channel, person, "mal/hallbar");

        var context = (await ChannelProbe.AskAsync(page, Own))!;

        Assert.Equal(("content", "mal/hallbar", tab.EntityId), (
            (string)context["page"]!["frameContext"]!, (string)context["page"]!["subPageId"]!, (string)context["page"]!["id"]!));
        Assert.Equal((SeedIds.Channel(channel), membership), ((string)context["channel"]!["id"]!, (string)context["channel"]!["membershipType"]!));
        Assert.Equal(SeedIds.Team(channel.Split('/')[0]).ToString(), (string)context["team"]!["groupId"]!);
        Assert.Equal(SeedIds.Team(channel.Split('/')[0]).ToString(), (string)context["channel"]!["ownerGroupId"]!);
        Assert.Equal("Teams", (string)context["app"]!["host"]!["name"]!);
        Assert.Equal(tab.ContentUrl, (string)(await ChannelProbe.AskAsync(page, "microsoftTeams.pages.getConfig()"))!["contentUrl"]!);
    }

    [Fact]
    public async Task A_page_in_SharePoint_learns_that_it_is_in_no_channel()
    {
        var tab = probe.Tab();
        vadstena.Sandbox.Tenant.Change(content =>
        {
            content.IntranetTabs.Insert(0, tab);
            return new TabsChanged(null);
        });
        var page = await WindowAsync("lena");
        await page.GotoAsync($"{vadstena.Sandbox.ClientUrl}?as=lena#/sharepoint");

        var context = (await ChannelProbe.AskAsync(page, Own))!;

        Assert.Equal("SharePoint", (string)context["app"]!["host"]!["name"]!);
        Assert.Equal((null, null), (context["channel"], context["team"]));
        Assert.NotNull(context["sharepoint"]);
    }

    [Fact]
    public async Task A_tab_says_farewell_before_it_is_removed()
    {
        var (tab, page) = await OpenAsync("skola/allmant", "amina", removeUrl: "farval");

        await page.GetByRole(AriaRole.Button, new() { Name = "Alternativ för fliken Prov" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Ta bort" }).ClickAsync();
        var context = (await ChannelProbe.AskAsync(page, Own, ".dialog-frame"))!;
        Assert.Equal("remove", (string)context["page"]!["frameContext"]!);
        await ChannelProbe.AskAsync(page, "void microsoftTeams.pages.config.registerOnRemoveHandler(event => event.notifyFailure('Inte än'))", ".dialog-frame");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Inte än").First).ToBeVisibleAsync();
        Assert.Contains(tab, TabsIn("skola/allmant"));

        await ChannelProbe.AskAsync(page, "void microsoftTeams.pages.config.registerOnRemoveHandler(event => event.notifySuccess())", ".dialog-frame");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ta bort" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        Assert.DoesNotContain(tab, TabsIn("skola/allmant"));
    }

    [Fact]
    public async Task A_shared_view_is_posted_with_its_link_where_the_person_chooses()
    {
        var (_, page) = await OpenAsync("skola/lasning", "amina");
        var link = $"https://teams.microsoft.com/l/entity/{vadstena.Sandbox.App.TeamsAppId}/goals?context=%7B%22subPageId%22%3A%22goal%2Fhallbar%22%7D";
        var sharing = ChannelProbe.AskAsync(page, $"microsoftTeams.sharing.shareWebContent({{ content: [{{ type: 'URL', url: '{link}', message: 'Läs gärna' }}] }}).then(() => 'delat')");
        var dialog = page.GetByRole(AriaRole.Dialog);

        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Dela", Exact = true })).ToBeDisabledAsync();
        await dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync(SeedIds.Channel("skola/allmant"));
        await page.AssertAccessibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Dela", Exact = true }).ClickAsync();

        Assert.Equal("delat", (string)(await sharing)!);
        var posted = vadstena.Sandbox.Tenant.Read(content => content.FindConversation(SeedIds.Channel("skola/allmant"))!.Messages[^1]);
        Assert.Equal(SeedIds.Person("amina"), posted.FromPerson);
        Assert.Contains("Läs gärna", posted.Html, StringComparison.Ordinal);
        Assert.Contains(link.Replace("&", "&amp;", StringComparison.Ordinal), posted.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_thinks_better_of_sharing_posts_nothing()
    {
        var (_, page) = await OpenAsync("skola/lasning", "amina");
        var before = vadstena.Sandbox.Tenant.Read(content => content.Teams.Sum(team => team.Channels.Sum(channel => channel.Messages.Count)));
        var sharing = ChannelProbe.AskAsync(page, "microsoftTeams.sharing.shareWebContent({ content: [{ type: 'URL', url: 'https://vadstena.example/' }] }).catch(error => error.errorCode)");

        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Avbryt" }).ClickAsync();

        Assert.Equal(8000, (int)(await sharing)!);
        Assert.Equal(before, vadstena.Sandbox.Tenant.Read(content => content.Teams.Sum(team => team.Channels.Sum(channel => channel.Messages.Count))));
    }

    [Fact]
    public async Task The_apps_own_deep_links_lead_to_its_tabs()
    {
        var (tab, page) = await OpenAsync("skola/lasning", "amina");
        var context = Uri.EscapeDataString($$"""{"channelId":"{{SeedIds.Channel("skola/lasning")}}","subEntityId":"djupt/inne"}""");
        var link = $"https://teams.microsoft.com/l/entity/{vadstena.Sandbox.App.TeamsAppId}/{tab.EntityId}?context={context}";
        var opening = ChannelProbe.AskAsync(page, $"void microsoftTeams.app.openLink('{link}')");
        await opening;
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("djupt", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Equal("djupt/inne", (string)(await ChannelProbe.AskAsync(page, Own))!["page"]!["subPageId"]!);

        await ChannelProbe.AskAsync(
            page, $"void microsoftTeams.pages.navigateToApp({{ appId: '{vadstena.Sandbox.App.TeamsAppId}', pageId: 'goals', subPageId: 'mine' }})");

        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#/app/goals/mine", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Settings_that_the_app_could_not_save_change_nothing()
    {
        var (tab, page) = await OpenAsync("skola/lasning", "amina");
        await probe.ServeAsync(page, new Uri(vadstena.Sandbox.AppUrl, "tab?").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "Alternativ för fliken Prov" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Inställningar" }).ClickAsync();
        Assert.Equal("settings", (string)(await ChannelProbe.AskAsync(page, Own, ".dialog-frame"))!["page"]!["frameContext"]!);
        await ChannelProbe.AskAsync(page, "void microsoftTeams.pages.config.registerOnSaveHandler(event => event.notifyFailure('Det gick inte'))", ".dialog-frame");
        await ChannelProbe.AskAsync(page, "void microsoftTeams.pages.config.setValidityState(true)", ".dialog-frame");

        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Spara" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Det gick inte").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        Assert.Contains(tab, TabsIn("skola/lasning"));
    }

    private async Task<(AppTab Tab, IPage Page)> OpenAsync(string channel, string person, string? subPageId = null, string? removeUrl = null)
    {
        var tab = probe.Tab(removeUrl);
        vadstena.Sandbox.Tenant.Change(content =>
        {
            content.FindChannel(SeedIds.Channel(channel))!.Value.Channel.Tabs.Add(tab);
            return new TabsChanged(SeedIds.Channel(channel));
        });
        var page = await WindowAsync(person);
        var sub = subPageId is null ? "" : $"/{Uri.EscapeDataString(subPageId)}";
        await page.GotoAsync($"{vadstena.Sandbox.ClientUrl}?as={person}#/t/{Uri.EscapeDataString(SeedIds.Channel(channel))}/{tab.Id}{sub}");
        return (tab, page);
    }

    /// <summary>A window in which the probe is served before anything asks for it.</summary>
    private async Task<IPage> WindowAsync(string person)
    {
        var page = await vadstena.OpenAsync(person, "/teams");
        await probe.ServeAsync(page);
        return page;
    }

    private List<AppTab> TabsIn(string channel) =>
        vadstena.Sandbox.Tenant.Read(content => content.FindChannel(SeedIds.Channel(channel))!.Value.Channel.Tabs.ToList());
}
