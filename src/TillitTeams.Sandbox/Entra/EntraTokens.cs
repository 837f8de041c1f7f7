using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Entra;

/// <summary>What an access token that was accepted says.</summary>
/// <param name="UserId">The person; null for the app's own token.</param>
public sealed record TokenClaims(Guid TenantId, Guid? UserId, IReadOnlySet<string> Scopes, IReadOnlySet<string> Roles, string AppId)
{
    public bool IsApp => UserId is null;
}

/// <summary>
/// Issues and checks the tenant's access tokens, version 2.0. They live in real time, as Microsoft's
/// libraries in the app count it, whatever a test makes of the tenant's calendar.
/// </summary>
public sealed class EntraTokens(SandboxTenant tenant, AppRegistration app, SandboxAddresses addresses)
{
    public const string GraphAudience = "https://graph.microsoft.com";
    public const string BotAudience = "https://api.botframework.com";

    private static readonly SigningKey EveryTenantsKey = new();
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(75);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Entra signs with the same keys for every tenant.</summary>
    public SigningKey Key => EveryTenantsKey;

    public string Issuer => $"{addresses.CloudUrl}{tenant.Id}/v2.0";

    /// <summary>What Teams' single sign-on hands to a tab.</summary>
    public string MintTabToken(Person person) => MintTabToken(person, new TokenFlaws());

    /// <inheritdoc cref="MintTabToken(Person)"/>
    public string MintTabToken(Person person, TokenFlaws flaws) => Mint(
        flaws.Audience ?? app.ClientId.ToString(),
        [
            .. Identify(person),
            new("azp", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"),
            new("scp", flaws.Scope ?? "access_as_user"),
            .. person.AppRoles.Select(role => new Claim("roles", role)),
        ],
        flaws);

    public string MintForUser(string audience, Guid userId, IEnumerable<string> scopes)
    {
        var person = tenant.Read(content => content.FindPerson(userId))
            ?? throw new InvalidOperationException("A token cannot name somebody who is not in the directory.");
        return Mint(audience, [.. Identify(person), new("azp", app.ClientId.ToString()), new("scp", string.Join(' ', scopes))], new());
    }

    public string MintForApp(string audience) => MintForApp(audience, audience == GraphAudience ? app.GrantedRoles : []);

    public string MintForApp(string audience, IEnumerable<string> roles) => Mint(
        audience,
        [
            new("oid", app.ClientId.ToString()), new("azp", app.ClientId.ToString()), new("appid", app.ClientId.ToString()), new("idtyp", "app"),
            .. roles.Select(role => new Claim("roles", role)),
        ],
        new());

    /// <summary>Null when the token is not ours, not for this audience, or not valid now.</summary>
    public TokenClaims? Validate(string bearer, string audience)
    {
        var result = handler.ValidateTokenAsync(bearer, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = audience,
            IssuerSigningKey = Key.Public,
            LifetimeValidator = (notBefore, expires, _, _) =>
                notBefore <= TimeProvider.System.GetUtcNow().AddMinutes(5) && expires > TimeProvider.System.GetUtcNow().AddMinutes(-5),
        }).GetAwaiter().GetResult();
        if (!result.IsValid)
        {
            return null;
        }

        var token = (JsonWebToken)result.SecurityToken;
        var isApp = token.TryGetClaim("idtyp", out var type) && type.Value == "app";
        return new TokenClaims(
            tenant.Id,
            isApp ? null : Guid.Parse(token.GetClaim("oid").Value),
            Words(token, "scp"),
            token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ToHashSet(StringComparer.Ordinal),
            token.GetClaim("azp").Value);
    }

    private static HashSet<string> Words(JsonWebToken token, string type) =>
        token.TryGetClaim(type, out var claim)
            ? claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal)
            : [];

    private static IEnumerable<Claim> Identify(Person person) =>
    [
        new("oid", person.Id.ToString()),
        new("sub", person.Id.ToString("N")),
        new("name", person.DisplayName),
        new("preferred_username", person.UserPrincipalName),
    ];

    private string Mint(string audience, IEnumerable<Claim> claims, TokenFlaws flaws)
    {
        var now = flaws.IssuedAt ?? TimeProvider.System.GetUtcNow();
        var tenantId = flaws.TenantId ?? tenant.Id;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = flaws.Issuer ?? $"{addresses.CloudUrl}{tenantId}/v2.0",
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.Add(Lifetime).UtcDateTime,
            Subject = new ClaimsIdentity([.. claims, new("tid", tenantId.ToString()), new("ver", "2.0")]),
            SigningCredentials = (flaws.Key ?? Key).Credentials,
        });
    }
}

/// <summary>What a test may have wrong with a token; nothing, unless set.</summary>
public sealed record TokenFlaws
{
    public string? Audience { get; init; }
    public string? Issuer { get; init; }
    public string? Scope { get; init; }
    public Guid? TenantId { get; init; }
    public DateTimeOffset? IssuedAt { get; init; }
    public SigningKey? Key { get; init; }
}
