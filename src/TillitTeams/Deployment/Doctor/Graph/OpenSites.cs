using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The app may still open the sites that a governance lead has turned on.</summary>
internal sealed class OpenSites(IServiceScopeFactory scopes, AllowedTenants tenants) : Check
{
    public override IReadOnlyList<Type> Needs => [typeof(OpenDatabase), typeof(ComparePermissions)];

    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        var closed = new List<string>();
        foreach (var tenant in tenants.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
            var sites = await scope.ServiceProvider.GetRequiredService<TillitDb>().SharePointSites.Where(site => site.WritesColumns).Select(site => site.SiteId).ToListAsync(cancellationToken);
            foreach (var site in sites)
            {
                var reply = await scope.ServiceProvider.GetRequiredService<GraphSites>().NameAsync(tenant, site, cancellationToken);
                if (reply.State is LibraryState.NotGranted or LibraryState.Gone)
                {
                    closed.Add(site);
                }
                else if (reply.State != LibraryState.Ready)
                {
                    return Finding.Fault("GraphSilent");
                }
            }
        }

        return closed.Count > 0 ? Finding.Fault("SitesClosed", string.Join(", ", closed)).See("graph/permissions-selected-overview") : Finding.Well("SitesWell");
    }
}
