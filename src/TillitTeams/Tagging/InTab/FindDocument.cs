using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging.InTab;

/// <summary>
/// The document behind a link that somebody pasted, as they can open it themselves. Whoever cannot is told
/// the same, whether it is hidden, deleted or was never there.
/// </summary>
internal sealed class FindDocument(GraphDocuments graph, TillitDb db, Caller caller)
{
    public async Task<(Tagged? Source, TagProblem? Problem)> ByLinkAsync(string url, CancellationToken cancellationToken)
    {
        var read = await graph.ByLinkAsync(url, cancellationToken);
        if (read.Found is not { } document)
        {
            return (null, read.Access == Access.Closed ? TagProblem.CannotOpenDocument : TagProblem.SharePointSilent);
        }

        return document switch
        {
            { TenantId: { } tenant } when tenant != caller.TenantId => (null, TagProblem.OtherOrganisation),
            { Kind: DocumentKind.Folder } => (null, TagProblem.Folder),
            { Kind: DocumentKind.Notebook } => (null, TagProblem.Notebook),
            _ when await IsClassifiedAsync(document, cancellationToken) is { } problem => (null, problem),
            _ => (Describe(document), null),
        };
    }

    /// <summary>Asked only where the governance lead has named a label; no answer is no permission.</summary>
    private async Task<TagProblem?> IsClassifiedAsync(Document document, CancellationToken cancellationToken)
    {
        var closed = await db.ClassifiedLabels.AsNoTracking().Select(label => label.LabelId).ToListAsync(cancellationToken);
        if (closed.Count == 0)
        {
            return null;
        }

        return await graph.LabelsAsync(document.Source, cancellationToken) is not { } labels ? TagProblem.LabelUnknown
            : labels.Intersect(closed, StringComparer.OrdinalIgnoreCase).Any() ? TagProblem.Classified
            : null;
    }

    private static TaggedDocument Describe(Document document) => new(
        document.Source,
        document.WebUrl,
        Excerpt.OfFileName(document.Name),
        string.Join(" › ", document.Place),
        document.ModifiedAt);
}
