using Microsoft.Graph;
using Microsoft.Graph.Models;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>The app's registration, as far as the app depends on it.</summary>
/// <param name="Scopes">Those that can be consented to.</param>
/// <param name="PreAuthorized">Clients that nobody is asked about.</param>
/// <param name="AppRoles">Those that can be assigned.</param>
public sealed record RegisteredApp(
    IReadOnlyList<string> IdentifierUris,
    IReadOnlyList<string> RedirectUris,
    int? TokenVersion,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> PreAuthorized,
    IReadOnlyList<string> AppRoles,
    IReadOnlyList<string> OptionalClaims);

/// <param name="Scopes">What Graph may be asked on behalf of anybody in the tenant.</param>
/// <param name="OtherResources">APIs besides Graph where the app was granted something as itself.</param>
public sealed record GrantedApp(IReadOnlyList<string> Scopes, IReadOnlyList<string> OtherResources);

/// <summary>What the directory knows of the app, as an administrator reads it: the app itself may not (<em>servicePrincipal</em>, <em>application</em>).</summary>
public sealed class GraphDirectory(GraphServiceClient graph)
{
    private const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Null when the app was not registered in the token's tenant.</summary>
    public Task<GraphReply<RegisteredApp>> FindAppAsync(string token, string clientId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () => (await graph.Applications.GetAsync(
            request =>
            {
                request.Options.Add(new AsAdministrator(token));
                request.QueryParameters.Filter = $"appId eq '{clientId}'";
            },
            cancellationToken))?.Value is [var app, ..] ? Read(app) : null,
        LibraryState.NotGranted,
        cancellationToken);

    /// <summary>Null when nobody has consented to anything yet, so that the tenant does not know the app at all.</summary>
    public Task<GraphReply<GrantedApp>> FindGrantsAsync(string token, string clientId, CancellationToken cancellationToken) => GraphReply.AskAsync(
        async () =>
        {
            if (await PrincipalAsync(token, clientId, cancellationToken) is not { } own || await PrincipalAsync(token, GraphAppId, cancellationToken) is not { } ofGraph)
            {
                return null;
            }

            var grants = await graph.Oauth2PermissionGrants.GetAsync(
                request =>
                {
                    request.Options.Add(new AsAdministrator(token));
                    request.QueryParameters.Filter = $"clientId eq '{own}'";
                },
                cancellationToken);
            var roles = await graph.ServicePrincipals[own].AppRoleAssignments.GetAsync(request => request.Options.Add(new AsAdministrator(token)), cancellationToken);
            return new GrantedApp(
                [
                    .. (grants?.Value ?? []).Where(grant => grant.ConsentType == "AllPrincipals" && grant.ResourceId == ofGraph)
                        .SelectMany(grant => (grant.Scope ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)),
                ],
                [.. (roles?.Value ?? []).Where(role => role.ResourceId?.ToString() != ofGraph).Select(role => role.ResourceDisplayName ?? "").Distinct(StringComparer.Ordinal)]);
        },
        LibraryState.NotGranted,
        cancellationToken);

    private async Task<string?> PrincipalAsync(string token, string appId, CancellationToken cancellationToken) =>
        (await graph.ServicePrincipals.GetAsync(
            request =>
            {
                request.Options.Add(new AsAdministrator(token));
                request.QueryParameters.Filter = $"appId eq '{appId}'";
            },
            cancellationToken))?.Value is [var principal, ..] ? principal.Id : null;

    private static RegisteredApp Read(Application app)
    {
        var scopes = (app.Api?.Oauth2PermissionScopes ?? []).Where(scope => scope.IsEnabled == true).ToList();
        return new RegisteredApp(
            app.IdentifierUris ?? [],
            app.Web?.RedirectUris ?? [],
            app.Api?.RequestedAccessTokenVersion,
            [.. scopes.Select(scope => scope.Value ?? "")],
            [
                .. (app.Api?.PreAuthorizedApplications ?? [])
                    .Where(client => client.DelegatedPermissionIds?.Any(id => scopes.Exists(scope => scope.Id?.ToString() == id)) == true)
                    .Select(client => client.AppId ?? ""),
            ],
            [.. (app.AppRoles ?? []).Where(role => role.IsEnabled == true).Select(role => role.Value ?? "")],
            [.. (app.OptionalClaims?.AccessToken ?? []).Select(claim => claim.Name ?? "")]);
    }
}
