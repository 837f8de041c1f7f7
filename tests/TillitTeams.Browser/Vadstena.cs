using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TillitTeams.Sandbox;
using Xunit;

[assembly: AssemblyFixture(typeof(TillitTeams.Browser.Chromium))]

namespace TillitTeams.Browser;

/// <summary>A fresh local tenant with the product in it, opened in a browser as one of its people.</summary>
public sealed class Vadstena(Chromium chromium) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("tillit-browser-").FullName;
    private SandboxHost? sandbox;

    public SandboxHost Sandbox => sandbox ?? throw new InvalidOperationException("The tenant has not started.");

    public async ValueTask InitializeAsync() =>
        sandbox = await SandboxHost.StartAsync(
            new SandboxSettings { ClientPort = 0, AppPort = 0, CloudPort = 0, DataDirectory = folder },
            CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
        {
            await sandbox.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <param name="who">Key of the person: <c>lena</c>.</param>
    /// <param name="place">The client's fragment: <c>/app/goals</c>.</param>
    public async Task<IPage> OpenAsync(
        string who, string place = "", string theme = "light", string language = "sv", bool phone = false)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 860 },
            Locale = language == "en" ? "en-GB" : "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{Sandbox.ClientUrl}?as={who}&theme={theme}&lang={language}#{place}");
        return page;
    }

    /// <summary>Everything axe-core knows of WCAG 2.2 A and AA, in the page and in every frame of it.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions
        {
            RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        });
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(violation =>
                $"{violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
    }
}
