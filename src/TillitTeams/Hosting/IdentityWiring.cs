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

    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<TenantsOptions>()
            .BindConfiguration(TenantsOptions.Section)
            .ValidateOnStart();
        builder.Services.AddSingleton<AllowedTenants>();

        builder.Services
            // No default scheme: the bot endpoint has another kind of token, and each policy names its own.
            .AddAuthentication()
            .AddMicrosoftIdentityWebApi(builder.Configuration)
            .EnableTokenAcquisitionToCallDownstreamApi()
            .AddInMemoryTokenCaches();

        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(TabPolicy, policy => policy
                .AddAuthenticationSchemes(JwtBearerDefaults.AuthenticationScheme)
                .RequireAuthenticatedUser()
                .RequireScope(TabScope)
                .RequireAssertion(context => context.Resource is HttpContext http
                    && http.RequestServices.GetRequiredService<AllowedTenants>().Includes(context.User.GetTenantId())));
    }
}

/// <summary>Which Entra tenants the app serves besides its own: none, unless listed.</summary>
public sealed class TenantsOptions
{
    public const string Section = "Tenants";

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
