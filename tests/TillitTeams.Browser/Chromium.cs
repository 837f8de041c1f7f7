using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>One Chromium for the whole run; every test opens its own context in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string HowToInstall =
        "No Chromium was found. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to a Chrome or Chromium.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public IBrowser Browser
    {
        get
        {
            Assert.SkipWhen(browser is null, HowToInstall);
            return browser;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        // Patience for a busy machine; nothing waits longer than it must.
        Assertions.SetDefaultExpectTimeout(20_000);
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            // Nothing but the local tenant is ever asked; a sandboxed Chromium does not start as root in CI.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
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

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM_PATH") is { Length: > 0 } named)
        {
            return named;
        }

        var suffix = OperatingSystem.IsWindows() ? ".exe" : "";
        string[] folders =
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator),
            "/Applications/Google Chrome.app/Contents/MacOS",
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Google", "Chrome", "Application"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft", "Edge", "Application"),
        ];
        return folders
            .SelectMany(folder => Names.Append("Google Chrome").Select(name => Path.Combine(folder, name + suffix)))
            .FirstOrDefault(File.Exists);
    }
}
