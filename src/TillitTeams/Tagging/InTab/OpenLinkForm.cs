using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Storage;
using TillitTeams.Tagging.InTab.Pages;

namespace TillitTeams.Tagging.InTab;

/// <summary>A message's or document's link is pasted in the tab, or one's own link is opened to be changed.</summary>
internal sealed class OpenLinkForm(FindSource find, TillitDb db, OfferChoices offer)
{
    /// <param name="url">Null before a link was pasted.</param>
    /// <param name="initiative">The one that the person came from, to be chosen in the form.</param>
    /// <param name="cancellationToken">The request's.</param>
    public async Task<Results<RazorComponentResult<PasteLinkPage>, RazorComponentResult<LinkFormPage>>> OpenAsync(
        string? url, Guid? initiative, CancellationToken cancellationToken)
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

        var choices = await offer.ForViewerAsync(source, initiative, cancellationToken);
        var tags = link is null ? Tags.None : choices.Of(link);
        var chosen = choices.Initiatives.Any(offered => offered.Id == initiative) ? tags with { InitiativeId = initiative } : tags;
        return new RazorComponentResult<LinkFormPage>(new { Model = LinkFormView.Of(source, choices, chosen, tags, link?.Version, problem) });

        RazorComponentResult<PasteLinkPage> Paste(string? url, TagProblem? problem) =>
            new(new { Url = url, Initiative = initiative, Problem = problem is { } key ? $"Problem{key}" : null });
    }
}
