using Microsoft.Identity.Abstractions;
using Microsoft.Identity.Client;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The app can prove itself to Entra, in each tenant that it serves.</summary>
internal sealed class TakeGraphToken(AppTokens tokens, AllowedTenants tenants, IConfiguration configuration) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(FindTenant)];

    /// <summary>Off Azure nobody may answer for a managed identity, not even with a no.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private bool Uses(CredentialSource source) => configuration.GetSection($"{EntraOptions.Section}:{nameof(EntraOptions.ClientCredentials)}").GetChildren()
        .Any(credential => credential[nameof(EntraCredential.SourceType)] == source.ToString());

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var tenant in tenants.All)
            {
                await tokens.ForGraphAsync(tenant, cancellationToken).WaitAsync(Patience, cancellationToken);
            }

            return Finding.Well(Uses(CredentialSource.ClientSecret) ? "GraphTokenBySecret" : "GraphTokenWell", string.Join(", ", tenants.All));
        }
        // A certificate that cannot be opened, a managed identity that is not there: each library has exceptions of its own for it.
        catch (Exception unproven) when (unproven is not (MsalServiceException or HttpRequestException or OperationCanceledException))
        {
            return Uses(CredentialSource.SignedAssertionFromManagedIdentity)
                ? TokenRefusals.NoManagedIdentity((unproven as MsalException ?? unproven.InnerException as MsalException)?.ErrorCode ?? unproven.GetType().Name)
                : Finding.Fault("NoCredential", unproven.GetType().Name).See("entra/identity-platform/certificate-credentials");
        }
    }
}
