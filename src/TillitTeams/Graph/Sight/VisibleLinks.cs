using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <param name="Links">In the order they were asked for.</param>
/// <param name="Lost">Those of them whose source is gone, or certainly closed to the caller.</param>
/// <param name="ClosedConversations">Those of the links' channels and chats that the caller cannot open.</param>
/// <param name="InDoubt">Something could not be checked just now, and is therefore not among them.</param>
public sealed record Visible(IReadOnlyList<VisibleLink> Links, IReadOnlyList<Link> Lost, IReadOnlyList<string> ClosedConversations, bool InDoubt);

/// <param name="IsEdited">The message has been edited since it was linked.</param>
/// <param name="Document">What the document is called now, and where.</param>
public sealed record VisibleLink(Link Link, bool IsEdited, DocumentSight? Document = null);

/// <summary>
/// Lets through the links whose source the caller can open, as Graph says when asked on their behalf. What
/// Graph has said is remembered for some minutes; what it has not said keeps the door closed.
/// </summary>
internal sealed class VisibleLinks(VisibleMessages messages, VisibleDocuments documents)
{
    public async Task<Visible> OfAsync(IReadOnlyList<Link> links, CancellationToken cancellationToken)
    {
        var ofMessages = await messages.OfAsync([.. links.Where(link => link.Message is not null)], cancellationToken);
        var ofDocuments = await documents.OfAsync(links.Where(link => link.Document is not null), cancellationToken);
        var visible = ofMessages.Links.Concat(ofDocuments.Links).ToDictionary(seen => seen.Link.Id);
        return new Visible(
            [.. links.Where(link => visible.ContainsKey(link.Id)).Select(link => visible[link.Id])],
            [.. ofMessages.Lost, .. ofDocuments.Lost],
            ofMessages.ClosedConversations,
            ofMessages.InDoubt || ofDocuments.InDoubt);
    }
}
