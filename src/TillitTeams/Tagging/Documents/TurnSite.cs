using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Documents.Pages;

namespace TillitTeams.Tagging.Documents;

/// <summary>
/// A governance lead has goals and principles written into a site's libraries, or no longer. Turned off, what stands
/// in SharePoint stays there.
/// </summary>
internal sealed class TurnSite(TillitDb db, GraphSites graph, PrepareSite prepare, ShowSites show, TimeProvider clock)
{
    public async Task<RazorComponentResult<SitesPage>> TurnAsync(string? siteId, bool isOn, CancellationToken cancellationToken)
    {
        var row = await db.SharePointSites.FirstOrDefaultAsync(site => site.SiteId == siteId, cancellationToken);
        if (row is null && !(isOn && await IsLinkedAsync(siteId, cancellationToken)))
        {
            return await show.ShowAsync(canChange: true, "ProblemUnknownSite", cancellationToken);
        }

        if (row is null)
        {
            row = new SharePointSite { Id = Guid.CreateVersion7(clock.GetUtcNow()), TenantId = db.TenantId, SiteId = siteId!, Name = await NameAsync(siteId!, cancellationToken) };
            db.Add(row);
        }

        if (row.WritesColumns != isOn)
        {
            (row.WritesColumns, row.State, row.NextTryAt) = (isOn, LibraryState.Waiting, clock.GetUtcNow());
            db.Note(isOn ? AuditAction.SiteTurnedOn : AuditAction.SiteTurnedOff, row.Id, clock.GetUtcNow());
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            if (isOn)
            {
                await prepare.RunAsync(row.Id, cancellationToken);
            }
        }
        catch (DbUpdateException)
        {
            // Somebody else, or the background, is at it already: the page shows how far it has come.
        }

        return await show.ShowAsync(canChange: true, problem: null, cancellationToken);
    }

    private async Task<bool> IsLinkedAsync(string? siteId, CancellationToken cancellationToken) =>
        siteId is not null && !SharePointHosts.IsPersonal(siteId) && await db.Links.AnyAsync(link => link.Document!.SiteId == siteId && link.Document.ListId != null, cancellationToken);

    private async Task<string> NameAsync(string siteId, CancellationToken cancellationToken) =>
        (await graph.NameAsync(db.TenantId, siteId, cancellationToken)).Value
        ?? DocumentPlaces.SiteIn(await db.Links.Where(link => link.Document!.SiteId == siteId).Select(link => link.PlaceName).FirstAsync(cancellationToken));
}
