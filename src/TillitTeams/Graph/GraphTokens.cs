using Microsoft.Extensions.Options;
using Microsoft.Identity.Abstractions;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using TillitTeams.Hosting;

namespace TillitTeams.Graph;

/// <summary>
/// Puts a Graph token on each request: on behalf of the signed-in person, unless the request asks for
/// the app's own identity with <see cref="AsApp"/>.
/// </summary>
internal sealed class GraphTokens(IAuthorizationHeaderProvider tokens, OnBehalfOf onBehalfOf, IOptions<GraphOptions> options) : IAuthenticationProvider
{
    public async Task AuthenticateRequestAsync(
        RequestInformation request,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default)
    {
        var scope = options.Value.DefaultScope();
        var header = request.RequestOptions.OfType<AsApp>().FirstOrDefault() is { } app
            ? await tokens.CreateAuthorizationHeaderForAppAsync(scope, TokenRequest.Ours(app.TenantId), cancellationToken)
            : await tokens.CreateAuthorizationHeaderForUserAsync([scope], TokenRequest.Ours(), onBehalfOf.Person, cancellationToken);
        request.Headers.Add("Authorization", header);
    }
}

/// <summary>Marks a Graph request as the app's own, made in the named tenant.</summary>
internal sealed record AsApp(Guid TenantId) : IRequestOption;
