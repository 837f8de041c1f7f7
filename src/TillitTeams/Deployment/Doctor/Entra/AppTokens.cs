using Microsoft.Extensions.Options;
using Microsoft.Identity.Abstractions;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Teams;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The app's own tokens, from where the app has them.</summary>
internal sealed class AppTokens(IAuthorizationHeaderProvider tokens, IOptions<GraphOptions> graph)
{
    public Task<string> ForGraphAsync(Guid tenant, CancellationToken cancellationToken) => TakeAsync(graph.Value.DefaultScope(), tenant, cancellationToken);

    public Task<string> ForBotAsync(CancellationToken cancellationToken) => TakeAsync(Connector.Scope, null, cancellationToken);

    private async Task<string> TakeAsync(string scope, Guid? tenant, CancellationToken cancellationToken) =>
        (await tokens.CreateAuthorizationHeaderForAppAsync(scope, TokenRequest.Ours(tenant), cancellationToken)).Split(' ')[^1];
}
