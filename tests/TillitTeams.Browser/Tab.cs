using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The app's own tab inside the client, in words.</summary>
public static class Tab
{
    public static readonly string Overview = "/app/goals";

    /// <summary>The client's fragment that opens the tab at a view, as a deep link does.</summary>
    public static string At(string view) => $"/app/goals/{Uri.EscapeDataString(view)}";

    public static IFrameLocator InTab(this IPage page) => page.FrameLocator("iframe.tab-frame");

    public static ILocator Heading(this IFrameLocator tab, string name) => tab.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 });

    public static ILocator Row(this IFrameLocator tab, string title) => tab.Locator(".row").Filter(new() { Has = tab.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }) });

    public static Task ChooseAsync(this IFrameLocator tab, string link) => tab.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First.ClickAsync();

    public static Task ShowsAsync(this IFrameLocator tab, string heading) => Assertions.Expect(tab.Heading(heading)).ToBeVisibleAsync();

    /// <summary>The frame itself, once its view has come.</summary>
    public static async Task<IFrame> TabFrameAsync(this IPage page)
    {
        await Assertions.Expect(page.InTab().Locator("#page:not([aria-busy]) h1")).ToBeVisibleAsync();
        var element = await page.Locator("iframe.tab-frame").ElementHandleAsync();
        return (await element.ContentFrameAsync())!;
    }

    /// <summary>Presses Tab until the focus stands on what has the name, as somebody without a mouse does.</summary>
    public static async Task TabToAsync(this IPage page, IFrame tab, string name)
    {
        var reached = new List<string>();
        for (var press = 0; press < 120; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await tab.FocusedAsync());
            if (reached[^1] == name)
            {
                return;
            }
        }

        Assert.Fail($"Tab never reached {name}, but {string.Join(", ", reached.Distinct().Where(each => each.Length < 80))}.");
    }

    /// <summary>Goes to what has the name, by Tab, and presses the key on it.</summary>
    public static async Task PressOnAsync(this IPage page, IFrame tab, string name, string key = "Enter")
    {
        await page.TabToAsync(tab, name);
        await page.Keyboard.PressAsync(key);
    }

    /// <summary>Goes to the field that has the name, by Tab, and writes in it.</summary>
    public static async Task TypeInAsync(this IPage page, IFrame tab, string name, string text)
    {
        await page.TabToAsync(tab, name);
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>What a screen reader would call the focused element, roughly.</summary>
    public static Task<string> FocusedAsync(this IFrame tab) => tab.EvaluateAsync<string>(
        """
        () => {
          const at = document.activeElement;
          const label = at?.labels?.[0]?.querySelector('strong, .visually-hidden') ?? at?.labels?.[0];
          return (at?.getAttribute('aria-label') ?? label?.textContent ?? at?.textContent ?? '').replace(/\s+/g, ' ').trim();
        }
        """);
}
