using Microsoft.Graph;
using Microsoft.Graph.Models;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <param name="Name">The internal name.</param>
/// <param name="Choices">Null unless several of them can be ticked.</param>
public sealed record SiteColumn(string Id, string Name, string DisplayName, IReadOnlyList<string>? Choices);

/// <summary>
/// The columns of a site and its libraries, as the app: only where an administrator granted it the site
/// (<c>Sites.Selected</c>), and with the role owner to make columns (<em>Overview of Selected permissions</em>).
/// </summary>
public sealed class GraphSites(GraphServiceClient graph)
{
    private const string CheckBoxes = "checkBoxes";

    /// <summary>The site's name, if the app may open it.</summary>
    public Task<GraphReply<string>> NameAsync(Guid tenantId, string siteId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => (await graph.Sites[siteId].GetAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken))?.DisplayName,
        LibraryState.NotGranted,
        cancellationToken);

    public Task<GraphReply<string>> LibraryNameAsync(Guid tenantId, string driveId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => (await graph.Drives[driveId].GetAsync(
            request =>
            {
                request.Options.Add(new AsApp(tenantId));
                request.QueryParameters.Select = ["id", "name"];
            },
            cancellationToken))?.Name,
        LibraryState.NotGranted,
        cancellationToken);

    public Task<GraphReply<IReadOnlyList<SiteColumn>>> ColumnsAsync(Guid tenantId, string siteId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () =>
        {
            var columns = graph.Sites[siteId].Columns;
            var page = await columns.GetAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken);
            return await AllAsync(page, next => columns.WithUrl(next).GetAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken));
        },
        LibraryState.NotGranted,
        cancellationToken);

    public Task<GraphReply<IReadOnlyList<SiteColumn>>> LibraryColumnsAsync(Guid tenantId, string siteId, string listId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () =>
        {
            var columns = graph.Sites[siteId].Lists[listId].Columns;
            var page = await columns.GetAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken);
            return await AllAsync(page, next => columns.WithUrl(next).GetAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken));
        },
        LibraryState.NotGranted,
        cancellationToken);

    public Task<GraphReply<string>> CreateAsync(
        Guid tenantId, string siteId, string name, string displayName, IReadOnlyList<string> choices, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => (await graph.Sites[siteId].Columns.PostAsync(
            new ColumnDefinition
            {
                Name = name,
                DisplayName = displayName,
                Choice = new ChoiceColumn { AllowTextEntry = false, Choices = [.. choices], DisplayAs = CheckBoxes },
            },
            request => request.Options.Add(new AsApp(tenantId)),
            cancellationToken))?.Id,
        LibraryState.MayNotManage,
        cancellationToken);

    public Task<GraphReply<string>> SetChoicesAsync(
        Guid tenantId, string siteId, string columnId, IReadOnlyList<string> choices, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => (await graph.Sites[siteId].Columns[columnId].PatchAsync(
            new ColumnDefinition { Choice = new ChoiceColumn { Choices = [.. choices] }, PropagateChanges = true },
            request => request.Options.Add(new AsApp(tenantId)),
            cancellationToken))?.Id,
        LibraryState.MayNotManage,
        cancellationToken);

    /// <summary>The library takes in a column of its site (<em>Create a columnDefinition in a list</em>).</summary>
    public Task<GraphReply<string>> TakeInAsync(Guid tenantId, string siteId, string listId, string columnId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => (await graph.Sites[siteId].Lists[listId].Columns.PostAsync(
            new ColumnDefinition
            {
                AdditionalData = new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["sourceColumn@odata.bind"] = graph.Sites[siteId].Columns[columnId].ToGetRequestInformation().URI.ToString(),
                },
            },
            request => request.Options.Add(new AsApp(tenantId)),
            cancellationToken))?.Id,
        LibraryState.ReadOnly,
        cancellationToken);

    private static async Task<IReadOnlyList<SiteColumn>> AllAsync(
        ColumnDefinitionCollectionResponse? page, Func<string, Task<ColumnDefinitionCollectionResponse?>> nextPage)
    {
        var all = new List<SiteColumn>();
        while (page is not null)
        {
            all.AddRange((page.Value ?? []).Select(column => new SiteColumn(
                column.Id!, column.Name ?? "", column.DisplayName ?? "", column.Choice is { DisplayAs: CheckBoxes, Choices: var choices } ? choices ?? [] : null)));
            page = page.OdataNextLink is { } next ? await nextPage(next) : null;
        }

        return all;
    }
}
