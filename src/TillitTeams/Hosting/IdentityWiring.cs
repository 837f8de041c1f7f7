using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace TillitTeams.Hosting;

/// <summary>
/// The tab's single sign-on token and what follows from it: validated here, exchanged for Graph tokens
/// on behalf of the person, and the app's own tokens.
/// </summary>
public static class IdentityWiring
{
    /// <summary>The scope that the tab's token carries; exposed by the app registration.</summary>
    public const string TabScope = "access_as_user";

    public const string TabPolicy = "Tab";

    /// <summary>For governance leads, beside <see cref="TabPolicy"/>.</summary>
    public const string StewardPolicy = "Steward";

    /// <summary>The app role that <c>manifest/entra-app.json</c> declares.</summary>
    private const string StewardRole = "GoalSteward";

    /// <summary>Entra's claim is called <c>roles</c>, and may have been renamed on its way in.</summary>
    public static bool IsSteward(ClaimsPrincipal person) =>
        person.Claims.Any(claim => claim.Type is "roles" or ClaimTypes.Role && claim.Value == StewardRole);

    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TenantsOptions>().BindConfiguration(TenantsOptions.Section);
        builder.Services.AddSingleton<AllowedTenants>();

        builder.Services
            // No default scheme: the bot endpoint has another kind of token, and each policy names its own.
            .AddAuthentication()
            .AddMicrosoftIdentityWebApi(builder.Configuration)
            .EnableTokenAcquisitionToCallDownstreamApi()
            .AddInMemoryTokenCaches();
        builder.Services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>, RememberTokens.ForEachScheme>();

        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(TabPolicy, policy => policy
                .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
                .RequireScope(TabScope)
                .RequireAssertion(context => context.Resource is HttpContext http
                    && http.RequestServices.GetRequiredService<AllowedTenants>().Includes(context.User.GetTenantId())))
            .AddPolicy(StewardPolicy, policy => policy
                .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
                .RequireAssertion(context => IsSteward(context.User)));
    }
}

/// <summary>Which Entra tenants the app serves besides its own: none, unless listed.</summary>
public sealed class TenantsOptions
{
    public const string Section = "Tenants";

    [NotZero]
    public IList<Guid> Allowed { get; init; } = [];
}

public sealed class AllowedTenants(IOptions<TenantsOptions> options, IOptionsMonitor<MicrosoftIdentityOptions> identity)
{
    public bool Includes(string? tenantId) => Guid.TryParse(tenantId, out var id) && Includes(id);

    public bool Includes(Guid tenantId) => Home == tenantId || options.Value.Allowed.Contains(tenantId);

    public IEnumerable<Guid> All => (Home is { } home ? [home] : Array.Empty<Guid>()).Concat(options.Value.Allowed).Distinct();

    public Guid? Home =>
        Guid.TryParse(identity.Get(JwtBearerDefaults.AuthenticationScheme).TenantId, out var id) ? id : null;
}
