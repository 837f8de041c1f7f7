using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Tagging.Documents;
using TillitTeams.Tagging.InTab.Pages;
using LinkFormResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Tagging.InTab.Pages.LinkDonePage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Tagging.InTab.Pages.LinkFormPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Tagging.InTab.Pages.PasteLinkPage>>;

namespace TillitTeams.Tagging.InTab;

/// <summary>The tab's form is saved, or a change is undone, which is saving what stood there before.</summary>
internal sealed class SaveLinkForm(FindSource find, OfferChoices offer, StoreLink store, TellLibrary library)
{
    public async Task<LinkFormResults> SaveAsync(LinkFormInput input, CancellationToken cancellationToken)
    {
        var (source, problem) = await find.ByLinkAsync(input.Url, cancellationToken);
        if (source is null)
        {
            return new RazorComponentResult<PasteLinkPage>(new { input.Url, Problem = $"Problem{problem}" });
        }

        var choices = await offer.ForViewerAsync(source, input.Chosen.InitiativeId, cancellationToken);
        var mine = input.Chosen;
        problem ??= choices.FindProblem(mine, input.Opened);
        if (problem is not null)
        {
            return Form(LinkFormView.Of(source, choices, mine, input.Opened, input.Version, problem));
        }

        var stored = await store.StoreAsync(source, input.Opened, mine, choices, cancellationToken);
        if (stored.Problem is not null || stored.Link is not { } link)
        {
            // What stands there now is what the next attempt is compared with.
            var now = stored.Link is null ? Tags.None : choices.Of(stored.Link);
            return Form(LinkFormView.Of(source, choices, stored.Merged, now, stored.Link?.Version, stored.Problem));
        }

        return new RazorComponentResult<LinkDonePage>(new
        {
            Model = new LinkDoneView(
                stored.IsNew ? "Linked" : "Saved",
                link.Title,
                link.WebUrl,
                choices.GoalsOf(link) is [var first, ..] ? $"goal/{first.Code}" : choices.PrinciplesOf(link) is [var principle, ..] ? $"principle/{principle.Code}" : null,
                stored.IsNew ? link.Version : null,
                TagsView.Of(input.Opened),
                TagDialogData.Write(choices.Of(link)),
                await library.TellAsync(link.Document, cancellationToken)),
        });
    }

    private static RazorComponentResult<LinkFormPage> Form(LinkFormView view) => new(new { Model = view });
}
