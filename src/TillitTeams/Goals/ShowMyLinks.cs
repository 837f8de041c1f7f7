using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Goals.Pages;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>What the caller has linked, newest first.</summary>
internal sealed class ShowMyLinks(ReadLinks links, GoalViews views, Caller caller)
{
    public async Task<Results<RazorComponentResult<MyLinksPage>, RazorComponentResult<LinkRows>>> ShowAsync(string? after, CancellationToken cancellationToken)
    {
        var query = new LinkQuery(TaggedBy: caller.UserId, After: LinkCursor.Read(after));
        var page = await links.PageAsync(query, cancellationToken);
        var rows = views.Rows(page, await views.ReadModelAsync(cancellationToken), page.Next is { } next ? $"mine?after={next}" : null);
        return query.After is null
            ? new RazorComponentResult<MyLinksPage>(new { Model = rows })
            : new RazorComponentResult<LinkRows>(new { Model = rows, CanEdit = true });
    }
}
