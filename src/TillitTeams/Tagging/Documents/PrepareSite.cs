using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Live;

namespace TillitTeams.Tagging.Documents;

/// <summary>
/// The columns of a site that is turned on: made or taken over, kept in step with the governance model, and taken
/// in by each library that has linked documents.
/// </summary>
internal sealed class PrepareSite(TillitDb db, PrepareColumns columns, MunicipalityDates dates, TimeProvider clock, IOptions<LiveOptions> options)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task RunAsync(Guid siteRowId, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var site = await db.SharePointSites.Include(row => row.Libraries).SingleAsync(row => row.Id == siteRowId, cancellationToken);
        var now = clock.GetUtcNow();
        site.NextTryAt = now + Lease;
        await db.SaveChangesAsync(cancellationToken);

        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        var wasReady = site.State == LibraryState.Ready;
        var before = site.Choices;
        site.State = await columns.OfSiteAsync(site, ColumnModel.Of(choices.AllGoals, choices.Today), ColumnModel.Of(choices.AllPrinciples, choices.Today), cancellationToken);
        if (site.State == LibraryState.Ready)
        {
            await AddLibrariesAsync(site, cancellationToken);
            foreach (var library in site.Libraries.Where(library => library.State != LibraryState.Ready))
            {
                await columns.OfLibraryAsync(site, library, cancellationToken);
                library.ReadAt = now;
            }
        }

        site.NextTryAt = site.State == LibraryState.Silent || site.Libraries.Exists(library => library.State == LibraryState.Silent) ? now + options.Value.Interval
            : site.State == LibraryState.Ready && site.Libraries.TrueForAll(library => library.State == LibraryState.Ready) ? DateTimeOffset.MaxValue
            : now + options.Value.RetryAfter;
        await db.SaveChangesAsync(cancellationToken);
        if (site.State == LibraryState.Ready && (!wasReady || before != site.Choices))
        {
            // What stood in the way is out of it, or the columns speak another language now.
            await db.LibraryItems
                .Where(item => db.SiteLibraries.Any(library => library.Id == item.SiteLibraryId && library.SharePointSiteId == siteRowId))
                .ExecuteUpdateAsync(update => update.SetProperty(item => item.NextTryAt, now), cancellationToken);
        }
    }

    private async Task AddLibrariesAsync(SharePointSite site, CancellationToken cancellationToken)
    {
        var drives = await db.Links.AsNoTracking()
            .Where(link => link.Document!.SiteId == site.SiteId && link.Document.ListId != null)
            .Select(link => new { link.Document!.DriveId, link.Document.ListId, link.Document.TeamId })
            .Distinct()
            .ToListAsync(cancellationToken);
        foreach (var drive in drives.OrderBy(drive => drive.TeamId is null).DistinctBy(drive => drive.DriveId, StringComparer.Ordinal).Where(drive => site.Libraries.TrueForAll(library => library.DriveId != drive.DriveId)))
        {
            var library = new SiteLibrary
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), TenantId = site.TenantId, SharePointSiteId = site.Id, DriveId = drive.DriveId, ListId = drive.ListId!, TeamId = drive.TeamId,
            };
            db.Add(library);
        }
    }
}
