using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Entra;

/// <summary>
/// <c>/oauth2/v2.0/token</c>: client credentials and on-behalf-of. Errors carry the AADSTS codes that
/// Microsoft's libraries act on.
/// </summary>
public sealed class TokenEndpoint(SandboxTenant tenant, AppRegistration app, EntraTokens tokens, SandboxAddresses addresses)
{
    private const string OnBehalfOf = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public IResult Answer(string tenantName, IFormCollection form)
    {
        if (RefuseTenant(tenantName) is { } refusal)
        {
            return refusal;
        }

        if (form["client_id"] != app.ClientId.ToString())
        {
            return Refuse("unauthorized_client", 700016, "Application was not found in the directory.");
        }

        if (form["client_assertion"] is [{ Length: > 0 } assertion])
        {
            return RefuseAssertion(assertion);
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["client_secret"].ToString()), Encoding.UTF8.GetBytes(app.ClientSecret)))
        {
            return Refuse("invalid_client", 7000215, "Invalid client secret provided.", StatusCodes.Status401Unauthorized);
        }

        if (app.ClientSecretEndsAt < tenant.Clock.GetUtcNow())
        {
            return Refuse("invalid_client", 7000222, "The provided client secret keys for app are expired.", StatusCodes.Status401Unauthorized);
        }

        if (!app.HasPrincipal)
        {
            return Refuse("invalid_client", 7000229, $"The client application {app.ClientId} is missing service principal in the tenant {tenant.Id}.", StatusCodes.Status401Unauthorized);
        }

        return form["grant_type"].ToString() switch
        {
            "client_credentials" => ForApp(form),
            OnBehalfOf => ForPerson(form),
            _ => Refuse("unsupported_grant_type", 70003, "The app requested an unsupported grant type."),
        };
    }

    public IResult? RefuseTenant(string tenantName) =>
        tenantName == tenant.Id.ToString() ? null : Refuse("invalid_request", 90002, $"Tenant '{tenantName}' not found. Check to make sure you have the correct tenant ID.");

    /// <summary>The registration has a secret, and trusts neither a certificate nor another issuer.</summary>
    private IResult RefuseAssertion(string assertion) =>
        new JsonWebTokenHandler().CanReadToken(assertion) && new JsonWebToken(assertion) is { } token && token.Issuer != app.ClientId.ToString()
            ? Refuse("invalid_client", 700213, $"No matching federated identity record found for presented assertion subject '{token.Subject}'.", StatusCodes.Status401Unauthorized)
            : Refuse("invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application.", StatusCodes.Status401Unauthorized);

    private IResult ForApp(IFormCollection form)
    {
        var scope = form["scope"].ToString();
        if (!scope.EndsWith("/.default", StringComparison.Ordinal))
        {
            return Refuse("invalid_scope", 1002012, "Client credential flows must have a scope value with /.default.");
        }

        return AudienceOf(scope) is { } audience
            // No id_token: there is no person, and MSAL refuses an answer that has one.
            ? Results.Json(Token(tokens.MintForApp(audience)))
            : Refuse("invalid_resource", 500011, "The resource principal was not found in the tenant.");
    }

    private IResult ForPerson(IFormCollection form)
    {
        if (tokens.Validate(form["assertion"].ToString(), app.ClientId.ToString()) is not { UserId: { } person } assertion)
        {
            return Refuse("invalid_grant", 50013, "Assertion failed signature validation or is not meant for this application.");
        }

        if (!assertion.Scopes.Contains("access_as_user"))
        {
            return Refuse("invalid_grant", 65001, "The assertion carries no scope of this application.");
        }

        var asked = form["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(scope => scope is not ("openid" or "profile" or "offline_access" or "email"))
            .ToList();
        if (asked.Count == 0 || asked.Exists(scope => AudienceOf(scope) != EntraTokens.GraphAudience))
        {
            return Refuse("invalid_resource", 500011, "The resource principal was not found in the tenant.");
        }

        var named = asked.Where(scope => !scope.EndsWith("/.default", StringComparison.Ordinal))
            .Select(scope => scope[(scope.LastIndexOf('/') + 1)..])
            .ToList();
        var wanted = named.Count > 0 ? named : [.. app.DelegatedPermissions];
        if (wanted.Exists(scope => !app.ConsentedPermissions.Contains(scope)))
        {
            return Refuse(
                "invalid_grant",
                65001,
                "The user or administrator has not consented to use the application. Send an interactive authorization request for this user and resource.",
                suberror: "consent_required");
        }

        // .default is named in the answer too, by which MSAL finds the token again that was asked for so.
        var given = wanted.Select(scope => $"{EntraTokens.GraphAudience}/{scope}").Concat(asked.Where(scope => scope.EndsWith("/.default", StringComparison.Ordinal)));
        var answer = Token(tokens.MintForUser(EntraTokens.GraphAudience, person, wanted));
        answer["scope"] = string.Join(' ', given);
        if (form["client_info"] == "1")
        {
            // Whose it is, by which MSAL keeps it.
            answer["client_info"] = Base64UrlEncoder.Encode(new JsonObject { ["uid"] = person.ToString(), ["utid"] = tenant.Id.ToString() }.ToJsonString());
        }

        return Results.Json(answer);
    }

    /// <summary>Graph is named by its own host, which here is this one.</summary>
    private string? AudienceOf(string scope) => scope switch
    {
        _ when scope.StartsWith($"{EntraTokens.GraphAudience}/", StringComparison.Ordinal) => EntraTokens.GraphAudience,
        _ when scope.StartsWith(addresses.CloudUrl.ToString(), StringComparison.Ordinal) => EntraTokens.GraphAudience,
        _ when scope.StartsWith($"{EntraTokens.BotAudience}/", StringComparison.Ordinal) => EntraTokens.BotAudience,
        _ => null,
    };

    private static JsonObject Token(string accessToken) => new()
    {
        ["token_type"] = "Bearer",
        ["expires_in"] = 4500,
        ["ext_expires_in"] = 4500,
        ["access_token"] = accessToken,
    };

    private IResult Refuse(string error, int code, string description, int status = StatusCodes.Status400BadRequest, string? suberror = null)
    {
        var trace = Guid.NewGuid();
        var time = tenant.Clock.GetUtcNow().ToString("u", CultureInfo.InvariantCulture);
        var answer = new JsonObject
        {
            ["error"] = error,
            ["error_description"] = $"AADSTS{code}: {description} Trace ID: {trace} Timestamp: {time}",
            ["error_codes"] = new JsonArray(code),
            ["timestamp"] = time,
            ["trace_id"] = trace.ToString(),
            ["correlation_id"] = trace.ToString(),
        };
        if (suberror is not null)
        {
            answer["suberror"] = suberror;
        }

        return Results.Json(answer, statusCode: status);
    }
}
