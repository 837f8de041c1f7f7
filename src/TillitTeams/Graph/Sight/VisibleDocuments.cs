using Microsoft.Extensions.Caching.Memory;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>The links to documents that the caller can open, remembered one by one, since each can be shared by itself.</summary>
internal sealed class VisibleDocuments(GraphDocuments graph, SightCache cache, Caller caller)
{
    public async Task<Visible> OfAsync(IEnumerable<Link> links, CancellationToken cancellationToken)
    {
        var (gone, wanted) = (new List<Link>(), new List<Link>());
        foreach (var link in links)
        {
            (link.State == SourceState.Gone ? gone : wanted).Add(link);
        }

        var sights = new Dictionary<string, DocumentSight>(StringComparer.Ordinal);
        var questions = new List<DocumentSource>();
        foreach (var document in wanted.Select(link => link.Document!))
        {
            if (cache.Store.TryGetValue<DocumentSight>(KeyOf(document), out var known) && known is not null)
            {
                sights[document.Key] = known;
            }
            else
            {
                questions.Add(document);
            }
        }

        var seen = await graph.LookAsync(questions, cancellationToken);
        foreach (var document in questions)
        {
            var sight = sights[document.Key] = seen[document.Key];
            if (sight.Access != Access.Unknown)
            {
                cache.Remember(KeyOf(document), sight, rows: 1);
            }
        }

        return new Visible(
            [
                .. wanted
                    .Where(link => sights[link.SourceKey].Access == Access.Open)
                    .Select(link => new VisibleLink(link, IsEdited: false, sights[link.SourceKey])),
            ],
            [.. gone, .. wanted.Where(link => sights[link.SourceKey].Access == Access.Closed)],
            [],
            sights.Values.Any(sight => sight.Access == Access.Unknown));
    }

    private (Guid Tenant, Guid Person, string Document) KeyOf(DocumentSource document) => (caller.TenantId, caller.UserId, document.Key);
}
