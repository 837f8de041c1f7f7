using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Browser;

/// <summary>
/// A page of the app's that does nothing but ask its host, with Microsoft's own teams-js: served by the
/// test at the app's address, so that the client treats it as it does the real one.
/// </summary>
public sealed class ChannelProbe(Vadstena vadstena)
{
    private static readonly Lazy<string> Library = new(() => File.ReadAllText(Path.Combine(
        Root(), "src", "TillitTeams", "Frontend", "node_modules", "@microsoft", "teams-js", "dist", "umd", "MicrosoftTeams.min.js")));

    private string Url => new Uri(vadstena.Sandbox.AppUrl, "probe").ToString();

    public AppTab Tab(string? removeUrl = null) => new()
    {
        Id = Guid.NewGuid(), Name = "Prov", EntityId = $"prov-{Guid.NewGuid():N}", ContentUrl = Url, RemoveUrl = removeUrl is null ? null : $"{Url}?{removeUrl}",
    };

    /// <summary>Serves the probe in this window.</summary>
    public Task ServeAsync(IPage page, string? url = null) => page.RouteAsync(asked => asked.StartsWith(url ?? Url, StringComparison.Ordinal), route => route.FulfillAsync(new RouteFulfillOptions
    {
        ContentType = "text/html; charset=utf-8",
        Body = $$"""
            <!DOCTYPE html><html lang="sv"><title>Prov</title><main><h1>Prov</h1></main>
            <script>{{Library.Value}}</script>
            <script>
              const ready = microsoftTeams.app.initialize(["{{vadstena.Sandbox.ClientUrl.GetLeftPart(UriPartial.Authority)}}"]).then(() => {
                microsoftTeams.app.notifySuccess();
                document.body.dataset.ready = 'true';
              });
            </script>
            """,
    }));

    /// <summary>Runs teams-js in the probe, and returns what it answered.</summary>
    public static async Task<JsonNode?> AskAsync(IPage page, string expression, string frame = ".tab-frame")
    {
        await page.FrameLocator(frame).Locator("body[data-ready]").WaitForAsync();
        var handle = await page.Locator(frame).ElementHandleAsync();
        var answer = await (await handle.ContentFrameAsync())!.EvaluateAsync<JsonElement>($"() => ready.then(() => {expression})");
        return JsonNode.Parse(answer.ValueKind == JsonValueKind.Undefined ? "null" : answer.GetRawText());
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
