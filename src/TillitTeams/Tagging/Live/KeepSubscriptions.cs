using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Graph;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging.Live;

/// <summary>
/// One subscription for each conversation that has links and the app in it, and none for others: an
/// organisation has 10,000 in all. Each is renewed well before it expires; one that was lost is made anew
/// and what happened meanwhile is caught up with.
/// </summary>
internal sealed partial class KeepSubscriptions(
    TillitDb db, GraphSubscriptions graph, TimeProvider clock, IOptions<LiveOptions> options, ILogger<KeepSubscriptions> logger)
{
    /// <summary>Clocks differ and a change is told after it happened: what is caught up with overlaps.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>How long Graph goes on trying to deliver (<em>Receive change notifications through webhooks</em>).</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromHours(4);

    /// <summary>
    /// After a start: how long the app was away it does not know, and a renewal tells whether each
    /// subscription still stands and since when it may have missed something.
    /// </summary>
    public async Task RenewAllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.GraphSubscriptions.Where(row => row.SubscriptionId != null).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.ExpiresAt, now).SetProperty(row => row.NextTryAt, now), cancellationToken);
        await db.SiteLibraries.Where(row => row.SubscriptionId != null).ExecuteUpdateAsync(
            update => update.SetProperty(row => row.SubscriptionEndsAt, now), cancellationToken);
    }

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        if (options.Value.PublicUrl is not { } publicUrl)
        {
            return;
        }

        await TryAsync(() => MatchLinksAsync(tenantId, cancellationToken), tenantId);
        var now = clock.GetUtcNow();
        var renewBefore = now + (options.Value.Lifetime / 3);
        var due = await db.GraphSubscriptions
            .Where(row => row.NextTryAt <= now && (row.SubscriptionId == null || row.ExpiresAt < renewBefore || row.MustCatchUp))
            .Select(row => row.Id)
            .ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            await TryAsync(() => KeepAsync(id, publicUrl, cancellationToken), id);
        }
    }

    /// <summary>When another instance was quicker, the next round reads anew what it made of it.</summary>
    private async Task TryAsync(Func<Task> act, Guid what)
    {
        db.ChangeTracker.Clear();
        try
        {
            await act();
        }
        catch (DbUpdateException exception)
        {
            Log.Conflict(logger, what, exception);
        }
    }

    private async Task MatchLinksAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var wanted = await (
            from installation in db.ChannelInstallations
            where installation.ClosedAt == null && installation.Kind != ConversationKind.Personal
                && db.Links.Any(link => link.ContainerId == (installation.TeamId ?? installation.ConversationId)
                    && link.PlaceId == installation.ConversationId)
            select new { installation.ConversationId, installation.TeamId }).ToListAsync(cancellationToken);
        var kept = await db.GraphSubscriptions.ToListAsync(cancellationToken);
        foreach (var conversation in wanted.Where(conversation => kept.TrueForAll(row => row.ConversationId != conversation.ConversationId)))
        {
            db.Add(new GraphSubscription
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                TenantId = tenantId,
                ConversationId = conversation.ConversationId,
                TeamId = conversation.TeamId,
                ClientState = NewClientState(),
                // Since when there are links here nobody says; each is read again once.
                MustCatchUp = true,
                NextTryAt = clock.GetUtcNow(),
            });
        }

        foreach (var row in kept.Where(row => wanted.TrueForAll(conversation => conversation.ConversationId != row.ConversationId)))
        {
            if (row.SubscriptionId is { } id)
            {
                // Where Graph does not answer it expires by itself.
                await graph.DeleteAsync(tenantId, id, cancellationToken);
            }

            db.Remove(row);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task KeepAsync(Guid rowId, Uri publicUrl, CancellationToken cancellationToken)
    {
        var row = await db.GraphSubscriptions.SingleAsync(kept => kept.Id == rowId, cancellationToken);
        var now = clock.GetUtcNow();
        // Whoever moves the row first asks Graph, and what Graph will sign with is stored before it can be used.
        (row.NextTryAt, row.ClientState) = (now + options.Value.Lease, row.SubscriptionId is null ? NewClientState() : row.ClientState);
        await db.SaveChangesAsync(cancellationToken);
        if (row.SubscriptionId is { } id && row.ExpiresAt < now + (options.Value.Lifetime / 3))
        {
            var renewed = await graph.RenewAsync(row.TenantId, id, now + options.Value.Lifetime, cancellationToken);
            Note(row, renewed, now);
            if (renewed.LeadsElsewhere(publicUrl))
            {
                // Graph could be told where to tell of changes now, but not where to tell of the subscription itself (Update subscription).
                await graph.DeleteAsync(row.TenantId, id, cancellationToken);
                (row.SubscriptionId, row.MustCatchUp) = (null, true);
            }
        }

        if (row.SubscriptionId is null)
        {
            var order = new SubscriptionOrder(
                row.TenantId, WatchedPlace.Messages(row.TeamId, row.ConversationId), row.ClientState, publicUrl, now + options.Value.Lifetime);
            Note(row, await graph.CreateAsync(order, cancellationToken), now);
        }

        if (row is { MustCatchUp: true, SubscriptionId: not null })
        {
            await CatchUpAsync(row, now, cancellationToken);
        }

        row.NextTryAt = row.NextTryAt == now + options.Value.Lease ? now : row.NextTryAt;
        await db.SaveChangesAsync(cancellationToken);
    }

    private void Note(GraphSubscription row, SubscriptionAnswer answer, DateTimeOffset now)
    {
        switch (answer.State)
        {
            case SubscriptionState.Stands:
                row.MustCatchUp |= now - row.SeenUntil > Delivery;
                row.SeenUntil = row.MustCatchUp ? row.SeenUntil : now;
                // Not the moment that it was due: whoever read it before it was claimed must not find it unchanged.
                (row.SubscriptionId, row.ExpiresAt, row.NextTryAt) = (answer.Id ?? row.SubscriptionId, answer.ExpiresAt, now.AddTicks(1));
                return;
            case SubscriptionState.Gone when row.SubscriptionId is not null:
                // To be made anew at once.
                (row.SubscriptionId, row.MustCatchUp) = (null, true);
                break;
            default:
                row.NextTryAt = now + (answer.State == SubscriptionState.Unavailable ? options.Value.Interval : options.Value.RetryAfter);
                break;
        }

        Log.NotKept(logger, row.Id, answer.State);
    }

    /// <summary>A reply tells of no change to its thread, so replies are all read again; and so are a chat's messages.</summary>
    private async Task CatchUpAsync(GraphSubscription row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? changed = null;
        if (row is { TeamId: { } team, SeenUntil.Ticks: > 0 })
        {
            changed = await graph.ChangedThreadsAsync(row.TenantId, team, row.ConversationId, row.SeenUntil - Overlap, cancellationToken);
            if (changed is null)
            {
                row.NextTryAt = now + options.Value.Interval;
                return;
            }
        }

        var links = db.Links.Where(link => link.ContainerId == (row.TeamId ?? row.ConversationId) && link.PlaceId == row.ConversationId && link.CheckAt == null);
        links = changed is null
            ? links
            : links.Where(link => link.Message!.RootMessageId != null || EF.Parameter(changed.ToList()).Contains(link.Message.MessageId));
        await links.ExecuteUpdateAsync(update => update.SetProperty(link => link.CheckAt, now), cancellationToken);
        (row.MustCatchUp, row.SeenUntil) = (false, now);
    }

    /// <summary>At most 128 characters (<em>subscription resource type</em>).</summary>
    private static string NewClientState() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The subscription in row {Row} does not stand: {State}.")]
        public static partial void NotKept(ILogger logger, Guid row, SubscriptionState state);

        [LoggerMessage(Level = LogLevel.Information, Message = "Somebody else kept the subscriptions of {What} at the same time.")]
        public static partial void Conflict(ILogger logger, Guid what, Exception exception);
    }
}
