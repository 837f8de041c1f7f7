using System.Net;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions.Serialization;
using TillitTeams.Model;

namespace TillitTeams.Graph;

public enum DocumentKind
{
    File,
    Folder,

    /// <summary>A OneNote notebook, which is a folder to SharePoint and a thing of its own to people.</summary>
    Notebook,
}

/// <param name="Place">From the outside in: team or person, library, folders; as far as they are known.</param>
/// <param name="TenantId">Whose it is: a link can lead to another organisation's file.</param>
public sealed record Document(
    DocumentSource Source, DocumentKind Kind, string Name, string WebUrl, IReadOnlyList<string> Place, Guid? TenantId, DateTimeOffset ModifiedAt);

/// <param name="Found">Null unless <paramref name="Access"/> is open.</param>
public sealed record DocumentRead(Access Access, Document? Found = null);

/// <summary>What a person can see of a file now.</summary>
public sealed record DocumentSight(Access Access, string? Name = null, string? WebUrl = null, DateTimeOffset? ModifiedAt = null);

/// <summary>
/// Files as the person sees them (delegated <c>Files.Read.All</c>, which opens nothing that they cannot
/// open themselves).
/// </summary>
internal sealed class GraphDocuments(GraphServiceClient graph, GraphBatch batch, GraphReach reach, IOptions<GraphOptions> options, TimeProvider clock)
{
    private const int Shown = 12;

    private static readonly string[] Properties =
        ["id", "name", "webUrl", "file", "folder", "package", "parentReference", "sharepointIds", "lastModifiedDateTime"];

    /// <summary>The file behind any link to it: its address, a sharing link or what Teams copies (<em>Accessing shared items</em>).</summary>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public Task<DocumentRead> ByLinkAsync(string url, CancellationToken cancellationToken) => ReadAsync(
        () => graph.Shares[$"u!{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(url))}"].DriveItem
            .GetAsync(request => request.QueryParameters.Select = Properties, cancellationToken),
        cancellationToken);

    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public Task<DocumentRead> ByIdAsync(string driveId, string itemId, CancellationToken cancellationToken) => ReadAsync(
        () => graph.Drives[driveId].Items[itemId].GetAsync(request => request.QueryParameters.Select = Properties, cancellationToken), cancellationToken);

    /// <returns>Null when the person has none, or Graph did not say.</returns>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<string?> OneDriveUrlAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await graph.Me.Drive.GetAsync(request => request.QueryParameters.Select = ["webUrl"], cancellationToken))?.WebUrl;
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            return null;
        }
    }

    /// <returns>By <see cref="DocumentSource.Key"/>, one answer to each.</returns>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<IReadOnlyDictionary<string, DocumentSight>> LookAsync(IReadOnlyCollection<DocumentSource> documents, CancellationToken cancellationToken)
    {
        var sights = documents.ToDictionary(document => document.Key, _ => new DocumentSight(Access.Unknown), StringComparer.Ordinal);
        await batch.AskAsync(
            documents,
            document => graph.Drives[document.DriveId].Items[document.ItemId]
                .ToGetRequestInformation(request => request.QueryParameters.Select = ["id", "name", "webUrl", "lastModifiedDateTime"]),
            async (document, answer) => sights[document.Key] = answer.Status switch
            {
                StatusCodes.Status200OK => Seen(await answer.ReadAsync<DriveItem>()),
                StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound or StatusCodes.Status410Gone => new DocumentSight(Access.Closed),
                _ => new DocumentSight(Access.Unknown),
            },
            cancellationToken);
        return sights;

        static DocumentSight Seen(DriveItem item) => new(Access.Open, item.Name, item.WebUrl, item.LastModifiedDateTime);
    }

    /// <summary>Files with the words in them; the latest changed ones when there are none.</summary>
    /// <returns>Null when Graph did not say.</returns>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<IReadOnlyList<Document>?> SearchAsync(string? words, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await graph.Search.Query.PostAsQueryPostResponseAsync(new() { Requests = [Ask(words)] }, cancellationToken: cancellationToken);
            return
            [
                .. (answer?.Value ?? [])
                    .SelectMany(found => found.HitsContainers ?? [])
                    .SelectMany(container => container.Hits ?? [])
                    .Select(hit => hit.Resource)
                    .OfType<DriveItem>()
                    .Select(Describe)
                    .OfType<Document>()
                    .Select(document => document with { Place = FoldersIn(document.WebUrl) }),
            ];
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>
    /// The sensitivity labels on the file: their ids; null when Graph did not say, none where the kind of file has no
    /// labels. For this SharePoint opens the file itself, which may take longer than anybody waits at a form.
    /// </summary>
    public async Task<IReadOnlyList<string>?> LabelsAsync(DocumentSource source, CancellationToken cancellationToken)
    {
        using var limited = new CancellationTokenSource(options.Value.LabelLimit, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limited.Token, cancellationToken);
        try
        {
            var answer = await graph.Drives[source.DriveId].Items[source.ItemId].ExtractSensitivityLabels.PostAsync(cancellationToken: both.Token);
            return [.. (answer?.Labels ?? []).Select(label => label.SensitivityLabelId).OfType<string>()];
        }
        catch (ODataError refusal) when (refusal.ResponseStatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status415UnsupportedMediaType)
        {
            return [];
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            return null;
        }
    }

    private static SearchRequest Ask(string? words)
    {
        var wanted = string.Join(' ', (words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Quoted));
        return new SearchRequest
        {
            EntityTypes = [EntityType.DriveItem],
            Query = new SearchQuery { QueryString = wanted.Length > 0 ? $"{wanted} AND IsDocument:true" : "IsDocument:true" },
            From = 0,
            Size = Shown,
            SortProperties = wanted.Length > 0 ? null : [new SortProperty { Name = "lastModifiedDateTime", IsDescending = true }],
        };
    }

    /// <summary>In the search language words like NOT and signs like * mean something; in quotes they do not.</summary>
    private static string Quoted(string word) => $"\"{word.Replace("\"", "", StringComparison.Ordinal)}\"";

    private async Task<DocumentRead> ReadAsync(Func<Task<DriveItem?>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read() is { } item && Describe(item) is { } document
                ? new DocumentRead(Access.Open, await PlaceAsync(document, cancellationToken))
                : new DocumentRead(Access.Closed);
        }
        catch (ODataError refusal) when ((HttpStatusCode)refusal.ResponseStatusCode
            is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone)
        {
            return new DocumentRead(Access.Closed);
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            return new DocumentRead(Access.Unknown);
        }
    }

    /// <summary>
    /// A drive says whose it is, which the file in it does not. Every site has a group that owns it: it is a
    /// team's when the person is in a team of that id. Without that, the file is none of a team's.
    /// </summary>
    private async Task<Document> PlaceAsync(Document document, CancellationToken cancellationToken)
    {
        try
        {
            var drive = await graph.Drives[document.Source.DriveId].GetAsync(request => request.QueryParameters.Select = ["id", "name", "webUrl", "owner"], cancellationToken);
            var teamId = GroupOf(drive);
            var team = teamId is null ? null : (await reach.TeamsAsync(cancellationToken)).GetValueOrDefault(teamId);
            string?[] outside = drive?.Owner?.User is { } person ? [person.DisplayName, "OneDrive"] : [team ?? SiteOf(drive?.WebUrl), drive?.Name];
            return document with
            {
                Source = document.Source with { TeamId = team is null ? null : teamId },
                Place = [.. outside.OfType<string>(), .. document.Place],
            };
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            return document;
        }
    }

    /// <summary>Kiota keeps what its model does not name.</summary>
    private static string? GroupOf(Drive? drive) =>
        drive?.Owner?.AdditionalData.TryGetValue("group", out var owner) == true
        && owner is UntypedObject group && group.GetValue().TryGetValue("id", out var id) && id is UntypedString text ? text.GetValue() : null;

    /// <summary>Of <c>https://…/sites/intranat/Shared%20Documents</c> what stands for the site.</summary>
    private static string? SiteOf(string? webUrl) =>
        Uri.TryCreate(webUrl, UriKind.Absolute, out var url) && url.Segments is [_, _, var site, ..] ? Uri.UnescapeDataString(site.TrimEnd('/')) : null;

    private static Document? Describe(DriveItem item)
    {
        if (item is not { Id: { } id, Name: { } name, WebUrl: { } url, ParentReference.DriveId: { } driveId })
        {
            return null;
        }

        var ids = item.SharepointIds;
        return new Document(
            new DocumentSource(driveId, id, item.ParentReference.SiteId, ids?.ListId, ids?.ListItemId, TeamId: null),
            item.Package is not null ? DocumentKind.Notebook : item.Folder is not null ? DocumentKind.Folder : DocumentKind.File,
            name,
            url,
            FoldersOf(item.ParentReference.Path),
            Guid.TryParse(ids?.TenantId, out var tenant) ? tenant : null,
            item.LastModifiedDateTime ?? DateTimeOffset.UnixEpoch);
    }

    /// <summary>A hit of a search names its folders in its address alone: <c>/sites/skola/Shared%20Documents/Rutiner/a.docx</c>.</summary>
    private static string[] FoldersIn(string webUrl) =>
        Uri.TryCreate(webUrl, UriKind.Absolute, out var url) && url.Segments is [_, _, .. var below, _]
            ? [.. below.Select(folder => Uri.UnescapeDataString(folder.TrimEnd('/')))]
            : [];

    /// <summary>Of <c>/drives/{id}/root:/Rutiner/2026</c> what follows the root.</summary>
    internal static string[] FoldersOf(string? path) =>
        path?.Split("root:", 2) is [_, var below] ? [.. below.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)] : [];
}
