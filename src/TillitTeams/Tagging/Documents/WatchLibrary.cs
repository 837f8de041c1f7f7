using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;
using TillitTeams.Tagging.Live;

namespace TillitTeams.Tagging.Documents;

/// <summary>
/// Has Graph tell when something changes in a library that is turned on. A notification is only a hint to look
/// now rather than later, so a library without one is followed all the same.
/// </summary>
internal sealed class WatchLibrary(TillitDb db, GraphSubscriptions graph, TimeProvider clock, IOptions<LiveOptions> options)
{
    public async Task RunAsync(Guid libraryId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        db.ChangeTracker.Clear();
        var library = await db.SiteLibraries.AsNoTracking().SingleAsync(row => row.Id == libraryId, cancellationToken);
        var dueFrom = library.SubscriptionId is null ? now : now + (options.Value.DriveLifetime / 3);
        if (options.Value.PublicUrl is not { } publicUrl || library.SubscriptionEndsAt > dueFrom)
        {
            return;
        }

        // Whoever moves the time asks Graph.
        var held = dueFrom + options.Value.Lease;
        if (!await StoreAsync(library, library.SubscriptionEndsAt, update => update.SetProperty(row => row.SubscriptionEndsAt, held), cancellationToken))
        {
            return;
        }

        if (library.SubscriptionId is { } id && await RenewAsync(library, id, publicUrl, cancellationToken) is { } endsAt)
        {
            await StoreAsync(library, held, update => update.SetProperty(row => row.SubscriptionEndsAt, endsAt), cancellationToken);
            return;
        }

        await MakeAsync(library, held, publicUrl, cancellationToken);
    }

    /// <summary>Where Graph does not answer it ends by itself.</summary>
    public async Task EndAsync(Guid libraryId, CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        var library = await db.SiteLibraries.SingleAsync(row => row.Id == libraryId, cancellationToken);
        if (library.SubscriptionId is { } id)
        {
            await graph.DeleteAsync(library.TenantId, id, cancellationToken);
            (library.SubscriptionId, library.SubscriptionEndsAt) = (null, default);
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    /// <returns>When it ends; null when it is to be made anew.</returns>
    private async Task<DateTimeOffset?> RenewAsync(SiteLibrary library, string id, Uri publicUrl, CancellationToken cancellationToken)
    {
        var ends = clock.GetUtcNow() + options.Value.DriveLifetime;
        var renewed = await graph.RenewAsync(library.TenantId, id, ends, cancellationToken);
        if (renewed.LeadsElsewhere(publicUrl))
        {
            await graph.DeleteAsync(library.TenantId, id, cancellationToken);
            return null;
        }

        return renewed.State switch
        {
            SubscriptionState.Gone => null,
            SubscriptionState.Stands => renewed.ExpiresAt ?? ends,
            _ => library.SubscriptionEndsAt,
        };
    }

    private async Task MakeAsync(SiteLibrary library, DateTimeOffset held, Uri publicUrl, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + options.Value.Lease;
        // What Graph will sign with is stored before it can be used.
        var clientState = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        if (!await StoreAsync(
                library,
                held,
                update => update.SetProperty(row => row.ClientState, clientState).SetProperty(row => row.SubscriptionId, (string?)null).SetProperty(row => row.SubscriptionEndsAt, until),
                cancellationToken))
        {
            return;
        }

        var ends = now + options.Value.DriveLifetime;
        var made = await graph.CreateAsync(new SubscriptionOrder(library.TenantId, WatchedPlace.Files(library.DriveId), clientState, publicUrl, ends), cancellationToken);
        var (id, endsAt) = made.State == SubscriptionState.Stands ? (made.Id, made.ExpiresAt ?? ends) : (null, now + options.Value.RetryAfter);
        if (!await StoreAsync(library, until, update => update.SetProperty(row => row.SubscriptionId, id).SetProperty(row => row.SubscriptionEndsAt, endsAt), cancellationToken)
            && id is not null)
        {
            // The library was taken for left, or turned off: nobody else knows of this one.
            await graph.DeleteAsync(library.TenantId, id, cancellationToken);
        }
    }

    /// <returns>Whether it was still this instance's to store.</returns>
    private async Task<bool> StoreAsync(SiteLibrary library, DateTimeOffset held, Action<UpdateSettersBuilder<SiteLibrary>> change, CancellationToken cancellationToken) =>
        await db.SiteLibraries.Where(row => row.Id == library.Id && row.SubscriptionEndsAt == held).ExecuteUpdateAsync(change, cancellationToken) == 1;
}
