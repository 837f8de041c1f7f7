using Microsoft.Playwright;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

[assembly: AssemblyFixture(typeof(TillitTeams.Browser.Chromium))]

namespace TillitTeams.Browser;

/// <summary>A fresh local tenant with the product in it, opened in a browser as one of its people.</summary>
public class Vadstena(Chromium chromium) : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("tillit-browser-").FullName;
    private SandboxHost? sandbox;

    /// <summary>Graph's limits would only slow down a suite that links many messages of one channel at once.</summary>
    protected virtual SandboxSettings Settings => new() { GraphLimits = GraphLimits.None };

    public SandboxHost Sandbox => sandbox ?? throw new InvalidOperationException("The tenant has not started.");

    public virtual async ValueTask InitializeAsync() => await StartAsync(reset: false);

    /// <summary>Ends the tenant and starts it once more on what it left behind.</summary>
    public async Task StartAgainAsync(bool reset)
    {
        await EndAsync();
        await StartAsync(reset);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    public Person Person(string key) => Sandbox.Tenant.Read(content => content.FindPerson(SeedIds.Person(key)))!;

    /// <param name="who">Key of the person: <c>lena</c>.</param>
    /// <param name="place">The client's fragment: <c>/app/goals</c>.</param>
    public async Task<IPage> OpenAsync(
        string who, string place = "", string theme = "light", string language = "sv", int width = 1280, ReducedMotion motion = ReducedMotion.Reduce)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = width, Height = 860 },
            Locale = language == "en" ? "en-GB" : "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ReducedMotion = motion,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{Sandbox.ClientUrl}?as={who}&theme={theme}&lang={language}#{place}");
        return page;
    }

    private async Task EndAsync()
    {
        if (sandbox is { } running)
        {
            sandbox = null;
            await running.DisposeAsync();
            // Another process would begin without them; here they would go on with a file that is gone.
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
    }

    private async Task StartAsync(bool reset) =>
        sandbox = await SandboxHost.StartAsync(Settings with { ClientPort = 0, AppPort = 0, CloudPort = 0, DataDirectory = folder, Reset = reset }, CancellationToken.None);
}
