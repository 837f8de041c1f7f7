using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.InTab.Pages;
using LinkFormResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Tagging.InTab.Pages.LinkDonePage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Tagging.InTab.Pages.LinkFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Tagging.InTab.Pages.PasteLinkPage>>;

namespace TillitTeams.Tagging.InTab;

/// <summary>A link is taken away in the tab, unless somebody changed it since it was shown.</summary>
internal sealed class RemoveInTab(FindSource find, TillitDb db, OfferChoices offer, TimeProvider clock)
{
    public async Task<LinkFormResults> RemoveAsync(LinkFormInput input, CancellationToken cancellationToken)
    {
        var (source, problem) = await find.ByLinkAsync(input.Url, cancellationToken);
        if (source is null)
        {
            return new RazorComponentResult<PasteLinkPage>(new { input.Url, Problem = $"Problem{problem}" });
        }

        var choices = await offer.ForViewerAsync(source, chosen: null, cancellationToken);
        if (problem is not (null or TagProblem.Classified or TagProblem.LabelUnknown))
        {
            return new RazorComponentResult<LinkFormPage>(new
            {
                Model = LinkFormView.Of(source, choices, input.Chosen, input.Opened, input.Version, problem),
            });
        }

        return await db.SaveMergedAsync<LinkFormResults>(
            async token =>
            {
                var link = await db.LinkOfAsync(source, token);
                if (link is not null && link.Version != input.Version)
                {
                    var tags = choices.Of(link);
                    return new RazorComponentResult<LinkFormPage>(new
                    {
                        Model = LinkFormView.Of(source, choices, tags, tags, link.Version, TagProblem.ChangedMeanwhile),
                    });
                }

                var before = link is null ? Tags.None : choices.Of(link);
                if (link is not null)
                {
                    db.Remove(link);
                    db.Note(AuditAction.LinkRemoved, link.Id, clock.GetUtcNow());
                    await db.SaveChangesAsync(token);
                }

                return new RazorComponentResult<LinkDonePage>(new
                {
                    Model = new LinkDoneView(
                        "Removed", source.Title, source.WebUrl, null, null, TagsView.Of(before), TagDialogData.Write(Tags.None)),
                });
            },
            cancellationToken);
    }
}
