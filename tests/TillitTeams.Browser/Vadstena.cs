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
    private readonly List<(string? Test, IBrowserContext Context)> opened = [];
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
        await CloseAllButAsync(test: "");
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
        var test = TestContext.Current.Test?.UniqueID;
        await CloseAllButAsync(test);
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new() { Width = width, Height = 860 },
            Locale = language == "en" ? "en-GB" : "sv-SE",
            TimezoneId = "Europe/Stockholm",
            ReducedMotion = motion,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        opened.Add((test, context));
        context.SetDefaultTimeout(20_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{Sandbox.ClientUrl}?as={who}&theme={theme}&lang={language}#{place}");
        return page;
    }

    /// <summary>What a test that is over has opened would follow everything that happens, for as long as the browser runs.</summary>
    private async Task CloseAllButAsync(string? test)
    {
        foreach (var (_, context) in opened.Where(one => one.Test != test))
        {
            await context.CloseAsync();
        }

        opened.RemoveAll(one => one.Test != test);
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
