using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using TillitTeams.Sandbox.Tenant;
using Queue = System.Threading.Channels.Channel;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>Sends notifications until they are taken, or given up after four hours (<em>HTTP codes and retry logic</em>).</summary>
internal sealed partial class Deliveries(
    SandboxTenant tenant, SubscriptionLimits limits, EndpointHealth health, SubscriptionAccess access, ILogger<Deliveries> logger) : IDisposable
{
    private readonly HttpClient http = new(LocalCertificate.CreateTrustingHandler()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Channel<Outgoing> queue = Queue.CreateUnbounded<Outgoing>();
    private int underWay;

    /// <summary>Whether everything that can be sent now has been; what waits for its time does not count.</summary>
    public bool IsIdle => Volatile.Read(ref underWay) == 0;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var notification in queue.Reader.ReadAllAsync(cancellationToken))
            {
                await SendAsync(notification, cancellationToken);
                Interlocked.Decrement(ref underWay);
            }
        }
        catch (OperationCanceledException)
        {
            // The Sandbox is stopping.
        }
    }

    public void Enqueue(Outgoing notification)
    {
        if (notification.After > TimeSpan.Zero)
        {
            _ = Task.Delay(notification.After, tenant.Clock).ContinueWith(
                _ => Enqueue(notification with { After = TimeSpan.Zero }), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return;
        }

        Interlocked.Increment(ref underWay);
        queue.Writer.TryWrite(notification);
    }

    public void Dispose() => http.Dispose();

    private async Task SendAsync(Outgoing notification, CancellationToken cancellationToken)
    {
        if (!Stands(notification, out var isAuthorized))
        {
            return;
        }

        var state = health.StateOf(notification.Endpoint);
        if (state == EndpointState.Dropped)
        {
            return;
        }

        if (state == EndpointState.Slow && notification.Attempts == 0)
        {
            Enqueue(notification with { After = limits.SlowDelay, Attempts = 1 });
            return;
        }

        if (!isAuthorized || !await IsTakenAsync(notification, cancellationToken))
        {
            Retry(notification);
        }
    }

    private async Task<bool> IsTakenAsync(Outgoing notification, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(limits.AnswerWithin);
        try
        {
            var body = new JsonObject { ["value"] = new JsonArray(notification.Body.DeepClone()) };
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(notification.Endpoint, content, limit.Token);
            health.Note(notification.Endpoint, late: false);
            return answer.IsSuccessStatusCode;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            health.Note(notification.Endpoint, late: true);
            return false;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Retry(Outgoing notification)
    {
        var wait = limits.FirstRetry * Math.Pow(2, Math.Min(notification.Attempts, 10));
        if (tenant.Clock.GetUtcNow() + wait > notification.Since + limits.RetryFor)
        {
            Log.GivenUp(logger, notification.SubscriptionId);
            return;
        }

        Enqueue(notification with { After = wait, Attempts = notification.Attempts + 1 });
    }

    /// <summary>A challenge reaches an app whose authorisation has run out: it is there to have it renewed.</summary>
    private bool Stands(Outgoing notification, out bool isAuthorized)
    {
        var (stands, authorized) = tenant.Read(content =>
            content.Subscriptions.Find(candidate => candidate.Id == notification.SubscriptionId) is { } subscription
                ? (true, notification.Body.ContainsKey("lifecycleEvent")
                    || (subscription.AuthorizedUntil > tenant.Clock.GetUtcNow() && access.MayStillKnow(content, subscription)))
                : (notification.IsFinal, true));
        isAuthorized = authorized;
        return stands;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "A notification of subscription {Subscription} was not taken within four hours.")]
        public static partial void GivenUp(ILogger logger, Guid subscription);
    }
}
