using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Deployment.Doctor;

/// <summary>An administrator has consented, for everybody, to what the app does for a person, and to nothing else. Reading it takes an administrator too.</summary>
internal sealed class CompareConsent(GraphDirectory directory, AdminToken admin, DeclaredApp declared) : Check
{
    /// <summary>What sign-in itself asks for.</summary>
    private static readonly string[] OfSignIn = ["openid", "profile", "email", "offline_access", "User.Read"];

    public override IReadOnlyList<Type> Needs => [typeof(FindTenant)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (admin.Value is not { } token)
        {
            return Finding.Skipped("NoAdminTokenEither");
        }

        var reply = await directory.FindGrantsAsync(token, declared.ClientId, cancellationToken);
        return (reply.State, reply.Value) switch
        {
            (LibraryState.NotGranted, _) => Finding.Skipped("AdminRefused"),
            (LibraryState.Ready, null) => Finding.Fault("NoPrincipal"),
            (LibraryState.Ready, { } granted) => Judge(granted).See("entra/identity/enterprise-apps/grant-admin-consent"),
            _ => Finding.Fault("GraphSilent"),
        };
    }

    private Finding Judge(GrantedApp granted)
    {
        var missing = declared.Scopes.Except(granted.Scopes, StringComparer.Ordinal).ToList();
        var surplus = granted.Scopes.Except([.. declared.Scopes, .. OfSignIn], StringComparer.Ordinal).ToList();
        return Finding.Of(
            missing.Count > 0 ? [new Said("ConsentMissing", string.Join(", ", missing))] : [],
            [
                .. surplus.Count > 0 ? [new Said("ConsentTooMuch", string.Join(", ", surplus))] : Array.Empty<Said>(),
                .. granted.OtherResources.Count > 0 ? [new Said("OtherApis", string.Join(", ", granted.OtherResources))] : Array.Empty<Said>(),
            ],
            new Said("ConsentWell", string.Join(", ", declared.Scopes)));
    }
}
