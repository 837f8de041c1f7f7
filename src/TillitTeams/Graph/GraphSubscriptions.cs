using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>What became of a request about a subscription.</summary>
/// <param name="Id">Graph's id of it, when it stands.</param>
/// <param name="NotificationUrl">Where it tells of changes.</param>
public sealed record SubscriptionAnswer(SubscriptionState State, string? Id = null, DateTimeOffset? ExpiresAt = null, Uri? NotificationUrl = null)
{
    /// <summary>It was made when the app was reached at another address.</summary>
    public bool LeadsElsewhere(Uri publicUrl) => NotificationUrl is { } told && told != NotificationAddress.OfChanges(publicUrl);
}

public sealed record StandingSubscription(string Id, Uri NotificationUrl, DateTimeOffset EndsAt);

public enum SubscriptionState
{
    Stands,

    /// <summary>Graph knows of no such subscription, or no such conversation.</summary>
    Gone,

    /// <summary>The app is not installed there, or the organisation's quota is used up.</summary>
    Refused,

    /// <summary>The app has one there already.</summary>
    Taken,
    Unavailable,
}

/// <param name="PublicUrl">The app's address as Graph reaches it.</param>
public sealed record SubscriptionOrder(
    Guid TenantId, WatchedPlace Place, string ClientState, Uri PublicUrl, DateTimeOffset ExpiresAt);

/// <summary>What Graph is to tell of changes in.</summary>
/// <param name="ChangeTypes">A drive knows of updates alone, which everything is to it (<em>Create subscription</em>).</param>
public sealed record WatchedPlace(string Resource, string ChangeTypes)
{
    /// <param name="teamId">Null for a chat.</param>
    public static WatchedPlace Messages(string? teamId, string conversationId) => new(
        teamId is { } team ? $"/teams/{team}/channels/{conversationId}/messages" : $"/chats/{conversationId}/messages", "updated,deleted");

    public static WatchedPlace Files(string driveId) => new($"/drives/{driveId}/root", "updated");
}

/// <summary>
/// Subscriptions to the messages of a channel or chat where the app is installed (<em>Change notifications for
/// messages in Teams</em>), without the messages' content, or to the files of a drive whose site it was granted;
/// and what was missed in a channel while there was none.
/// </summary>
public sealed class GraphSubscriptions(GraphServiceClient graph)
{
    public async Task<SubscriptionAnswer> CreateAsync(SubscriptionOrder order, CancellationToken cancellationToken)
    {
        var made = await PostAsync(order, cancellationToken);
        if (made.State != SubscriptionState.Taken)
        {
            return made;
        }

        // One that the app no longer knows of, because it ended between making it and noting it down.
        var dropped = await DropUnknownAsync(order, cancellationToken);
        return dropped.State == SubscriptionState.Stands ? await PostAsync(order, cancellationToken) : dropped;
    }

    /// <summary>Renewing is also what <c>reauthorizationRequired</c> asks for (<em>Lifecycle notifications</em>).</summary>
    public Task<SubscriptionAnswer> RenewAsync(Guid tenantId, string subscriptionId, DateTimeOffset expiresAt, CancellationToken cancellationToken) => TryAsync(
        () => graph.Subscriptions[subscriptionId].PatchAsync(
            new Subscription { ExpirationDateTime = expiresAt }, request => request.Options.Add(new AsApp(tenantId)), cancellationToken),
        cancellationToken);

    public Task<SubscriptionAnswer> DeleteAsync(Guid tenantId, string subscriptionId, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            await graph.Subscriptions[subscriptionId].DeleteAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken);
            return null;
        },
        cancellationToken);

    /// <summary>All that the app has in the tenant.</summary>
    public Task<GraphReply<IReadOnlyList<StandingSubscription>>> ListAsync(Guid tenantId, CancellationToken cancellationToken) => GraphReply.AskAsync<IReadOnlyList<StandingSubscription>>(
        async () =>
        {
            var all = new List<StandingSubscription>();
            var page = await graph.Subscriptions.GetAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken);
            while (page is not null)
            {
                all.AddRange((page.Value ?? []).Select(one => new StandingSubscription(one.Id!, new Uri(one.NotificationUrl!), one.ExpirationDateTime ?? default)));
                page = page.OdataNextLink is { } next
                    ? await graph.Subscriptions.WithUrl(next).GetAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken)
                    : null;
            }

            return all;
        },
        LibraryState.NotGranted,
        cancellationToken);

    /// <summary>
    /// The first messages of threads that were changed since then; Graph's delta leaves replies out
    /// (<em>chatMessage: delta</em>). Null when Graph did not say.
    /// </summary>
    public async Task<IReadOnlySet<string>?> ChangedThreadsAsync(
        Guid tenantId, string teamId, string channelId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var delta = graph.Teams[teamId].Channels[channelId].Messages.Delta;
        var changed = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            var page = await delta.GetAsDeltaGetResponseAsync(
                request =>
                {
                    request.Options.Add(new AsApp(tenantId));
                    request.QueryParameters.Filter = $"lastModifiedDateTime gt {since.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}";
                },
                cancellationToken);
            while (page is not null)
            {
                changed.UnionWith((page.Value ?? []).Select(message => message.Id!));
                page = page.OdataNextLink is { } next
                    ? await delta.WithUrl(next).GetAsDeltaGetResponseAsync(request => request.Options.Add(new AsApp(tenantId)), cancellationToken)
                    : null;
            }

            return changed;
        }
        catch (Exception exception) when (exception is MsalException || GraphOutage.Is(exception, cancellationToken))
        {
            return null;
        }
    }

    private Task<SubscriptionAnswer> PostAsync(SubscriptionOrder order, CancellationToken cancellationToken) => TryAsync(
        () => graph.Subscriptions.PostAsync(
            new Subscription
            {
                Resource = order.Place.Resource,
                ChangeType = order.Place.ChangeTypes,
                NotificationUrl = NotificationAddress.OfChanges(order.PublicUrl).ToString(),
                LifecycleNotificationUrl = NotificationAddress.OfLifecycle(order.PublicUrl).ToString(),
                ClientState = order.ClientState,
                ExpirationDateTime = order.ExpiresAt,
                IncludeResourceData = false,
            },
            request => request.Options.Add(new AsApp(order.TenantId)),
            cancellationToken),
        cancellationToken);

    private Task<SubscriptionAnswer> DropUnknownAsync(SubscriptionOrder order, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var own = graph.Subscriptions;
            var page = await own.GetAsync(request => request.Options.Add(new AsApp(order.TenantId)), cancellationToken);
            while (page is not null)
            {
                foreach (var same in (page.Value ?? []).Where(one => one.Resource?.Trim('/') == order.Place.Resource.Trim('/')))
                {
                    await own[same.Id].DeleteAsync(request => request.Options.Add(new AsApp(order.TenantId)), cancellationToken);
                }

                page = page.OdataNextLink is { } next
                    ? await own.WithUrl(next).GetAsync(request => request.Options.Add(new AsApp(order.TenantId)), cancellationToken)
                    : null;
            }

            return null;
        },
        cancellationToken);

    private static async Task<SubscriptionAnswer> TryAsync(Func<Task<Subscription?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            var subscription = await ask();
            return new SubscriptionAnswer(
                SubscriptionState.Stands, subscription?.Id, subscription?.ExpirationDateTime, subscription?.NotificationUrl is { } told ? new Uri(told) : null);
        }
        catch (ODataError error) when (error.ResponseStatusCode == StatusCodes.Status404NotFound)
        {
            return new SubscriptionAnswer(SubscriptionState.Gone);
        }
        catch (ODataError error) when (error.ResponseStatusCode == StatusCodes.Status409Conflict)
        {
            return new SubscriptionAnswer(SubscriptionState.Taken);
        }
        catch (ODataError error) when (error.ResponseStatusCode
            is StatusCodes.Status400BadRequest or StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            return new SubscriptionAnswer(SubscriptionState.Refused);
        }
        catch (Exception exception) when (exception is MsalException || GraphOutage.Is(exception, cancellationToken))
        {
            return new SubscriptionAnswer(SubscriptionState.Unavailable);
        }
    }
}
