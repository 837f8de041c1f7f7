namespace TillitTeams.Tagging.InTab;

/// <summary>What a pasted address leads to: a message in Teams, or else a document.</summary>
internal sealed class FindSource(FindMessage messages, FindDocument documents)
{
    private const int MostCharacters = 4_000;

    public async Task<(Tagged? Source, TagProblem? Problem)> ByLinkAsync(string? url, CancellationToken cancellationToken)
    {
        url = url?.Trim();
        if (MessageLink.Read(url) is { } link)
        {
            return await messages.ByLinkAsync(link, cancellationToken);
        }

        return url is { Length: <= MostCharacters } && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? await documents.ByLinkAsync(url, cancellationToken)
            : (null, TagProblem.NotALink);
    }
}
