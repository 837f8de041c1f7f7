using Microsoft.Extensions.Caching.Memory;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Identity.Client;
using Microsoft.Kiota.Abstractions;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <param name="Keys">See <see cref="DocumentSource.Key"/>.</param>
/// <param name="InDoubt">Graph did not say of all of them, and those are not among them.</param>
public sealed record OpenDocuments(IReadOnlySet<string> Keys, bool InDoubt);

/// <summary>
/// Which files of teams' sites everybody in the team can open. Libraries of SharePoint do not say what is inherited
/// (<em>permission resource type</em>, remarks), so a file's permissions are held against those of the site's own
/// library, which Teams shows the whole team under <em>Files</em>: whatever group is let in there must be let in to the
/// file. Asked as the app, because nobody is signed in when a letter is written; on a site that it was not granted, and
/// where it is no owner and so is not told of others (<em>List sharing permissions on a driveItem</em>), nothing is open.
/// </summary>
internal sealed class TeamDocuments(IServiceScopeFactory scopes, SightCache cache, Caller caller)
{
    private const string Root = "root";

    public async Task<OpenDocuments> ReadAsync(IReadOnlyCollection<DocumentSource> documents, CancellationToken cancellationToken)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        var asked = new List<DocumentSource>();
        foreach (var document in documents)
        {
            if (!cache.Store.TryGetValue<Access>(KeyOf(document), out var known))
            {
                asked.Add(document);
            }
            else if (known == Access.Open)
            {
                open.Add(document.Key);
            }
        }

        if (asked.Count == 0)
        {
            return new OpenDocuments(open, InDoubt: false);
        }

        var verdicts = await AskAsync(asked, cancellationToken);
        foreach (var (document, verdict) in verdicts.Where(verdict => verdict.Value != Access.Unknown))
        {
            cache.Remember(KeyOf(document), verdict, rows: 1);
        }

        open.UnionWith(verdicts.Where(verdict => verdict.Value == Access.Open).Select(verdict => verdict.Key.Key));
        return new OpenDocuments(open, verdicts.ContainsValue(Access.Unknown));
    }

    private async Task<Dictionary<DocumentSource, Access>> AskAsync(List<DocumentSource> documents, CancellationToken cancellationToken)
    {
        // A preview is asked for by a person, whom Graph tells of what they may do themselves and not of others.
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(caller.TenantId, Guid.Empty);
        var (graph, batch) = (scope.ServiceProvider.GetRequiredService<GraphServiceClient>(), scope.ServiceProvider.GetRequiredService<GraphBatch>());
        try
        {
            var libraries = await AllAsync<string, string>(
                [.. documents.Select(document => document.SiteId).OfType<string>().Distinct(StringComparer.Ordinal)],
                site => graph.Sites[site].Drive.ToGetRequestInformation(request => request.QueryParameters.Select = ["id"]),
                async answer => (await answer.ReadAsync<Drive>()).Id);
            var items = await AllAsync<(string Drive, string Item), Granted>(
                [.. libraries.Values.Select(library => library.Found).OfType<string>().Select(drive => (drive, Root)), .. documents.Select(document => (document.DriveId, document.ItemId))],
                item => graph.Drives[item.Drive].Items[item.Item].Permissions
                    .ToGetRequestInformation(request => request.QueryParameters.Select = ["id", "roles", "grantedToV2"]),
                async answer => Granted.Read(await answer.ReadAsync<PermissionCollectionResponse>()));
            return documents.ToDictionary(document => document, document =>
                document.SiteId is null || !libraries.TryGetValue(document.SiteId, out var library) ? Access.Unknown
                : library.Found is not { } drive ? library.Access
                : Judge(items.GetValueOrDefault((drive, Root)), items.GetValueOrDefault((document.DriveId, document.ItemId))));
        }
        catch (MsalException)
        {
            return documents.ToDictionary(document => document, _ => Access.Unknown);
        }

        async Task<Dictionary<TQuestion, Answer<TFound>>> AllAsync<TQuestion, TFound>(
            IReadOnlyCollection<TQuestion> questions, Func<TQuestion, RequestInformation> request, Func<GraphBatchAnswer, Task<TFound?>> read)
            where TQuestion : notnull
            where TFound : class
        {
            var answers = new Dictionary<TQuestion, Answer<TFound>>();
            await batch.AskAsync(
                questions,
                request,
                async (question, answer) => answers[question] = answer.Status switch
                {
                    StatusCodes.Status200OK when await read(answer) is { } found => new Answer<TFound>(Access.Open, found),
                    StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound or StatusCodes.Status410Gone => new Answer<TFound>(Access.Closed, null),
                    _ => new Answer<TFound>(Access.Unknown, null),
                },
                cancellationToken);
            return answers;
        }
    }

    private static Access Judge(Answer<Granted>? library, Answer<Granted>? file) => (library, file) switch
    {
        ({ Access: Access.Closed }, _) or (_, { Access: Access.Closed }) => Access.Closed,
        ({ Found: { } all }, { Found: { } some }) => some.LetsInAllOf(all) ? Access.Open : Access.Closed,
        _ => Access.Unknown,
    };

    private (Type Kind, Guid Tenant, string Document) KeyOf(DocumentSource document) => (typeof(TeamDocuments), caller.TenantId, document.Key);

    private sealed record Answer<TFound>(Access Access, TFound? Found);

    /// <param name="Readers">The groups that are let in: of the site, and of the directory.</param>
    /// <param name="LetsMembersWrite">A library that lets no group write is not the one in which the team works.</param>
    /// <param name="IsWhole">Whether Graph named them all.</param>
    internal sealed record Granted(HashSet<string> Readers, bool LetsMembersWrite, bool IsWhole)
    {
        private static readonly string[] Roles = ["read", "write", "owner"];

        public bool LetsInAllOf(Granted library) => library.IsWhole && library.LetsMembersWrite && library.Readers.IsSubsetOf(Readers);

        public static Granted Read(PermissionCollectionResponse page)
        {
            var groups = (page.Value ?? [])
                .Select(permission => (Group: GroupOf(permission), permission.Roles))
                .Where(granted => granted.Group is not null && granted.Roles?.Exists(role => Roles.Contains(role)) == true)
                .ToList();
            return new Granted(
                [.. groups.Select(granted => granted.Group!)], groups.Exists(granted => granted.Roles!.Contains("write")), page.OdataNextLink is null);
        }

        private static string? GroupOf(Permission permission) => permission.GrantedToV2 switch
        {
            { SiteGroup.Id: { } ofSite } => $"site/{ofSite}",
            { Group.Id: { } ofDirectory } => ofDirectory,
            _ => null,
        };
    }
}
