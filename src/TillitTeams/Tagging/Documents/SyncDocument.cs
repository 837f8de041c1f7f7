using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Live;

namespace TillitTeams.Tagging.Documents;

/// <summary>
/// Brings a document's link and its row in the library to say the same, in whichever direction something was
/// changed, and the link's title and place up to date. What it needs to know is stored, so it may end anywhere:
/// done once more, it finds nothing to do.
/// </summary>
internal sealed class SyncDocument(TillitDb db, GraphLibrary graph, ReconcileDocument reconcile, TimeProvider clock, IOptions<LiveOptions> options)
{
    private const int Rereads = 3;

    /// <summary>How long a row is left to whoever took it up, should that one never come back.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <returns>How it went; null when somebody else is at it.</returns>
    public async Task<LibraryState?> SyncAsync(Guid rowId, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var taken = await db.LibraryItems.SingleOrDefaultAsync(row => row.Id == rowId, cancellationToken);
        if (taken is null)
        {
            return null;
        }

        taken.NextTryAt = clock.GetUtcNow() + Lease;
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }

        for (var attempt = 1; ; attempt++)
        {
            db.ChangeTracker.Clear();
            var item = await db.LibraryItems.SingleAsync(row => row.Id == rowId, cancellationToken);
            try
            {
                var reply = await MeetAsync(item, cancellationToken);
                if (reply.Changed && attempt < Rereads)
                {
                    continue;
                }

                Note(item, reply);
                await db.SaveChangesAsync(cancellationToken);
                return reply.State;
            }
            catch (DbUpdateException) when (attempt < Rereads)
            {
                // The link was changed meanwhile; the next round reads it anew.
            }
        }
    }

    private async Task<GraphReply<string>> MeetAsync(LibraryItem item, CancellationToken cancellationToken)
    {
        var library = await db.SiteLibraries.SingleAsync(row => row.Id == item.SiteLibraryId, cancellationToken);
        var site = await db.SharePointSites.SingleAsync(row => row.Id == library.SharePointSiteId, cancellationToken);
        var columns = new ColumnNames(site.GoalColumn ?? "", site.PrincipleColumn ?? "");
        var file = await graph.FileAsync(item.TenantId, library.DriveId, item.ItemId, cancellationToken);
        var row = file.State == LibraryState.Ready
            ? await graph.RowAsync(item.TenantId, library.DriveId, item.ItemId, columns, cancellationToken)
            : new GraphReply<LibraryRow>(file.State, RetryAfter: file.RetryAfter);
        var link = await db.LinkOfAsync(item.SourceKey, cancellationToken);
        if (row is not { State: LibraryState.Ready, Value: { } found } || file.Value is not { } lies)
        {
            Miss(item, link, row.State);
            if (row.State == LibraryState.NotGranted)
            {
                // The site says why on its page, and is asked again.
                await db.SharePointSites.Where(kept => kept.Id == site.Id)
                    .ExecuteUpdateAsync(update => update.SetProperty(kept => kept.NextTryAt, clock.GetUtcNow()), cancellationToken);
            }

            return new GraphReply<string>(row.State, RetryAfter: row.RetryAfter);
        }

        var plan = await reconcile.DecideAsync(item, library, site, link, found, lies, cancellationToken);
        var tag = found.ETag;
        if (plan.MustWrite)
        {
            // What was decided for the link waits until SharePoint has taken its part.
            await db.LibraryItems.Where(kept => kept.Id == item.Id)
                .ExecuteUpdateAsync(update => update.SetProperty(kept => kept.IsWriting, true), cancellationToken);
            item.IsWriting = true;
            var written = await graph.WriteAsync(item.TenantId, site.SiteId, library.ListId, found, columns, plan.Goals.Written, plan.Principles.Written, cancellationToken);
            if (written.State != LibraryState.Ready)
            {
                return written;
            }

            tag = written.Value;
        }

        reconcile.Apply(plan, item, tag);
        return new GraphReply<string>(LibraryState.Ready);
    }

    private void Miss(LibraryItem item, Link? link, LibraryState state)
    {
        if (state != LibraryState.Gone)
        {
            return;
        }

        if (link is null)
        {
            db.Remove(item);
        }
        else if (link.State != SourceState.Gone)
        {
            (link.State, link.ChangedAt, link.Version) = (SourceState.Gone, clock.GetUtcNow(), Guid.NewGuid());
        }

        item.LinkVersion = link?.Version;
    }

    private void Note(LibraryItem item, GraphReply<string> reply)
    {
        var now = clock.GetUtcNow();
        item.State = reply.State;
        item.Attempts = reply.State is LibraryState.Ready or LibraryState.Gone ? 0 : item.Attempts + 1;
        item.NextTryAt = reply.State switch
        {
            LibraryState.Ready or LibraryState.Gone => null,
            LibraryState.Silent => now + (reply.RetryAfter ?? Shorter(options.Value.Interval * Math.Pow(2, Math.Min(item.Attempts, 16)), options.Value.RetryAfter)),
            _ => now + options.Value.RetryAfter,
        };
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
