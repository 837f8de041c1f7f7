using Microsoft.IdentityModel.JsonWebTokens;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary>What the app was granted to do as itself is what it needs: no less, and no more.</summary>
internal sealed class ComparePermissions(AppTokens tokens, AllowedTenants tenants, DeclaredApp declared) : Check
{
    private const string Page = "entra/identity/enterprise-apps/grant-admin-consent";

    public override IReadOnlyList<Type> Needs => [typeof(TakeGraphToken)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var (faults, remarks) = (new List<Said>(), new List<Said>());
        foreach (var tenant in tenants.All)
        {
            var token = new JsonWebTokenHandler().ReadJsonWebToken(await tokens.ForGraphAsync(tenant, cancellationToken));
            var granted = token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ToList();
            if (declared.Roles.Except(granted, StringComparer.Ordinal).ToList() is { Count: > 0 } missing)
            {
                faults.Add(new Said("PermissionsMissing", tenant, string.Join(", ", missing)));
            }

            if (granted.Except(declared.Roles, StringComparer.Ordinal).ToList() is { Count: > 0 } surplus)
            {
                remarks.Add(new Said("PermissionsTooMany", tenant, string.Join(", ", surplus)));
            }
        }

        return Finding.Of(faults, remarks, new Said("PermissionsWell", string.Join(", ", declared.Roles))).See(Page);
    }
}
