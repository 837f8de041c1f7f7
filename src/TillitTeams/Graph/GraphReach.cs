using Microsoft.Graph;
using Microsoft.Graph.Models;

namespace TillitTeams.Graph;

/// <summary>
/// Which teams and chats a person is in, asked on their behalf. It narrows down what is worth asking
/// <see cref="GraphAsViewer"/> about; it does not open anything by itself.
/// </summary>
public sealed class GraphReach(GraphServiceClient graph)
{
    /// <summary>As many as Graph lists at a time (<em>List chats</em>).</summary>
    private const int ChatsPerPage = 50;

    /// <summary>Whoever is in more chats than 1,000 reaches the first thousand that Graph names.</summary>
    private const int ChatPages = 20;

    /// <returns>The names of the teams by id, and the ids of the chats; null when Graph did not say.</returns>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<(IReadOnlyDictionary<string, string> Teams, IReadOnlyList<string> Chats)?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var teams = TeamsAsync(cancellationToken);
            var chats = ChatsAsync(cancellationToken);
            await Task.WhenAll(teams, chats);
            return (await teams, await chats);
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            return null;
        }
    }

    /// <summary>Not <c>joinedTeams</c>, which leaves out the teams whose shared channels the person is in.</summary>
    internal async Task<Dictionary<string, string>> TeamsAsync(CancellationToken cancellationToken)
    {
        var associated = graph.Me.Teamwork.AssociatedTeams;
        var teams = new Dictionary<string, string>(StringComparer.Ordinal);
        var page = await associated.GetAsync(cancellationToken: cancellationToken);
        while (page is not null)
        {
            foreach (var team in page.Value ?? [])
            {
                teams[team.Id!] = team.DisplayName ?? "";
            }

            page = page.OdataNextLink is { } next ? await associated.WithUrl(next).GetAsync(cancellationToken: cancellationToken) : null;
        }

        return teams;
    }

    private async Task<List<string>> ChatsAsync(CancellationToken cancellationToken)
    {
        var mine = graph.Me.Chats;
        var chats = new List<string>();
        var page = await mine.GetAsync(request => request.QueryParameters.Top = ChatsPerPage, cancellationToken);
        for (var read = 1; page is not null; read++)
        {
            chats.AddRange((page.Value ?? []).Select(chat => chat.Id!));
            page = page.OdataNextLink is { } next && read < ChatPages ? await mine.WithUrl(next).GetAsync(cancellationToken: cancellationToken) : null;
        }

        return chats;
    }
}
