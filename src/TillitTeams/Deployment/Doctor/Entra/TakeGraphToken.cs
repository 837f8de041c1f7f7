using Microsoft.Identity.Abstractions;
using Microsoft.Identity.Client;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The app can prove itself to Entra, in each tenant that it serves.</summary>
internal sealed class TakeGraphToken(AppTokens tokens, AllowedTenants tenants, IConfiguration configuration) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(FindTenant)];

    private bool UsesSecret => configuration.GetSection($"{EntraOptions.Section}:{nameof(EntraOptions.ClientCredentials)}").GetChildren()
        .Any(credential => credential[nameof(EntraCredential.SourceType)] == nameof(CredentialSource.ClientSecret));

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var tenant in tenants.All)
            {
                await tokens.ForGraphAsync(tenant, cancellationToken);
            }

            return Finding.Well(UsesSecret ? "GraphTokenBySecret" : "GraphTokenWell", string.Join(", ", tenants.All));
        }
        // A certificate that cannot be opened, a managed identity that is not there: each library has exceptions of its own for it.
        catch (Exception unproven) when (unproven is not (MsalServiceException or HttpRequestException or OperationCanceledException))
        {
            return Finding.Fault("NoCredential", unproven.GetType().Name).See("entra/identity-platform/certificate-credentials");
        }
    }
}
