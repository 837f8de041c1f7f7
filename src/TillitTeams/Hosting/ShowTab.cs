using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace TillitTeams.Hosting;

/// <summary>
/// The shell of the tab, the same for everybody: its script asks the host who is there and fetches the view.
/// </summary>
internal static class ShowTab
{
    private static readonly string[] Themes = ["default", "dark", "contrast"];

    /// <param name="theme">Teams fills it into the manifest's address, so that the first paint has the right colours.</param>
    public static IResult Get(string? theme, HttpContext context, TabAssets assets)
    {
        var known = Themes.Contains(theme, StringComparer.Ordinal) ? theme! : Themes[0];
        var tag = new EntityTagHeaderValue($"\"{assets.Version}-{CultureInfo.CurrentUICulture.Name}-{known}\"");
        var headers = context.Response.GetTypedHeaders();
        // Asked about each time, sent again only when the app is another: a kept page would name assets that are gone.
        headers.CacheControl = new CacheControlHeaderValue { Public = true, NoCache = true };
        headers.ETag = tag;
        context.Response.Headers.Vary = HeaderNames.AcceptLanguage;

        return context.Request.GetTypedHeaders().IfNoneMatch.Any(held => held.Compare(tag, useStrongComparison: false))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new RazorComponentResult<TabShell>(new { Theme = known });
    }
}
