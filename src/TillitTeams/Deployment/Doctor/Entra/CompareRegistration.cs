using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The app's registration is as <c>manifest/entra-app.json</c> declares it. Reading it takes an administrator.</summary>
internal sealed class CompareRegistration(GraphDirectory directory, AdminToken admin, DeclaredApp declared) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(FindTenant)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (admin.Value is not { } token)
        {
            return Finding.Skipped("NoAdminToken");
        }

        var reply = await directory.FindAppAsync(token, declared.ClientId, cancellationToken);
        return (reply.State, reply.Value) switch
        {
            (LibraryState.NotGranted, _) => Finding.Fault("AdminRefused"),
            (LibraryState.Ready, null) => Finding.Fault("NotRegistered", declared.ClientId),
            (LibraryState.Ready, { } app) => Finding.Of(FaultsIn(app), [], new Said("RegistrationWell")).See("microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad"),
            _ => Finding.Fault("GraphSilent"),
        };
    }

    private List<Said> FaultsIn(RegisteredApp app)
    {
        var faults = new List<Said>();
        Compare("IdentifierMissing", declared.IdentifierUris, app.IdentifierUris);
        Compare("RedirectMissing", declared.RedirectUris, app.RedirectUris);
        Compare("ScopeMissing", [declared.TabScope], app.Scopes);
        Compare("ClientsMissing", declared.PreAuthorized, app.PreAuthorized);
        Compare("RolesMissing", declared.AppRoles, app.AppRoles);
        Compare("ClaimsMissing", declared.OptionalClaims, app.OptionalClaims);
        if (app.TokenVersion != declared.TokenVersion)
        {
            faults.Add(new Said("TokenVersionWrong", declared.TokenVersion));
        }

        return faults;

        void Compare(string text, IReadOnlyList<string> wanted, IReadOnlyList<string> there)
        {
            if (wanted.Except(there, StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } missing)
            {
                faults.Add(new Said(text, string.Join(", ", missing), string.Join(", ", there)));
            }
        }
    }
}
