using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Goals.Pages;

namespace TillitTeams.Goals;

/// <param name="Gained">What residents gained, in people's own words.</param>
/// <param name="Latest">What is going on.</param>
public sealed record GoalCardView(
    TagView Goal, string Description, DecisionView Decision, IReadOnlyList<LinkView> Gained, IReadOnlyList<LinkView> Latest);

public sealed record PrincipleView(TagView Principle, string Description);

public sealed record OverviewView(IReadOnlyList<GoalCardView> Goals, IReadOnlyList<PrincipleView> Principles, bool InDoubt);

/// <summary>The tab is opened: the goals, and for each the latest in words.</summary>
internal sealed class ShowOverview(ReadLinks links, GoalViews views)
{
    private const int Quotes = 2;
    private const int Titles = 3;

    /// <param name="only">Codes of the goals that a page in SharePoint was set up to show; empty for all.</param>
    public async Task<RazorComponentResult<OverviewPage>> ShowAsync(IReadOnlyCollection<string> only, CancellationToken cancellationToken)
    {
        var model = await views.ReadModelAsync(cancellationToken);
        var goals = model.Goals.Where(goal => goal.IsValidOn(views.Today) && (only.Count == 0 || only.Contains(goal.Code))).ToList();
        await links.PrepareAsync(goals.SelectMany(goal => new[] { Told(goal.Id), Newest(goal.Id) }), cancellationToken);

        var cards = new List<GoalCardView>();
        var inDoubt = false;
        foreach (var goal in goals)
        {
            var gained = await links.PageAsync(Told(goal.Id), cancellationToken);
            var latest = await links.PageAsync(Newest(goal.Id), cancellationToken);
            inDoubt |= gained.InDoubt || latest.InDoubt;
            cards.Add(new GoalCardView(
                GoalViews.Tag(goal),
                GoalViews.DescriptionOf(goal),
                views.Decision(goal),
                [.. gained.Links.Select(link => views.Row(link, model))],
                // What stands there as a quote already needs not be named again.
                [.. latest.Links.Where(link => gained.Links.All(told => told.Link.Id != link.Link.Id)).Take(Titles).Select(link => views.Row(link, model))]));
        }

        return new RazorComponentResult<OverviewPage>(new
        {
            Model = new OverviewView(
                cards,
                [.. model.Principles.Where(item => item.IsValidOn(views.Today)).Select(item => new PrincipleView(GoalViews.Tag(item), GoalViews.DescriptionOf(item)))],
                inDoubt),
        });
    }

    private static LinkQuery Told(Guid goal) => new(GoalId: goal, WithWhy: true) { Size = Quotes };

    private static LinkQuery Newest(Guid goal) => new(GoalId: goal) { Size = Quotes + Titles };
}
