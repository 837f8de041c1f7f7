using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TillitTeams.Model;

namespace TillitTeams.Hosting;

/// <summary>The person whom Graph is asked for when the request itself is the bot's and carries no token of theirs.</summary>
public sealed class OnBehalfOf
{
    public ClaimsPrincipal? Person { get; internal set; }
}

public enum SignOn
{
    Done,

    /// <summary>Teams sent no token, or one that is not this person's for this app.</summary>
    Missing,
}

/// <summary>
/// Teams sends the person's token for the app with a search or a pasted link, once it is asked to (<em>Enable
/// SSO for message extensions</em>). It is believed by the same rules as the tab's, and only if it is the
/// token of the very person whom the signed activity comes from.
/// </summary>
public sealed class TeamsSignOn(IOptionsMonitor<JwtBearerOptions> bearer, Caller caller, OnBehalfOf onBehalfOf)
{
    public async Task<SignOn> SignInAsync(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return SignOn.Missing;
        }

        var options = bearer.Get(JwtBearerDefaults.AuthenticationScheme);
        var rules = options.TokenValidationParameters.Clone();
        rules.ConfigurationManager = options.ConfigurationManager as BaseConfigurationManager;
        var validated = await new JsonWebTokenHandler().ValidateTokenAsync(token, rules);
        if (!validated.IsValid || !IsTheCaller(new ClaimsPrincipal(validated.ClaimsIdentity)))
        {
            return SignOn.Missing;
        }

        // From where Microsoft.Identity.Web takes the token that it exchanges.
        validated.ClaimsIdentity.BootstrapContext = token;
        onBehalfOf.Person = new ClaimsPrincipal(validated.ClaimsIdentity);
        return SignOn.Done;
    }

    private bool IsTheCaller(ClaimsPrincipal person) =>
        Guid.TryParse(person.GetTenantId(), out var tenant) && tenant == caller.TenantId
        && Guid.TryParse(person.GetObjectId(), out var id) && id == caller.UserId
        && (person.FindFirstValue(ClaimConstants.Scp) ?? person.FindFirstValue(ClaimConstants.Scope))?.Split(' ').Contains(IdentityWiring.TabScope) == true;
}
