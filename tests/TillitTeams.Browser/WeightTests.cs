using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The tab is light, and stands still once it has come.</summary>
[Collection(Told.Name)]
public sealed class WeightTests(ToldVadstena vadstena)
{
    private const int MostBytes = 150_000;
    private const double MostShift = 0.02;

    [Theory]
    [InlineData("goals")]
    [InlineData("goal/vaxande")]
    public async Task The_whole_tab_is_light_and_nothing_in_it_jumps(string view)
    {
        var page = await vadstena.OpenAsync("karin");
        var answers = new ConcurrentBag<IResponse>();
        page.Response += (_, answer) =>
        {
            if (answer.Url.StartsWith(vadstena.Sandbox.AppUrl.ToString(), StringComparison.Ordinal))
            {
                answers.Add(answer);
            }
        };
        await page.AddInitScriptAsync(
            """
            window.shifted = 0;
            new PerformanceObserver(list => list.getEntries().forEach(entry => window.shifted += entry.hadRecentInput ? 0 : entry.value))
              .observe({ type: 'layout-shift', buffered: true });
            """);

        await page.EvaluateAsync("place => location.hash = place", Tab.At(view));
        var frame = await page.TabFrameAsync();

        var sizes = await Task.WhenAll(answers.Select(async answer => (await answer.Request.SizesAsync()).ResponseBodySize));
        Assert.InRange(sizes.Sum(), 20_000, MostBytes);
        // Two frames later, what would have moved has moved.
        await frame.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        Assert.InRange(await frame.EvaluateAsync<double>("window.shifted"), 0, MostShift);
    }
}
