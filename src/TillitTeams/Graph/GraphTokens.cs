using Microsoft.Extensions.Options;
using Microsoft.Identity.Abstractions;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>
/// Puts a Graph token on each request: on behalf of the signed-in person, unless the request asks for
/// the app's own identity with <see cref="AsApp"/>. Where there is no person, as in the background, it is
/// the app's own too.
/// </summary>
internal sealed class GraphTokens(
    IAuthorizationHeaderProvider tokens, OnBehalfOf onBehalfOf, IOptions<GraphOptions> options, Caller caller) : IAuthenticationProvider
{
    public async Task AuthenticateRequestAsync(
        RequestInformation request,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default)
    {
        if (request.RequestOptions.OfType<AsAdministrator>().FirstOrDefault() is { } administrator)
        {
            request.Headers.Add("Authorization", $"Bearer {administrator.Token}");
            return;
        }

        var scope = options.Value.DefaultScope();
        var asApp = request.RequestOptions.OfType<AsApp>().FirstOrDefault()
            ?? (onBehalfOf.Person is null && caller.UserId == Guid.Empty && caller.TenantId != Guid.Empty ? new AsApp(caller.TenantId) : null);
        var header = asApp is { } app
            ? await tokens.CreateAuthorizationHeaderForAppAsync(scope, TokenRequest.Ours(app.TenantId), cancellationToken)
            : await tokens.CreateAuthorizationHeaderForUserAsync([scope], TokenRequest.Ours(), onBehalfOf.Person, cancellationToken);
        request.Headers.Add("Authorization", header);
    }
}

/// <summary>Marks a Graph request as the app's own, made in the named tenant.</summary>
internal sealed record AsApp(Guid TenantId) : IRequestOption;

/// <summary>Marks a Graph request as an administrator's, who handed a token of their own to a command.</summary>
internal sealed record AsAdministrator(string Token) : IRequestOption;
