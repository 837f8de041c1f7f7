using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Documents;
using TillitTeams.Teams;

namespace TillitTeams.Tagging.InTab;

/// <summary>
/// The document behind a link that somebody pasted, as they can open it themselves. Whoever cannot is told
/// the same, whether it is hidden, deleted or was never there.
/// </summary>
internal sealed class FindDocument(GraphDocuments graph, TillitDb db, Caller caller, TimeProvider clock, IStringLocalizer<TaggingTexts> texts)
{
    private static readonly DocumentSource Unknown = new("", "", null, null, null, null);

    /// <returns>The document, and what forbids to link it if anything does: a link that is there already can still be taken away.</returns>
    public async Task<(Tagged? Source, TagProblem? Problem)> ByLinkAsync(string url, CancellationToken cancellationToken)
    {
        if (DocumentLink.IsListItem(url))
        {
            return (null, TagProblem.ListItem);
        }

        var read = await graph.ByLinkAsync(url, cancellationToken);
        if (read.Found is not { } document)
        {
            return read.Access == Access.Closed
                ? (null, await IsOthersAsync(url, cancellationToken) ? TagProblem.OtherOrganisation : TagProblem.CannotOpenDocument)
                // Enough to keep a form with what somebody has written in it; nothing of the document is told.
                : (new TaggedDocument(Unknown, url, texts["TheDocument"], "", clock.GetUtcNow()), TagProblem.SharePointSilent);
        }

        return document switch
        {
            { TenantId: { } tenant } when tenant != caller.TenantId => (null, TagProblem.OtherOrganisation),
            { Kind: DocumentKind.Folder } => (null, TagProblem.Folder),
            { Kind: DocumentKind.Notebook } => (null, TagProblem.Notebook),
            _ => (Describe(document), await IsClassifiedAsync(document, cancellationToken)),
        };
    }

    /// <summary>Graph refuses another organisation's address as it does a hidden file's. Whose it is stands in the address, beside the person's own.</summary>
    private async Task<bool> IsOthersAsync(string url, CancellationToken cancellationToken) =>
        await graph.OneDriveUrlAsync(cancellationToken) is { } own
        && !string.Equals(SharePointHosts.OrganisationOf(own), SharePointHosts.OrganisationOf(url), StringComparison.OrdinalIgnoreCase);

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
