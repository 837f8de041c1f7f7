using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Serialization;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>Which columns of a library hold goals and principles.</summary>
public sealed record ColumnNames(string Goals, string Principles);

/// <param name="ChangedBy">Entra object id of the person who last changed the row; null when an app did.</param>
/// <param name="LabelId">Its sensitivity label, as SharePoint keeps it in the hidden column <c>_IpLabelId</c>.</param>
public sealed record LibraryRow(
    string ListItemId, string ETag, IReadOnlyList<string> Goals, IReadOnlyList<string> Principles, DateTimeOffset ChangedAt, Guid? ChangedBy, string? LabelId);

/// <summary>A file as it lies in its library now.</summary>
public sealed record LibraryFile(string Name, string WebUrl, IReadOnlyList<string> Folders, DateTimeOffset ModifiedAt);

/// <param name="Kind">Null when it was deleted: nothing more is told of it.</param>
public sealed record DriveChange(string ItemId, DocumentKind? Kind, string? ETag, DateTimeOffset ModifiedAt);

/// <param name="Next">Where to go on: the next page, or the next round when <paramref name="IsLast"/>.</param>
public sealed record DrivePage(IReadOnlyList<DriveChange> Changes, string Next, bool IsLast);

/// <summary>Files of the libraries that the app was granted: their rows, and what changes among them.</summary>
internal sealed class GraphLibrary(GraphServiceClient graph, GraphBatch batch)
{
    private const string LabelColumn = "_IpLabelId";

    /// <summary>Of everything in a library no more is asked than whether it concerns the app: not even names.</summary>
    private static readonly string[] ChangeProperties = ["id", "root", "deleted", "folder", "package", "eTag", "lastModifiedDateTime"];

    public Task<GraphReply<LibraryFile>> FileAsync(Guid tenantId, string driveId, string itemId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => await graph.Drives[driveId].Items[itemId].GetAsync(
                request =>
                {
                    request.Options.Add(new AsApp(tenantId));
                    request.QueryParameters.Select = ["id", "name", "webUrl", "parentReference", "lastModifiedDateTime"];
                },
                cancellationToken)
            is { Name: { } name, WebUrl: { } url } item
            ? new LibraryFile(name, url, GraphDocuments.FoldersOf(item.ParentReference?.Path), item.LastModifiedDateTime ?? DateTimeOffset.UnixEpoch)
            : null,
        LibraryState.NotGranted,
        cancellationToken);

    public Task<GraphReply<LibraryRow>> RowAsync(Guid tenantId, string driveId, string itemId, ColumnNames columns, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => await graph.Drives[driveId].Items[itemId].ListItem.GetAsync(
            request =>
            {
                request.Options.Add(new AsApp(tenantId));
                request.QueryParameters.Expand = Expand(columns);
            },
            cancellationToken) is { } item
            ? Describe(item, columns)
            : null,
        LibraryState.NotGranted,
        cancellationToken);

    /// <summary>Many rows at once, without those that may not be read or are gone.</summary>
    /// <returns>Null when SharePoint left some of the questions unanswered.</returns>
    public async Task<IReadOnlyDictionary<string, LibraryRow>?> RowsAsync(
        string driveId, IReadOnlyCollection<string> itemIds, ColumnNames columns, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, LibraryRow>(StringComparer.Ordinal);
        var answered = 0;
        await batch.AskAsync(
            itemIds,
            id => graph.Drives[driveId].Items[id].ListItem.ToGetRequestInformation(request => request.QueryParameters.Expand = Expand(columns)),
            async (id, answer) =>
            {
                answered += answer.Status is < StatusCodes.Status500InternalServerError and not StatusCodes.Status429TooManyRequests ? 1 : 0;
                if (answer.Status == StatusCodes.Status200OK)
                {
                    rows[id] = Describe(await answer.ReadAsync<ListItem>(), columns);
                }
            },
            cancellationToken);
        return answered == itemIds.Count ? rows : null;
    }

    /// <returns>The row's new mark.</returns>
    public Task<GraphReply<string>> WriteAsync(
        Guid tenantId, string siteId, string listId, LibraryRow row, ColumnNames columns, IEnumerable<string> goals, IEnumerable<string> principles, CancellationToken cancellationToken) =>
        GraphReply.AskAsync(
            async () =>
            {
                var written = await graph.Sites[siteId].Lists[listId].Items[row.ListItemId].Fields.PatchAsync(
                    new FieldValueSet
                    {
                        AdditionalData = new Dictionary<string, object>(StringComparer.Ordinal)
                        {
                            [$"{columns.Goals}@odata.type"] = "Collection(Edm.String)",
                            [columns.Goals] = Several(goals),
                            [$"{columns.Principles}@odata.type"] = "Collection(Edm.String)",
                            [columns.Principles] = Several(principles),
                        },
                    },
                    request =>
                    {
                        request.Options.Add(new AsApp(tenantId));
                        request.Headers.Add("If-Match", row.ETag);
                    },
                    cancellationToken);
                return written?.AdditionalData.TryGetValue("@odata.etag", out var tag) == true ? tag as string : null;
            },
            LibraryState.ReadOnly,
            cancellationToken);

    /// <summary>
    /// One page of what changed (<em>driveItem: delta</em>). Gone means that Graph forgot where it was, and the
    /// value's next link is where it wants to begin again.
    /// </summary>
    /// <param name="from">Where the last page pointed; null begins with what happens from now on, and nothing with all that there is.</param>
    public async Task<GraphReply<DrivePage>> ChangesAsync(Guid tenantId, string driveId, string? from, CancellationToken cancellationToken)
    {
        var root = graph.Drives[driveId].Items["root"].Delta;
        var start = root.ToGetRequestInformation(request => request.QueryParameters.Select = ChangeProperties).URI.ToString();
        var delta = root.WithUrl(from is null ? $"{start}&token=latest" : from.Length == 0 ? start : from);
        string? again = null;
        var reply = await GraphReply.AskAsync(
            async () =>
            {
                try
                {
                    var page = await delta.GetAsDeltaGetResponseAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken);
                    return page is null ? null : new DrivePage([.. (page.Value ?? []).Where(item => item.Root is null).Select(Describe)], (page.OdataNextLink ?? page.OdataDeltaLink)!, page.OdataNextLink is null);
                }
                catch (ODataError error) when (error.ResponseStatusCode == StatusCodes.Status410Gone)
                {
                    again = error.ResponseHeaders?.FirstOrDefault(header => header.Key.Equals("Location", StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
                    throw;
                }
            },
            LibraryState.NotGranted,
            cancellationToken);
        return again is null ? reply : reply with { Value = new DrivePage([], again, IsLast: false) };
    }

    private static DriveChange Describe(DriveItem item) => new(
        item.Id!,
        item.Deleted is not null ? null : item.Package is not null ? DocumentKind.Notebook : item.Folder is not null ? DocumentKind.Folder : DocumentKind.File,
        item.ETag,
        item.LastModifiedDateTime ?? DateTimeOffset.UnixEpoch);

    private static LibraryRow Describe(ListItem item, ColumnNames columns)
    {
        var fields = item.Fields?.AdditionalData;
        return new LibraryRow(
            item.Id!,
            item.ETag ?? "*",
            Texts(fields, columns.Goals),
            Texts(fields, columns.Principles),
            item.LastModifiedDateTime ?? DateTimeOffset.UnixEpoch,
            Guid.TryParse(item.LastModifiedBy?.User?.Id, out var person) ? person : null,
            // Kiota makes a Guid of a text that looks like one.
            fields?.TryGetValue(LabelColumn, out var label) == true ? label?.ToString() : null);
    }

    private static string[] Expand(ColumnNames columns) => [$"fields($select={columns.Goals},{columns.Principles},{LabelColumn})"];

    private static UntypedArray Several(IEnumerable<string> values) => new(values.Select(value => new UntypedString(value)));

    private static string[] Texts(IDictionary<string, object>? fields, string name) => fields?.TryGetValue(name, out var value) == true && value is UntypedArray several
        ? [.. several.GetValue().OfType<UntypedString>().Select(text => text.GetValue()).OfType<string>()]
        : [];
}
