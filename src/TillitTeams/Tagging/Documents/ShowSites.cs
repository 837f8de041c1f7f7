using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Documents.Pages;

namespace TillitTeams.Tagging.Documents;

/// <param name="CanChange">Whether the person is a governance lead.</param>
/// <param name="Problem">Key of what was wrong with what was just asked for.</param>
public sealed record SitesView(bool CanChange, IReadOnlyList<SiteView> Sites, IReadOnlyList<LabelView> Labels, string? Problem = null);

/// <param name="State">What the app has come to there; of a site that is off, whether it was granted.</param>
/// <param name="Libraries">Where something stands in the way.</param>
public sealed record SiteView(string SiteId, string Name, bool IsOn, LibraryState State, IReadOnlyList<LibraryView> Libraries);

public sealed record LibraryView(string Name, LibraryState State);

public sealed record LabelView(string LabelId, string Name);

/// <summary>
/// <i>Dokument i SharePoint</i>: on which sites goals and principles are written into the libraries. A governance lead
/// sees every site with linked documents, others those that are turned on: where colleagues link is theirs to tell.
/// </summary>
internal sealed class ShowSites(TillitDb db, GraphSites graph, Caller caller)
{
    public async Task<RazorComponentResult<SitesPage>> ShowAsync(bool canChange, string? problem, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var rows = await db.SharePointSites.AsNoTracking().Include(site => site.Libraries).ToListAsync(cancellationToken);
        var sites = new List<SiteView>();
        foreach (var site in rows.Where(site => canChange || site.WritesColumns))
        {
            sites.Add(new SiteView(
                site.SiteId, site.Name, site.WritesColumns,
                site.WritesColumns ? site.State : (await graph.NameAsync(caller.TenantId, site.SiteId, cancellationToken)).State,
                [.. site.Libraries.Where(library => library.State != LibraryState.Ready).Select(library => new LibraryView(library.PlaceName, library.State))]));
        }

        if (canChange)
        {
            foreach (var (siteId, name) in await LinkedAsync(rows, cancellationToken))
            {
                var granted = await graph.NameAsync(caller.TenantId, siteId, cancellationToken);
                sites.Add(new SiteView(siteId, granted.Value ?? name, IsOn: false, granted.State, []));
            }
        }

        var labels = await db.ClassifiedLabels.AsNoTracking().OrderBy(label => label.Name).Select(label => new LabelView(label.LabelId, label.Name)).ToListAsync(cancellationToken);
        return new RazorComponentResult<SitesPage>(new
        {
            Model = new SitesView(canChange, [.. sites.OrderBy(site => site.Name, StringComparer.CurrentCulture)], labels, problem),
        });
    }

    /// <summary>Sites that have documents with links and nothing decided about them. What the app may not open goes by its documents' place.</summary>
    private async Task<IEnumerable<(string SiteId, string Name)>> LinkedAsync(List<SharePointSite> known, CancellationToken cancellationToken)
    {
        var linked = await db.Links.AsNoTracking()
            .Where(link => link.Document!.SiteId != null && link.Document.ListId != null)
            .GroupBy(link => link.Document!.SiteId)
            .Select(site => new { SiteId = site.Key!, Place = site.Min(link => link.PlaceName)! })
            .ToListAsync(cancellationToken);
        return linked
            .Where(site => !SharePointHosts.IsPersonal(site.SiteId) && known.TrueForAll(row => row.SiteId != site.SiteId))
            .Select(site => (site.SiteId, DocumentPlaces.SiteIn(site.Place)));
    }
}
