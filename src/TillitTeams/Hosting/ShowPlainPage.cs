using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;

namespace TillitTeams.Hosting;

/// <summary>Pages that anybody may read outside Teams: those that the manifest names, and the one for an address that leads nowhere.</summary>
internal static class ShowPlainPage
{
    public static RazorComponentResult<PlainPage> Privacy() => Page("PrivacyTitle", "PrivacyStored", "PrivacyShown", "PrivacyKept");

    public static RazorComponentResult<PlainPage> Terms() => Page("TermsTitle", "TermsUse", "TermsRecords");

    /// <summary>Only where a browser shows it as a page of its own: the tab has its own words for what a view lacks.</summary>
    public static Task InPlaceOfNothingAsync(StatusCodeContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        if (response.StatusCode != StatusCodes.Status404NotFound
            || !request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
            || request.Path.StartsWithSegments("/views", StringComparison.OrdinalIgnoreCase))
        {
            return Task.CompletedTask;
        }

        var page = Page("NotFoundTitle", "NotFound");
        page.StatusCode = StatusCodes.Status404NotFound;
        return page.ExecuteAsync(context.HttpContext);
    }

    private static RazorComponentResult<PlainPage> Page(string title, params string[] paragraphs) =>
        new(new { Title = title, Paragraphs = (IReadOnlyList<string>)paragraphs });
}
