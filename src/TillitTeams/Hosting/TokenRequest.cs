using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Identity.Abstractions;

namespace TillitTeams.Hosting;

/// <summary>
/// Names the app registration whose credentials a token is asked with. There are two authentication schemes
/// and no default one, so Microsoft.Identity.Web cannot infer it.
/// </summary>
public static class TokenRequest
{
    /// <param name="tenantId">The tenant to ask in; null for the app's own.</param>
    public static AuthorizationHeaderProviderOptions Ours(Guid? tenantId = null) => new()
    {
        AcquireTokenOptions = new()
        {
            AuthenticationOptionsName = JwtBearerDefaults.AuthenticationScheme,
            Tenant = tenantId?.ToString(),
        },
    };
}
