using Microsoft.EntityFrameworkCore;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging.Documents;

/// <summary>One round for the sites that are turned on: columns, then what changed in the libraries, then each document that is due.</summary>
internal sealed partial class FollowDocuments(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FollowDocuments> logger)
{
    private const int AtATime = 200;

    /// <summary>After a start: how long the app was away it does not know, so every library is looked at, and a reading that was cut off goes on.</summary>
    public async Task BeginAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenantId, Guid.Empty);
        var now = clock.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<TillitDb>().SiteLibraries
            .ExecuteUpdateAsync(update => update.SetProperty(library => library.ReadAt, now), cancellationToken);
    }

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<Caller>().Identify(tenantId, Guid.Empty);
        var db = services.GetRequiredService<TillitDb>();
        if (!await db.SharePointSites.AnyAsync(cancellationToken))
        {
            return;
        }

        await LookForNewsAsync(db, services.GetRequiredService<MunicipalityDates>(), cancellationToken);
        var now = clock.GetUtcNow();
        foreach (var site in await db.SharePointSites.Where(site => site.WritesColumns && site.NextTryAt <= now).Select(site => site.Id).ToListAsync(cancellationToken))
        {
            await TryAsync(site, () => services.GetRequiredService<PrepareSite>().RunAsync(site, cancellationToken), cancellationToken);
        }

        await FollowLibrariesAsync(services, db, cancellationToken);
        await FindDueAsync(db, cancellationToken);
        List<Guid> due;
        do
        {
            due = await DueAsync(db, cancellationToken);
            foreach (var item in due)
            {
                await TryAsync(item, () => services.GetRequiredService<SyncDocument>().SyncAsync(item, cancellationToken), cancellationToken);
            }
        }
        while (due.Count == AtATime);
    }

    /// <summary>The governance model was changed, or a document was linked in a library that is not known yet.</summary>
    private async Task LookForNewsAsync(TillitDb db, MunicipalityDates dates, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        var mark = PrepareColumns.Mark(ColumnModel.Of(choices.AllGoals, choices.Today), ColumnModel.Of(choices.AllPrinciples, choices.Today));
        await db.SharePointSites
            .Where(site => site.WritesColumns && site.State == LibraryState.Ready && site.NextTryAt == DateTimeOffset.MaxValue
                && (site.Choices != mark || db.Links.Any(link => link.Document!.SiteId == site.SiteId && link.Document.ListId != null
                    && !db.SiteLibraries.Any(library => library.DriveId == link.Document.DriveId))))
            .ExecuteUpdateAsync(update => update.SetProperty(site => site.NextTryAt, now), cancellationToken);
    }

    private async Task FollowLibrariesAsync(IServiceProvider services, TillitDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var libraries = await db.SharePointSites.AsNoTracking()
            .SelectMany(site => site.Libraries, (site, library) => new
            {
                library.Id,
                library.ReadAt,
                library.SubscriptionId,
                IsOn = site.WritesColumns,
                IsReady = site.WritesColumns && site.State == LibraryState.Ready && library.State == LibraryState.Ready,
            })
            .ToListAsync(cancellationToken);
        foreach (var library in libraries)
        {
            if (library.IsReady)
            {
                await TryAsync(library.Id, () => services.GetRequiredService<WatchLibrary>().RunAsync(library.Id, cancellationToken), cancellationToken);
            }
            else if (!library.IsOn && library.SubscriptionId is not null)
            {
                await TryAsync(library.Id, () => services.GetRequiredService<WatchLibrary>().EndAsync(library.Id, cancellationToken), cancellationToken);
            }

            if (library.IsReady && library.ReadAt <= now)
            {
                await TryAsync(library.Id, () => services.GetRequiredService<FollowLibrary>().RunAsync(library.Id, library.ReadAt, cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>
    /// Links that were made, changed or taken away since they were last dealt with: told by comparing, so that nobody
    /// who writes a link needs to think of libraries, and nothing is lost in between.
    /// </summary>
    private async Task FindDueAsync(TillitDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        var missing = await (
            from link in db.Links
            join library in db.SiteLibraries on link.Document!.DriveId equals library.DriveId
            where !db.LibraryItems.Any(item => item.SourceKey == link.SourceKey)
            orderby link.Id
            select new { Library = library, link.Document!.ItemId }).AsNoTracking().Take(AtATime).ToListAsync(cancellationToken);
        db.AddRange(missing.Select(link => FollowLibrary.LibraryItemOf(link.Library, link.ItemId, now)));
        await TryAsync(Guid.Empty, () => db.SaveChangesAsync(cancellationToken), cancellationToken);
        await db.LibraryItems
            .Where(item => item.NextTryAt == null && !db.Links.Any(link => link.SourceKey == item.SourceKey && link.Version == item.LinkVersion))
            .ExecuteUpdateAsync(update => update.SetProperty(item => item.NextTryAt, now), cancellationToken);
    }

    private async Task<List<Guid>> DueAsync(TillitDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await (
            from item in db.LibraryItems
            join library in db.SiteLibraries on item.SiteLibraryId equals library.Id
            join site in db.SharePointSites on library.SharePointSiteId equals site.Id
            where item.NextTryAt <= now && site.WritesColumns && site.State == LibraryState.Ready && library.State == LibraryState.Ready
            orderby item.NextTryAt
            select item.Id).Take(AtATime).ToListAsync(cancellationToken);
    }

    private async Task TryAsync(Guid row, Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act();
        }
        catch (DbUpdateException exception)
        {
            Log.Conflict(logger, row, exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, row, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Somebody else was at row {Row} at the same time.")]
        public static partial void Conflict(ILogger logger, Guid row, Exception exception);

        [LoggerMessage(Level = LogLevel.Error, Message = "Row {Row} of the documents' libraries could not be brought up to date; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid row, Exception exception);
    }
}
