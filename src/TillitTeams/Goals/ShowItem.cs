using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Goals.Pages;
using TillitTeams.Hosting;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

using ItemResults = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Goals.Pages.ItemPage>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Goals.Pages.LinkRows>,
    Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<TillitTeams.Goals.Pages.InitiativeRows>,
    Microsoft.AspNetCore.Http.HttpResults.NotFound>;

namespace TillitTeams.Goals;

/// <param name="Gained">What residents gained, in people's own words.</param>
public sealed record ItemView(
    TagView Item, bool IsGoal, string Description, DecisionView Decision, ValidityView? Validity, IReadOnlyList<ToldView> Gained, IReadOnlyList<InitiativeView> Asks, InitiativeRowsView Initiatives, RowsView Conversations, RowsView Documents, FilterView Filter)
{
    public bool InDoubt => Conversations.InDoubt || Documents.InDoubt || Initiatives.InDoubt;

    public bool IsBare => Conversations.Rows.Count == 0 && Documents.Rows.Count == 0 && Initiatives.Rows.Count == 0;
}

/// <param name="Address">Of the page as it is narrowed down now.</param>
/// <param name="Tags">On a goal's page the principles, on a principle's page the goals.</param>
/// <param name="Teams">Those that the viewer is in.</param>
public sealed record FilterView(
    string Address, bool IsEmpty, string? Tag, string? Period, string? Team, string? Words, IReadOnlyList<TagView> Tags, IReadOnlyList<TeamView> Teams);

public sealed record TeamView(string Id, string Name);

/// <summary>A goal's page, or a principle's: what residents gained and the conversations behind it.</summary>
internal sealed class ShowItem(ReadLinks links, ReadInitiatives initiatives, GoalViews views, InitiativeViews told, ViewerReach viewer)
{
    private const int Quotes = 3;
    private const int Asks = 5;

    public async Task<ItemResults> ShowGoalAsync(string code, LinkFilter filter, CancellationToken cancellationToken)
    {
        var model = await views.ReadModelAsync(cancellationToken);
        return model.Goals.FirstOrDefault(goal => goal.Code == code) is { } goal
            ? await ShowAsync(
                goal, new LinkQuery(GoalId: goal.Id, PrincipleId: IdOf(model.Principles, filter.Principle)),
                filter with { Goal = null }, filter.Principle, model, model.Principles, cancellationToken)
            : TypedResults.NotFound();
    }

    public async Task<ItemResults> ShowPrincipleAsync(string code, LinkFilter filter, CancellationToken cancellationToken)
    {
        var model = await views.ReadModelAsync(cancellationToken);
        return model.Principles.FirstOrDefault(principle => principle.Code == code) is { } principle
            ? await ShowAsync(
                principle, new LinkQuery(PrincipleId: principle.Id, GoalId: IdOf(model.Goals, filter.Goal)),
                filter with { Principle = null }, filter.Goal, model, model.Goals, cancellationToken)
            : TypedResults.NotFound();
    }

    private async Task<ItemResults> ShowAsync(
        GovernanceItem item, LinkQuery start, LinkFilter filter, string? tag, CouncilModel model, IEnumerable<GovernanceItem> tags, CancellationToken cancellationToken)
    {
        var view = GoalViews.Tag(item);
        var query = start with
        {
            Since = filter.Since(views.Dates),
            TeamId = string.IsNullOrEmpty(filter.Team) ? null : filter.Team,
            Words = filter.Words,
        };
        var ours = new InitiativeQuery(query.GoalId, query.PrincipleId, query.Since, query.TeamId, Words: query.Words);
        if (LinkCursor.Read(filter.After) is { } after)
        {
            return filter.Kind == LinkFilter.Initiatives
                ? Fragment<InitiativeRows>(InitiativesOf(await initiatives.PageAsync(ours with { After = after }, cancellationToken)))
                : Fragment<LinkRows>(await RowsAsync(filter.Kind, after));
        }

        var read = await initiatives.PageAsync(ours, cancellationToken);
        var asks = await initiatives.PageAsync(ours with { AsksForSupport = true, Size = Asks }, cancellationToken);
        var done = await initiatives.PageAsync(ours with { IsDone = true, Size = Quotes }, cancellationToken);

        var conversations = await RowsAsync(kind: null, after: null);
        var documents = await RowsAsync(LinkFilter.Documents, after: null);
        var gained = await links.PageAsync(query with { WithWhy = true, Size = Quotes }, cancellationToken);
        var teams = (await viewer.ReadAsync(cancellationToken))?.Teams ?? new Dictionary<string, string>();
        return Fragment<ItemPage>(new ItemView(
            view,
            item is Goal,
            GoalViews.DescriptionOf(item),
            views.Decision(item),
            views.Validity(item, item is Goal ? model.Goals : model.Principles),
            told.Told(gained.Links, done.Initiatives, Quotes),
            [.. asks.Initiatives.Select(initiative => told.Row(initiative, model))],
            InitiativesOf(read),
            conversations,
            documents,
            new FilterView(
                filter.AddressOf(view.View), filter.IsEmpty, tag, filter.Period, filter.Team, filter.Words,
                // A retired one is offered only to whoever came with it in the address.
                [.. tags.Where(other => other.IsValidOn(views.Today) || other.Code == tag).Select(GoalViews.Tag)],
                [.. teams.Select(team => new TeamView(team.Key, team.Value)).OrderBy(team => team.Name, StringComparer.CurrentCulture)])));

        InitiativeRowsView InitiativesOf(InitiativesRead page) =>
            told.Rows(page, model, page.Next is { } next ? filter.AddressOf(view.View, LinkFilter.Initiatives, next) : null);

        async Task<RowsView> RowsAsync(string? kind, LinkCursor? after)
        {
            var page = await links.PageAsync(
                query with { Kind = kind == LinkFilter.Documents ? LinkKind.Document : LinkKind.Message, After = after }, cancellationToken);
            return views.Rows(page, model, page.Next is { } next ? filter.AddressOf(view.View, kind, next) : null);
        }
    }

    /// <summary>A code that nobody knows narrows down to nothing.</summary>
    private static Guid? IdOf(IEnumerable<GovernanceItem> items, string? code) =>
        string.IsNullOrEmpty(code) ? null : items.FirstOrDefault(item => item.Code == code)?.Id ?? Guid.Empty;

    private static RazorComponentResult<TPage> Fragment<TPage>(object model)
        where TPage : Microsoft.AspNetCore.Components.IComponent => new(new { Model = model });
}
