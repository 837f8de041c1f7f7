using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Live;

namespace TillitTeams.Tagging.Documents;

/// <summary>
/// Once a document is linked: its columns are written while the person waits a moment, so that the confirmation can
/// say whether that is done, or what stands in the way. What is not done then is done in the background.
/// </summary>
internal sealed class TellLibrary(TillitDb db, SyncDocument sync, TimeProvider clock, IOptions<LiveOptions> options)
{
    /// <returns>Key of the sentence; null where nothing is to be said of libraries.</returns>
    public async Task<string?> TellAsync(DocumentSource? document, CancellationToken cancellationToken)
    {
        if (document is not { SiteId: { } siteId } || !await db.SharePointSites.AnyAsync(site => site.WritesColumns, cancellationToken) || SharePointHosts.IsPersonal(siteId))
        {
            return null;
        }

        var site = await db.SharePointSites.AsNoTracking().Include(row => row.Libraries)
            .FirstOrDefaultAsync(row => row.SiteId == siteId && row.WritesColumns, cancellationToken);
        var library = site?.Libraries.Find(row => row.DriveId == document.DriveId);
        return site is null ? "LibraryOff"
            : site.State != LibraryState.Ready ? $"Library{site.State}"
            : library is null ? $"Library{LibraryState.Waiting}"
            : library.State != LibraryState.Ready ? $"Library{library.State}"
            : $"Library{await WriteAsync(library, document, cancellationToken)}";
    }

    private async Task<LibraryState> WriteAsync(SiteLibrary library, DocumentSource document, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Value.ColumnsLimit);
        try
        {
            return await sync.SyncAsync(await RowAsync(library, document, limit.Token), limit.Token) ?? LibraryState.Waiting;
        }
        catch (Exception exception) when (exception is DbUpdateException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return LibraryState.Waiting;
        }
    }

    private async Task<Guid> RowAsync(SiteLibrary library, DocumentSource document, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var key = document.Key;
        if (await db.LibraryItems.AsNoTracking().FirstOrDefaultAsync(row => row.SourceKey == key, cancellationToken) is { } known)
        {
            return known.Id;
        }

        var item = FollowLibrary.LibraryItemOf(library, document.ItemId, clock.GetUtcNow());
        db.Add(item);
        await db.SaveChangesAsync(cancellationToken);
        return item.Id;
    }
}
