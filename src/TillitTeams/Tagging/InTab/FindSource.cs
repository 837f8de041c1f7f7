using TillitTeams.Teams;

namespace TillitTeams.Tagging.InTab;

/// <summary>What a pasted address leads to: a message in Teams, or else a document.</summary>
internal sealed class FindSource(FindMessage messages, FindDocument documents)
{
    public async Task<(Tagged? Source, TagProblem? Problem)> ByLinkAsync(string? url, CancellationToken cancellationToken)
    {
        url = url?.Trim();
        if (MessageLink.Read(url) is { } link)
        {
            return await messages.ByLinkAsync(link, cancellationToken);
        }

        return DocumentLink.Read(url) is { } address ? await documents.ByLinkAsync(address, cancellationToken) : (null, TagProblem.NotALink);
    }
}
