using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>One Chromium for the whole run; every test opens its own context in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(browser is null, FindChromium.HowToInstall);
            return browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (FindChromium.Path() is not { } path)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        // Patience for a busy machine; nothing waits longer than it must.
        Assertions.SetDefaultExpectTimeout(20_000);
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Args = FindChromium.Arguments,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
