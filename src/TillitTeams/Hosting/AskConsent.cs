using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using TillitTeams.Graph;

namespace TillitTeams.Hosting;

/// <summary>
/// The window in which somebody consents to what the app reads on their behalf: it goes to Entra's page and
/// comes back to <see cref="EndConsent"/> (<em>Grant tab permissions with the Graph API</em>).
/// </summary>
internal sealed partial class AskConsent(
    IOptionsMonitor<JwtBearerOptions> bearer, IOptionsMonitor<MicrosoftIdentityOptions> identity, IOptions<GraphOptions> graph, IOptions<TabOptions> tab, AllowedTenants tenants)
{
    public const string EndPath = "/tab/consent/end";

    /// <param name="state">Random, from the tab, which takes no other answer than the one that carries it.</param>
    /// <param name="tenant">The person's own tenant.</param>
    /// <param name="loginHint">Their user name, so that Entra need not ask.</param>
    public async Task<Results<RedirectHttpResult, BadRequest>> RedirectAsync(
        string? state, Guid? tenant, string? loginHint, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!IsState(state) || (tenant ?? tenants.Home) is not { } asked || !tenants.Includes(asked))
        {
            return TypedResults.BadRequest();
        }

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        return TypedResults.Redirect(QueryHelpers.AddQueryString(
            await AuthorizeUrlAsync(asked, cancellationToken),
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["client_id"] = identity.Get(JwtBearerDefaults.AuthenticationScheme).ClientId,
                ["response_type"] = "code",
                ["response_mode"] = "query",
                ["scope"] = $"openid {graph.Value.DefaultScope()}",
                // As it is registered; a proxy may speak to the app by another name, and without TLS.
                ["redirect_uri"] = new Uri(tab.Value.PublicUrl ?? new Uri($"{request.Scheme}://{request.Host}"), EndPath).ToString(),
                ["state"] = state,
                ["prompt"] = "consent",
                ["login_hint"] = loginHint,
            }));
    }

    public static bool IsState(string? state) => state is not null && State().IsMatch(state);

    /// <summary>Entra's own word for where its page is, with the person's tenant in the place of the app's.</summary>
    private async Task<string> AuthorizeUrlAsync(Guid tenant, CancellationToken cancellationToken)
    {
        var metadata = await bearer.Get(JwtBearerDefaults.AuthenticationScheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
        var url = new UriBuilder(metadata.AuthorizationEndpoint);
        url.Path = string.Join('/', [tenant.ToString(), .. url.Path.TrimStart('/').Split('/').Skip(1)]);
        return url.Uri.ToString();
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{22,64}$", RegexOptions.None, 1000)]
    private static partial Regex State();
}
