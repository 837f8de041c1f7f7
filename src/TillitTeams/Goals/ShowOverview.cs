using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Goals.Pages;
using TillitTeams.Model;

namespace TillitTeams.Goals;

/// <param name="Gained">What residents gained, in people's own words.</param>
/// <param name="Latest">What is going on.</param>
/// <param name="Asks">Where support is asked for.</param>
public sealed record GoalCardView(
    TagView Goal, string Description, DecisionView Decision, IReadOnlyList<ToldView> Gained, IReadOnlyList<LatestView> Latest, IReadOnlyList<InitiativeView> Asks);

/// <inheritdoc cref="ToldView"/>
public sealed record LatestView(string Title, string Url, bool IsInTab, string? Place, string Date, string Time);

public sealed record PrincipleView(TagView Principle, string Description);

/// <param name="IsSteward">Whether the person is a governance lead, who is led on to what is theirs to look after.</param>
public sealed record OverviewView(IReadOnlyList<GoalCardView> Goals, IReadOnlyList<PrincipleView> Principles, bool InDoubt, bool IsSteward);

/// <summary>The tab is opened: the goals, and for each the latest in words.</summary>
internal sealed class ShowOverview(ReadLinks links, ReadInitiatives initiatives, GoalViews views, InitiativeViews told)
{
    private const int Quotes = 2;
    private const int Titles = 3;
    private const int Asks = 2;

    /// <param name="only">Codes of the goals that a page in SharePoint was set up to show; empty for all.</param>
    /// <param name="isSteward">Whether the person is a governance lead.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<RazorComponentResult<OverviewPage>> ShowAsync(IReadOnlyCollection<string> only, bool isSteward, CancellationToken cancellationToken)
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
            var read = await initiatives.PageAsync(new InitiativeQuery(GoalId: goal.Id), cancellationToken);
            var rows = read.Initiatives.Select(initiative => told.Row(initiative, model)).ToList();
            var quotes = told.Told(gained.Links, read.Initiatives, Quotes);
            inDoubt |= gained.InDoubt || latest.InDoubt || read.InDoubt;
            cards.Add(new GoalCardView(
                GoalViews.Tag(goal),
                GoalViews.DescriptionOf(goal),
                views.Decision(goal),
                quotes,
                [
                    .. rows.Where(row => row.State == InitiativeState.Ongoing)
                        .Select(row => new LatestView(row.Title, $"/tab/{row.View}", IsInTab: true, row.Place, row.Date, row.Time))
                        // What stands there as a quote already needs not be named again.
                        .Concat(latest.Links.Where(link => quotes.All(quote => quote.Id != link.Link.Id)).Select(link => Latest(views.Row(link, model))))
                        .Take(Titles),
                ],
                [.. rows.Where(row => row.Support is not null).Take(Asks)]));
        }

        return new RazorComponentResult<OverviewPage>(new
        {
            Model = new OverviewView(
                cards,
                [.. model.Principles.Where(item => item.IsValidOn(views.Today)).Select(item => new PrincipleView(GoalViews.Tag(item), GoalViews.DescriptionOf(item)))],
                inDoubt,
                isSteward),
        });
    }

    private static LatestView Latest(LinkView row) => new(row.Title, row.Url, IsInTab: false, row.Place, row.Date, row.Time);

    private static LinkQuery Told(Guid goal) => new(GoalId: goal, WithWhy: true) { Size = Quotes };

    private static LinkQuery Newest(Guid goal) => new(GoalId: goal) { Size = Quotes + Titles };
}
