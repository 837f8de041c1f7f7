using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Live;

namespace TillitTeams.Tagging.Documents;

/// <summary>
/// Reads what changed in a library, page after page. Where it is stands in the row with each page, so that it goes
/// on there after a restart, however much there is; what a page tells is only noted as due.
/// </summary>
internal sealed class FollowLibrary(TillitDb db, GraphLibrary graph, MunicipalityDates dates, TimeProvider clock, IOptions<LiveOptions> options)
{
    /// <summary>Then others get their turn.</summary>
    private const int PagesAtATime = 30;

    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    public async Task RunAsync(Guid libraryId, DateTimeOffset due, CancellationToken cancellationToken)
    {
        // Whoever moves the time reads; a notification that comes meanwhile moves it again.
        var next = clock.GetUtcNow() + options.Value.RetryAfter;
        if (await db.SiteLibraries.Where(row => row.Id == libraryId && row.ReadAt == due)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.ReadAt, next), cancellationToken) == 0)
        {
            return;
        }

        for (var page = 0; page < PagesAtATime; page++)
        {
            db.ChangeTracker.Clear();
            if (!await TakePageAsync(libraryId, cancellationToken))
            {
                return;
            }
        }

        await db.SiteLibraries.Where(row => row.Id == libraryId)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.ReadAt, clock.GetUtcNow()), cancellationToken);
    }

    /// <returns>Whether there is more to read now.</returns>
    private async Task<bool> TakePageAsync(Guid libraryId, CancellationToken cancellationToken)
    {
        var library = await db.SiteLibraries.SingleAsync(row => row.Id == libraryId, cancellationToken);
        library.RoundBeganAt ??= clock.GetUtcNow();
        var reply = await graph.ChangesAsync(library.TenantId, library.DriveId, library.DeltaLink, cancellationToken);
        if (reply.Value is not { } page)
        {
            await StopAsync(library, reply, cancellationToken);
            return false;
        }

        if (reply.State == LibraryState.Gone)
        {
            // Graph forgot where we were: everything is told anew, and every link looks for itself whether its document is there.
            await CheckAllAsync(library, cancellationToken);
        }
        else if (!await TakeAsync(library, page, cancellationToken))
        {
            await StopAsync(library, new GraphReply<DrivePage>(LibraryState.Silent), cancellationToken);
            return false;
        }

        library.DeltaLink = page.Next;
        if (page.IsLast)
        {
            (library.SeenUntil, library.RoundBeganAt) = (library.RoundBeganAt.Value, null);
        }

        await db.SaveChangesAsync(cancellationToken);
        return !page.IsLast;
    }

    private async Task<bool> TakeAsync(SiteLibrary library, DrivePage page, CancellationToken cancellationToken)
    {
        var since = library.SeenUntil.Ticks == 0 ? default : library.SeenUntil - Overlap;
        var ids = page.Changes.Where(change => change.Kind is null or DocumentKind.File).Select(change => change.ItemId).ToList();
        var known = await db.LibraryItems.AsNoTracking()
            .Where(item => item.SiteLibraryId == library.Id && EF.Parameter(ids).Contains(item.ItemId))
            .ToDictionaryAsync(item => item.ItemId, StringComparer.Ordinal, cancellationToken);
        // A folder that was renamed or thrown away says nothing of what lies in it (driveItem: delta).
        if (page.Changes.Any(change => change.Kind == DocumentKind.Folder ? change.ModifiedAt >= since : change.Kind is null && !known.ContainsKey(change.ItemId)))
        {
            await CheckAllAsync(library, cancellationToken);
        }

        var now = clock.GetUtcNow();
        var due = page.Changes.Where(change => known.TryGetValue(change.ItemId, out var item) && !IsOwnDoing(item, change)).Select(change => change.ItemId).ToList();
        await db.LibraryItems.Where(item => item.SiteLibraryId == library.Id && EF.Parameter(due).Contains(item.ItemId))
            .ExecuteUpdateAsync(update => update.SetProperty(item => item.NextTryAt, now), cancellationToken);

        var others = page.Changes.Where(change => change.Kind == DocumentKind.File && change.ModifiedAt >= since && !known.ContainsKey(change.ItemId)).Select(change => change.ItemId).Distinct(StringComparer.Ordinal).ToList();
        return others.Count == 0 || await MeetAsync(library, others, cancellationToken);
    }

    /// <summary>Files that no link leads to: somebody may have set a goal in their row.</summary>
    private async Task<bool> MeetAsync(SiteLibrary library, List<string> files, CancellationToken cancellationToken)
    {
        var site = await db.SharePointSites.AsNoTracking().SingleAsync(row => row.Id == library.SharePointSiteId, cancellationToken);
        if (await graph.RowsAsync(library.DriveId, files, new ColumnNames(site.GoalColumn!, site.PrincipleColumn!), cancellationToken) is not { } rows)
        {
            return false;
        }

        var choices = await TagChoices.ReadAsync(db, dates, cancellationToken);
        var (goals, principles) = (ColumnModel.Of(choices.AllGoals, choices.Today), ColumnModel.Of(choices.AllPrinciples, choices.Today));
        foreach (var (itemId, _) in rows.Where(row => goals.Knows(row.Value.Goals) || principles.Knows(row.Value.Principles)))
        {
            db.Add(LibraryItemOf(library, itemId, clock.GetUtcNow()));
        }

        return true;
    }

    public static LibraryItem LibraryItemOf(SiteLibrary library, string itemId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now), TenantId = library.TenantId, SiteLibraryId = library.Id, SourceKey = DocumentSource.KeyOf(library.DriveId, itemId), ItemId = itemId, NextTryAt = now,
    };

    private async Task StopAsync(SiteLibrary library, GraphReply<DrivePage> reply, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waits = reply.State == LibraryState.Silent ? reply.RetryAfter ?? options.Value.Interval : options.Value.RetryAfter;
        await db.SiteLibraries.Where(row => row.Id == library.Id).ExecuteUpdateAsync(update => update.SetProperty(row => row.ReadAt, now + waits), cancellationToken);
        if (reply.State is LibraryState.NotGranted or LibraryState.Gone)
        {
            await db.SharePointSites.Where(site => site.Id == library.SharePointSiteId)
                .ExecuteUpdateAsync(update => update.SetProperty(site => site.NextTryAt, now), cancellationToken);
        }
    }

    private Task<int> CheckAllAsync(SiteLibrary library, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.LibraryItems.Where(item => item.SiteLibraryId == library.Id).ExecuteUpdateAsync(update => update.SetProperty(item => item.NextTryAt, now), cancellationToken);
    }

    private static bool IsOwnDoing(LibraryItem item, DriveChange change) =>
        item.State == LibraryState.Ready && change.Kind is not null && SameMark(item.ETag, change.ETag);

    /// <summary>The same mark is written with and without quotes and braces.</summary>
    private static bool SameMark(string? one, string? other) => one is not null && other is not null && string.Equals(Bare(one), Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string mark) => mark.Trim('"').Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
}
