using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;

namespace TillitTeams.Deployment.Doctor;

/// <summary>Entra knows the tenant, and tells by which keys its tokens are to be believed.</summary>
internal sealed class FindTenant(IHttpClientFactory http, IOptionsMonitor<MicrosoftIdentityOptions> identity) : Check
{
    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var (instance, tenant) = (identity.Get(JwtBearerDefaults.AuthenticationScheme).Instance, identity.Get(JwtBearerDefaults.AuthenticationScheme).TenantId);
        using var client = http.CreateClient();
        using var answer = await client.GetAsync(MetadataOf(instance!, tenant!), cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if (answer.StatusCode == HttpStatusCode.OK)
        {
            return JsonNode.Parse(body)?["issuer"]?.ToString().Contains(tenant!, StringComparison.OrdinalIgnoreCase) == true
                ? Finding.Well("TenantWell", tenant!)
                : Finding.Fault("TenantOfAnother", tenant!);
        }

        return body.Contains("AADSTS90002", StringComparison.Ordinal)
            ? Finding.Fault("UnknownTenant", tenant!).See("entra/fundamentals/how-to-find-tenant")
            : Finding.Fault("TenantUnread", new Uri(instance!).Host, (int)answer.StatusCode);
    }

    public static Uri MetadataOf(string instance, string tenant) => new(new Uri(instance), $"{tenant}/v2.0/.well-known/openid-configuration");
}
