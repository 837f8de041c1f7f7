using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>What anybody must be able to use.</summary>
public static class Accessibility
{
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Tags] } };

    /// <summary>Everything axe-core knows of WCAG 2.2 A and AA, in the page and in every frame of it.</summary>
    public static async Task AssertAccessibleAsync(this IPage page, string where = "")
    {
        var result = await page.RunAxe(Rules);
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(violation =>
                $"{where} {violation.Id}: {violation.Help}\n  {string.Join("\n  ", violation.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>The same in one frame that has been looked at before: axe-core is there already.</summary>
    public static async Task AssertAccessibleAsync(this IFrame frame, string where)
    {
        if (!await frame.EvaluateAsync<bool>("'axe' in window"))
        {
            await frame.EvaluateAsync(new BundledAxeScriptProvider().GetScript());
        }

        var found = await frame.EvaluateAsync<JsonElement>(
            """
            async tags => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'] })).violations
              .map(violation => `${violation.id}: ${violation.help} ${violation.nodes.map(node => node.html).join(' ')}`)
            """,
            Tags);
        Assert.True(found.GetArrayLength() == 0, $"{where} {found}");
    }

    /// <summary>Nothing is reached only by scrolling sideways (<em>WCAG 1.4.10 Reflow</em>).</summary>
    public static async Task AssertReflowsAsync(this IFrame frame, string where)
    {
        var tooWide = await frame.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('body *')]
              .filter(element => element.checkVisibility() && !element.closest('.visually-hidden, .skip'))
              .filter(element => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map(element => `${element.tagName}.${element.className}`)
            """);
        Assert.True(tooWide.Length == 0, $"{where} is wider than its window: {string.Join(", ", tooWide)}");
    }
}
