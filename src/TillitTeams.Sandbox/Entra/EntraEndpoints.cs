using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace TillitTeams.Sandbox.Entra;

/// <summary>The OpenID Connect metadata and keys of the tenant (<em>OpenID Connect on the Microsoft identity platform</em>).</summary>
public static class EntraEndpoints
{
    public static IServiceCollection AddEntra(this IServiceCollection services) => services
        .AddSingleton<EntraTokens>()
        .AddSingleton<TokenEndpoint>()
        .AddSingleton<ConsentPages>();

    public static void MapEntra(this WebApplication app)
    {
        app.MapGet("/{tenant}/v2.0/.well-known/openid-configuration", Metadata);
        app.MapGet("/{tenant}/discovery/v2.0/keys", (EntraTokens tokens) => tokens.Key.ToKeySet());
        app.MapPost("/{tenant}/oauth2/v2.0/token", async (string tenant, HttpRequest request, TokenEndpoint endpoint) =>
            endpoint.Answer(tenant, await request.ReadFormAsync(request.HttpContext.RequestAborted)));
        app.MapGet("/{tenant}/oauth2/v2.0/authorize", ([AsParameters] AuthorizeRequest request, ConsentPages pages) => pages.Ask(request));
        app.MapPost("/{tenant}/oauth2/v2.0/authorize", ([FromForm] string redirect_uri, [FromForm] string? state, [FromForm] string answer, [FromForm] Guid person, ConsentPages pages) =>
            pages.Answer(redirect_uri, state, answer == "accept", person)).DisableAntiforgery();
    }

    private static IResult Metadata(string tenant, EntraTokens tokens, TokenEndpoint endpoint, SandboxAddresses addresses)
    {
        if (endpoint.RefuseTenant(tenant) is { } refusal)
        {
            return refusal;
        }

        var cloud = $"{addresses.CloudUrl}{tenant}";
        return Results.Json(new JsonObject
        {
            ["issuer"] = tokens.Issuer,
            ["token_endpoint"] = $"{cloud}/oauth2/v2.0/token",
            ["jwks_uri"] = $"{cloud}/discovery/v2.0/keys",
            // A browser opens this one, and it trusts no certificate made in memory.
            ["authorization_endpoint"] = $"{addresses.ClientUrl}{tenant}/oauth2/v2.0/authorize",
            ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "private_key_jwt", "client_secret_basic"),
            ["response_modes_supported"] = new JsonArray("query", "fragment", "form_post"),
            ["response_types_supported"] = new JsonArray("code", "id_token", "code id_token"),
            ["subject_types_supported"] = new JsonArray("pairwise"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
            ["scopes_supported"] = new JsonArray("openid", "profile", "email", "offline_access"),
        });
    }
}
