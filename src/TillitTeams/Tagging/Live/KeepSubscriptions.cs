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

    public async Task RunAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        if (options.Value.PublicUrl is not { } publicUrl)
        {
            return;
        }

        await MatchLinksAsync(tenantId, cancellationToken);
        var now = clock.GetUtcNow();
        var renewBefore = now + (options.Value.Lifetime / 3);
        var due = await db.GraphSubscriptions
            .Where(row => row.NextTryAt <= now && (row.SubscriptionId == null || row.ExpiresAt < renewBefore || row.MustCatchUp))
            .ToListAsync(cancellationToken);
        foreach (var row in due)
        {
            try
            {
                await KeepAsync(row, publicUrl, cancellationToken);
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException exception)
            {
                // Somebody else keeps it too; the next round reads it anew.
                db.ChangeTracker.Clear();
                Log.Failed(logger, row.Id, exception);
            }
        }
    }

    private async Task MatchLinksAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var wanted = await (
            from installation in db.ChannelInstallations
            where installation.ClosedAt == null && installation.Kind != ConversationKind.Personal
                && db.Links.Any(link => link.ContainerId == (installation.TeamId ?? installation.ConversationId)
                    && (link.Message!.ChannelId == installation.ConversationId || link.Message.ChatId == installation.ConversationId))
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
                SeenUntil = clock.GetUtcNow(),
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

    private async Task KeepAsync(GraphSubscription row, Uri publicUrl, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isExpired = row.ExpiresAt <= now;
        if (row.SubscriptionId is { } id && (isExpired || row.ExpiresAt < now + (options.Value.Lifetime / 3)))
        {
            var renewed = await graph.RenewAsync(row.TenantId, id, now + options.Value.Lifetime, cancellationToken);
            Note(row, renewed, now);
            if (renewed.State == SubscriptionState.Gone)
            {
                (row.SubscriptionId, row.MustCatchUp) = (null, true);
            }
        }

        if (row.SubscriptionId is null && row.NextTryAt <= now)
        {
            row.ClientState = NewClientState();
            var made = await graph.CreateAsync(
                new SubscriptionOrder(
                    row.TenantId, row.TeamId, row.ConversationId, row.ClientState,
                    new Uri(publicUrl, "/api/notifications"), new Uri(publicUrl, "/api/notifications/lifecycle"), now + options.Value.Lifetime),
                cancellationToken);
            Note(row, made, now);
        }

        if (row is { MustCatchUp: true, SubscriptionId: not null })
        {
            await CatchUpAsync(row, now, cancellationToken);
        }
    }

    private void Note(GraphSubscription row, SubscriptionAnswer answer, DateTimeOffset now)
    {
        if (answer.State != SubscriptionState.Stands)
        {
            if (answer.State != SubscriptionState.Gone || row.SubscriptionId is null)
            {
                row.NextTryAt = now + (answer.State == SubscriptionState.Unavailable ? options.Value.Interval : options.Value.RetryAfter);
            }

            Log.NotKept(logger, row.Id, answer.State);
            return;
        }

        row.SubscriptionId = answer.Id ?? row.SubscriptionId;
        row.ExpiresAt = answer.ExpiresAt;
        if (!row.MustCatchUp)
        {
            row.SeenUntil = now;
        }
    }

    /// <summary>A reply tells of no change to its thread, so replies are all read again; and so are a chat's messages.</summary>
    private async Task CatchUpAsync(GraphSubscription row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlySet<string>? changed = null;
        if (row.TeamId is { } team)
        {
            changed = await graph.ChangedThreadsAsync(row.TenantId, team, row.ConversationId, row.SeenUntil - Overlap, cancellationToken);
            if (changed is null)
            {
                row.NextTryAt = now + options.Value.Interval;
                return;
            }
        }

        var links = db.Links.Where(link => link.ContainerId == (row.TeamId ?? row.ConversationId) && link.CheckAt == null);
        links = changed is null
            ? links
            : links.Where(link => link.Message!.ChannelId == row.ConversationId
                && (link.Message.RootMessageId != null || EF.Parameter(changed.ToList()).Contains(link.Message.MessageId)));
        await links.ExecuteUpdateAsync(update => update.SetProperty(link => link.CheckAt, now), cancellationToken);
        (row.MustCatchUp, row.SeenUntil) = (false, now);
    }

    /// <summary>At most 128 characters (<em>subscription resource type</em>).</summary>
    private static string NewClientState() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The subscription in row {Row} does not stand: {State}.")]
        public static partial void NotKept(ILogger logger, Guid row, SubscriptionState state);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription in row {Row} was kept by somebody else at the same time.")]
        public static partial void Failed(ILogger logger, Guid row, Exception exception);
    }
}
