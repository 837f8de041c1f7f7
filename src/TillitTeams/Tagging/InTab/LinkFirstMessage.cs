using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Tagging.InTab.Pages;

namespace TillitTeams.Tagging.InTab;

/// <param name="Problem">Key of why it was not linked; null when it was.</param>
/// <param name="Title">The message's, when it was.</param>
public sealed record FirstLinkView(string Url, IReadOnlyCollection<string> Goals, IReadOnlyCollection<string> Principles, Guid? Initiative, string? Problem, string? Title);

/// <summary>
/// A message from which an initiative was started becomes its first link. The answer is a sentence for the
/// page that told of the start, not a page of its own.
/// </summary>
internal sealed class LinkFirstMessage(FindSource find, OfferChoices offer, StoreLink store)
{
    public async Task<RazorComponentResult<FirstLinkPage>> LinkAsync(LinkFormInput input, CancellationToken cancellationToken)
    {
        var (source, problem) = await find.ByLinkAsync(input.Url, cancellationToken);
        if (source is null || problem is not null)
        {
            return Answer(problem ?? TagProblem.NotALink);
        }

        var choices = await offer.ForViewerAsync(source, input.Chosen.InitiativeId, cancellationToken);
        if (choices.FindProblem(input.Chosen, Tags.None) is { } wrong)
        {
            return Answer(wrong);
        }

        var stored = await store.StoreAsync(source, Tags.None, input.Chosen, choices, cancellationToken);
        return Answer(stored.Problem, stored.Link?.Title);

        RazorComponentResult<FirstLinkPage> Answer(TagProblem? problem, string? title = null) => new(new
        {
            Model = new FirstLinkView(
                input.Url ?? "", input.Chosen.Goals.ToList(), input.Chosen.Principles.ToList(), input.Chosen.InitiativeId,
                problem is { } key ? $"Problem{key}" : null, title),
        });
    }
}
