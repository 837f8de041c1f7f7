using System.Text.Json;
using Microsoft.Playwright;
using TillitTeams.Browser;

namespace TillitTeams.Benchmarks;

/// <summary>The tab as somebody meets it who opens it for the first time, on a machine a quarter as fast.</summary>
internal static class TabInBrowser
{
    private const int Links = 400;
    private const int Slowdown = 4;
    private const int Rounds = 5;

    /// <summary>Runs in every frame: when the list was painted, and how far things moved after that.</summary>
    private const string Watch =
        """
        (() => {
          const list = '#page .row, #page .goal-card';
          window.tab = { visible: undefined, shift: 0 };
          new MutationObserver((_, watching) => {
            if (document.querySelector(list)) {
              watching.disconnect();
              requestAnimationFrame(() => setTimeout(() => window.tab.visible = performance.now()));
            }
          }).observe(document, { childList: true, subtree: true });
          // From the first paint on, skeleton included.
          new PerformanceObserver(seen => seen.getEntries().forEach(entry => window.tab.shift += entry.hadRecentInput ? 0 : entry.value))
            .observe({ type: 'layout-shift', buffered: true });
        })();
        """;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var path = FindChromium.Path() ?? throw new InvalidOperationException(FindChromium.HowToInstall);
        await using var tenant = await LinkedTenant.StartAsync(Links);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path, Args = FindChromium.Arguments });

        var figures = new List<Figure>();
        foreach (var (name, place) in new[] { ("overview", "/app/goals"), ("goal page", "/app/goals/goal%2Fhallbar") })
        {
            var visits = new List<Visit>();
            // The first one meets a server that has just started and is no more than a warm-up.
            for (var round = 0; round <= Rounds; round++)
            {
                visits.Add(await VisitAsync(browser, tenant, place));
            }

            visits.RemoveAt(0);
            figures.Add(new Figure($"{name} visible, CPU slowed down {Slowdown} ×, nothing cached", Figure.Median(visits.Select(visit => visit.Visible)) / 1000, "s", 1.0));
            figures.Add(new Figure($"{name} over the wire", visits.Max(visit => visit.Bytes) / 1024, "KB", 150));
            figures.Add(new Figure($"{name}, layout shift", visits.Max(visit => visit.Shift), "CLS", 0.02));
        }

        return figures;
    }

    private static async Task<Visit> VisitAsync(IBrowser browser, LinkedTenant tenant, string place)
    {
        await using var context = await browser.NewContextAsync(new BrowserNewContextOptions { Locale = "sv-SE", ViewportSize = new() { Width = 1280, Height = 860 } });
        await context.AddInitScriptAsync(Watch);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{tenant.Host.ClientUrl}?as=karin&lang=sv");
        await page.WaitForTimeoutAsync(1500);

        var devTools = await context.NewCDPSessionAsync(page);
        await devTools.SendAsync("Network.enable");
        await devTools.SendAsync("Network.setCacheDisabled", new Dictionary<string, object> { ["cacheDisabled"] = true });
        await devTools.SendAsync("Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = Slowdown });
        var bytes = 0.0;
        var ofTheApp = new HashSet<string>(StringComparer.Ordinal);
        devTools.Event("Network.requestWillBeSent").OnEvent += (_, sent) =>
        {
            if (sent?.GetProperty("request").GetProperty("url").GetString()?.StartsWith(tenant.Host.AppUrl.ToString(), StringComparison.Ordinal) == true)
            {
                ofTheApp.Add(sent.Value.GetProperty("requestId").GetString()!);
            }
        };
        devTools.Event("Network.loadingFinished").OnEvent += (_, finished) =>
        {
            if (finished is { } done && ofTheApp.Contains(done.GetProperty("requestId").GetString()!))
            {
                bytes += done.GetProperty("encodedDataLength").GetDouble();
            }
        };

        await page.EvaluateAsync($"location.hash = '{place}'");
        var frame = page.FrameLocator("iframe");
        await frame.Locator("#page .row, #page .goal-card").First.WaitForAsync();
        await page.WaitForTimeoutAsync(1500);
        var seen = await page.Frames.First(each => each.Url.StartsWith(tenant.Host.AppUrl.ToString(), StringComparison.Ordinal))
            .EvaluateAsync<JsonElement>("window.tab");
        return new Visit(seen.GetProperty("visible").GetDouble(), bytes, seen.GetProperty("shift").GetDouble());
    }

    private sealed record Visit(double Visible, double Bytes, double Shift);
}
