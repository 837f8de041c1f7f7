using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
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
        var library = await db.SiteLibraries.SingleAsync(row => row.Id == libraryId, cancellationToken);
        if (options.Value.PublicUrl is not { } publicUrl
            || library.SubscriptionEndsAt > (library.SubscriptionId is null ? now : now + (options.Value.DriveLifetime / 3)))
        {
            return;
        }

        var ends = now + options.Value.DriveLifetime;
        if (library.SubscriptionId is { } id)
        {
            var renewed = await graph.RenewAsync(library.TenantId, id, ends, cancellationToken);
            library.SubscriptionId = renewed.State == SubscriptionState.Gone ? null : id;
            if (renewed.LeadsElsewhere(publicUrl))
            {
                await graph.DeleteAsync(library.TenantId, id, cancellationToken);
                library.SubscriptionId = null;
            }

            library.SubscriptionEndsAt = renewed.State == SubscriptionState.Stands ? renewed.ExpiresAt ?? ends : library.SubscriptionEndsAt;
        }

        if (library.SubscriptionId is null)
        {
            // What Graph will sign with is stored before it can be used.
            library.ClientState = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            await db.SaveChangesAsync(cancellationToken);
            var order = new SubscriptionOrder(library.TenantId, WatchedPlace.Files(library.DriveId), library.ClientState, publicUrl, ends);
            var made = await graph.CreateAsync(order, cancellationToken);
            (library.SubscriptionId, library.SubscriptionEndsAt) = made.State == SubscriptionState.Stands
                ? (made.Id, made.ExpiresAt ?? ends)
                : (null, now + options.Value.RetryAfter);
        }

        await db.SaveChangesAsync(cancellationToken);
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
}
