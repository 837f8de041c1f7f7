using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Hosting;
using TillitTeams.Storage;
using TillitTeams.Tagging.InTab.Pages;

namespace TillitTeams.Tagging.InTab;

/// <summary>A message's or document's link is pasted in the tab, or one's own link is opened to be changed.</summary>
internal sealed class OpenLinkForm(FindSource find, TillitDb db, MunicipalityDates dates)
{
    public async Task<Results<RazorComponentResult<PasteLinkPage>, RazorComponentResult<LinkFormPage>>> OpenAsync(
        string? url, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(url))
        {
            return Paste(null, null);
        }

        var (source, problem) = await find.ByLinkAsync(url, cancellationToken);
        var link = source is null ? null : await db.LinkOfAsync(source, cancellationToken);
        // What is linked already is shown even if it could not be linked today: it can be taken away.
        if (source is null || (problem is not null && link is null))
        {
            return Paste(url, problem);
        }

        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        var tags = link is null ? Tags.None : choices.Of(link);
        return new RazorComponentResult<LinkFormPage>(new { Model = LinkFormView.Of(source, choices, tags, tags, link?.Version, problem) });
    }

    private static RazorComponentResult<PasteLinkPage> Paste(string? url, TagProblem? problem) =>
        new(new { Url = url, Problem = problem is { } key ? $"Problem{key}" : null });
}
