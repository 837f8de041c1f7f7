using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Tagging.Live;

/// <summary>
/// Graph tells that something happened. Only that is written down, in one statement each, so that the answer is quick and survives a restart; what happened is read from the message itself.
/// </summary>
internal sealed partial class ReceiveNotifications(TillitDb db, TimeProvider clock, ILogger<ReceiveNotifications> logger)
{
    private const int BodyLimit = 4 * 1024 * 1024;
    private const int TokenLimit = 2048;

    public async Task<IResult> ReceiveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        // The handshake: the token back as it came, as text (Set up notifications for changes in resource data).
        if (request.Query["validationToken"] is [{ Length: > 0 and <= TokenLimit } token])
        {
            return TypedResults.Text(token, "text/plain", Encoding.UTF8);
        }

        if (request.ContentLength > BodyLimit)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        NotificationBatch? batch;
        try
        {
            batch = await JsonSerializer.DeserializeAsync(request.Body, NotificationJson.Default.NotificationBatch, cancellationToken);
        }
        catch (JsonException)
        {
            return TypedResults.BadRequest();
        }

        foreach (var notification in (batch?.Value ?? []).OfType<Notification>())
        {
            await TakeAsync(notification, cancellationToken);
        }

        return TypedResults.Accepted((string?)null);
    }

    private async Task TakeAsync(Notification notification, CancellationToken cancellationToken)
    {
        // Whose it is is not known before the subscription is found.
        var subscription = notification.SubscriptionId is { Length: > 0 } id
            ? await db.GraphSubscriptions.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(row => row.SubscriptionId == id, cancellationToken)
            : null;
        if (subscription is null && await TakeLibraryAsync(notification, cancellationToken))
        {
            return;
        }

        if (subscription is null || !IsOurs(notification.ClientState, subscription.ClientState))
        {
            // As it is stored: what somebody else sends in its place may be anything.
            Log.Dropped(logger, subscription?.SubscriptionId);
            return;
        }

        await (notification.LifecycleEvent is { } lifecycle
            ? TakeLifecycleAsync(subscription.Id, lifecycle, cancellationToken)
            : TakeChangeAsync(subscription, notification.Resource, cancellationToken));
    }

    /// <summary>Of a library Graph tells only that something happened; whatever it says about the subscription, looking is right.</summary>
    /// <returns>Whether it was about a library, and signed for.</returns>
    private async Task<bool> TakeLibraryAsync(Notification notification, CancellationToken cancellationToken)
    {
        var library = notification.SubscriptionId is { Length: > 0 } id
            ? await db.SiteLibraries.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(row => row.SubscriptionId == id, cancellationToken)
            : null;
        if (library is null || !IsOurs(notification.ClientState, library.ClientState))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var row = db.SiteLibraries.IgnoreQueryFilters().Where(kept => kept.Id == library.Id);
        await row.ExecuteUpdateAsync(update => update.SetProperty(kept => kept.ReadAt, now), cancellationToken);
        if (notification.LifecycleEvent is not null)
        {
            // Renewed at once; what Graph no longer knows is made anew then.
            await row.ExecuteUpdateAsync(update => update.SetProperty(kept => kept.SubscriptionEndsAt, now), cancellationToken);
        }

        return true;
    }

    private async Task TakeChangeAsync(GraphSubscription subscription, string? resource, CancellationToken cancellationToken)
    {
        if (NotifiedMessage.IdIn(resource) is not { } messageId)
        {
            return;
        }

        var now = clock.GetUtcNow();
        var (tenant, conversation) = (subscription.TenantId, subscription.ConversationId);
        var key = (subscription.TeamId is null ? MessageSource.InChat(conversation, messageId) : MessageSource.InChannel("", conversation, messageId, null)).Key;
        await db.Links.IgnoreQueryFilters()
            .Where(link => link.TenantId == tenant && link.SourceKey == key)
            .ExecuteUpdateAsync(update => update.SetProperty(link => link.CheckAt, now), cancellationToken);
    }

    /// <summary><em>Reduce missing change notifications</em>: what each event asks of the app.</summary>
    private Task TakeLifecycleAsync(Guid id, string lifecycle, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = db.GraphSubscriptions.IgnoreQueryFilters().Where(subscription => subscription.Id == id);
        // Graph is not always of one mind about capitals.
        return lifecycle.ToUpperInvariant() switch
        {
            "REAUTHORIZATIONREQUIRED" => row.ExecuteUpdateAsync(
                update => update.SetProperty(subscription => subscription.ExpiresAt, now).SetProperty(subscription => subscription.NextTryAt, now), cancellationToken),
            "SUBSCRIPTIONREMOVED" => row.ExecuteUpdateAsync(
                update => update.SetProperty(subscription => subscription.SubscriptionId, (string?)null)
                    .SetProperty(subscription => subscription.MustCatchUp, true)
                    .SetProperty(subscription => subscription.NextTryAt, now),
                cancellationToken),
            "MISSED" => row.ExecuteUpdateAsync(
                update => update.SetProperty(subscription => subscription.MustCatchUp, true).SetProperty(subscription => subscription.NextTryAt, now), cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    private static bool IsOurs(string? claimed, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(claimed ?? ""), Encoding.UTF8.GetBytes(expected));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Dropped a notification for subscription {SubscriptionId}: it is not ours or not signed for.")]
        public static partial void Dropped(ILogger logger, string? subscriptionId);
    }
}

/// <summary>Unknown fields are passed over: lifecycle and change notifications come in the same envelope.</summary>
internal sealed record NotificationBatch(IReadOnlyList<Notification?>? Value);

internal sealed record Notification(string? SubscriptionId, string? ClientState, string? Resource, string? LifecycleEvent);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(NotificationBatch))]
internal sealed partial class NotificationJson : JsonSerializerContext;
