using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Browser;

/// <summary>What a person does in the Teams-like client, in words.</summary>
public static class Teams
{
    public static string Channel(string key) => $"/c/{Uri.EscapeDataString(SeedIds.Channel(key))}";

    /// <summary>The newest thread's first message, which the client shows without scrolling back.</summary>
    public static Message FirstMessageIn(this Vadstena vadstena, string channel) =>
        vadstena.MessagesIn(channel).Last(message => message.ReplyToId is null);

    public static Message MessageOf(this Vadstena vadstena, Story story) =>
        vadstena.MessagesIn(story.Channel).Single(message => message.Subject == story.Subject);

    public static IReadOnlyList<Message> MessagesIn(this Vadstena vadstena, string channel) => vadstena.Sandbox.Tenant.Read(content =>
        content.FindChannel(SeedIds.Channel(channel))!.Value.Channel.Messages.ToList());

    /// <summary>As <i>Copy link</i> in the message's menu gives it.</summary>
    public static string LinkTo(this Vadstena vadstena, string channel, Message message) => vadstena.Sandbox.Tenant.Read(content =>
        MessageLink.To(content, content.FindChannel(SeedIds.Channel(channel))!.Value.Channel, message));

    public static ILocator MessageView(this IPage page, Message message) => page.Locator($"[data-message-id='{message.Id}']");

    /// <summary>Opens the message's menu and chooses in it.</summary>
    public static async Task ChooseOnAsync(this IPage page, Message message, string item)
    {
        await page.OpenMenuOfAsync(message);
        await page.GetByRole(AriaRole.Menuitem, new() { Name = item }).ClickAsync();
    }

    public static async Task OpenMenuOfAsync(this IPage page, Message message)
    {
        var view = page.MessageView(message);
        await view.ScrollIntoViewIfNeededAsync();
        await view.HoverAsync();
        await view.Locator("button.more").First.ClickAsync();
    }

    /// <summary>The field then holds what was pasted, and nothing else.</summary>
    public static async Task PasteAsync(this ILocator field, string text)
    {
        await field.FillAsync(text);
        await field.EvaluateAsync("""
            (element, text) => {
              const data = new DataTransfer();
              data.setData('text/plain', text);
              element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
            }
            """, text);
    }

    /// <summary>Links a message as a person does it: menu, ticks, words, button.</summary>
    public static async Task LinkAsync(this IPage page, Message message, Story story)
    {
        var dialog = await page.FillInAsync(message, story);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Kopplat!")).ToBeVisibleAsync();
    }

    public static async Task<ILocator> FillInAsync(this IPage page, Message message, Story story)
    {
        await page.ChooseOnAsync(message, "Koppla till mål");
        var dialog = page.GetByRole(AriaRole.Dialog);
        foreach (var tick in story.Ticks)
        {
            await dialog.GetByRole(AriaRole.Checkbox, new() { Name = tick }).CheckAsync();
        }

        await dialog.GetByRole(AriaRole.Textbox).FillAsync(story.Why);
        return dialog;
    }
}
