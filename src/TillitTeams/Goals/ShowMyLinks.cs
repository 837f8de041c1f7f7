using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Goals.Pages;
using TillitTeams.Storage;

namespace TillitTeams.Goals;

/// <summary>One of the two.</summary>
public sealed record OwnRowView(LinkView? Open, LostLinkView? Lost);

/// <inheritdoc cref="RowsView"/>
public sealed record OwnRowsView(IReadOnlyList<OwnRowView> Rows, string? More, bool InDoubt);

/// <summary>What the caller has linked, newest first.</summary>
internal sealed class ShowMyLinks(ReadOwnLinks links, GoalViews views)
{
    public async Task<Results<RazorComponentResult<MyLinksPage>, RazorComponentResult<OwnRows>>> ShowAsync(string? after, CancellationToken cancellationToken)
    {
        var from = LinkCursor.Read(after);
        var page = await links.PageAsync(from, cancellationToken);
        var model = await views.ReadModelAsync(cancellationToken);
        var rows = new OwnRowsView(
            [.. page.Links.Select(link => link.Open is { } open ? new OwnRowView(views.Row(open, model), null) : new OwnRowView(null, views.LostRow(link.Link, model)))],
            page.Next is { } next ? $"mine?after={next}" : null,
            page.InDoubt);
        return from is null
            ? new RazorComponentResult<MyLinksPage>(new { Model = rows })
            : new RazorComponentResult<OwnRows>(new { Model = rows });
    }
}
