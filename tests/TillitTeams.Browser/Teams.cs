using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Browser;

/// <summary>What a person does in the Teams-like client, in words.</summary>
public static class Teams
{
    public static string Channel(string key) => $"/c/{Uri.EscapeDataString(SeedIds.Channel(key))}";

    /// <summary>The newest thread's first message, which the client shows without scrolling back.</summary>
    public static Message FirstMessageIn(this Vadstena vadstena, string channel) => vadstena.Sandbox.Tenant.Read(content =>
        content.FindChannel(SeedIds.Channel(channel))!.Value.Channel.Messages.Last(message => message.ReplyToId is null));

    public static ILocator MessageView(this IPage page, Message message) => page.Locator($"[data-message-id='{message.Id}']");

    /// <summary>Opens the message's menu and chooses in it.</summary>
    public static async Task ChooseOnAsync(this IPage page, Message message, string item)
    {
        var view = page.MessageView(message);
        await view.ScrollIntoViewIfNeededAsync();
        await view.HoverAsync();
        await view.Locator("button.more").First.ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }

    /// <summary>Links the message to a goal, as a person does it: menu, ticks, words, button.</summary>
    public static async Task TagAsync(this IPage page, Message message, string goal, string principle, string why)
    {
        await page.ChooseOnAsync(message, "Koppla till mål");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = goal }).CheckAsync();
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = principle }).CheckAsync();
        await dialog.GetByRole(AriaRole.Textbox).FillAsync(why);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Ta bort kopplingen" })).ToBeVisibleAsync();
    }

    /// <summary>The app's tab, inside its frame.</summary>
    public static IFrameLocator Tab(this IPage page) => page.FrameLocator("iframe");
}
