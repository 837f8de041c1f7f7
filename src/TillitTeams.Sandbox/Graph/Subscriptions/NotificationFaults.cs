using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>What goes wrong with subscriptions and their notifications, when a test wants it to. Each is used up by what it meets.</summary>
public sealed class NotificationFaults
{
    private readonly Lock gate = new();
    private readonly List<Outgoing> held = [];
    private int dropped;
    private int doubled;
    private int forged;
    private int late;
    private int backwards;
    private int refused;
    private TimeSpan lateness;

    /// <summary>How much of the organisation's quota is used by apps that are not here.</summary>
    public int HeldByOtherApps { get; set; }

    /// <summary>So many notifications are lost, and nobody is told.</summary>
    public void Drop(int notifications) => Set(() => dropped += notifications);

    /// <summary>So many are sent twice.</summary>
    public void Duplicate(int notifications) => Set(() => doubled += notifications);

    /// <summary>So many are held until the last of them has come, and then sent in reverse order.</summary>
    public void Reverse(int notifications) => Set(() => backwards = notifications);

    /// <summary>So many carry another client state than the app chose.</summary>
    public void Forge(int notifications) => Set(() => forged += notifications);

    /// <summary>So many come late, by the tenant's clock.</summary>
    public void Delay(int notifications, TimeSpan by) => Set(() => (late, lateness) = (late + notifications, by));

    /// <summary>So many requests to renew or reauthorise are answered 403.</summary>
    public void RefuseRenewals(int requests) => Set(() => refused += requests);

    internal bool TakeRefusedRenewal()
    {
        lock (gate)
        {
            return Take(ref refused);
        }
    }

    /// <summary>What is really sent, instead of the notification.</summary>
    internal IReadOnlyList<Outgoing> Shape(Outgoing notification)
    {
        lock (gate)
        {
            if (Take(ref dropped))
            {
                return [];
            }

            if (Take(ref forged))
            {
                var body = notification.Body.DeepClone().AsObject();
                body["clientState"] = "not-what-was-agreed";
                notification = notification with { Body = body };
            }

            if (Take(ref late))
            {
                notification = notification with { After = lateness };
            }

            if (backwards > 0)
            {
                held.Add(notification);
                if (held.Count < backwards)
                {
                    return [];
                }

                List<Outgoing> released = [.. held.AsEnumerable().Reverse()];
                held.Clear();
                backwards = 0;
                return released;
            }

            return Take(ref doubled) ? [notification, notification] : [notification];
        }
    }

    private static bool Take(ref int left)
    {
        if (left == 0)
        {
            return false;
        }

        left--;
        return true;
    }

    private void Set(Action set)
    {
        lock (gate)
        {
            set();
        }
    }
}

/// <summary>One notification on its way to an endpoint.</summary>
/// <param name="After">How long it waits before it is sent, by the tenant's clock.</param>
/// <param name="IsFinal">It tells that the subscription is no more, so the subscription need not stand.</param>
internal sealed record Outgoing(
    Guid SubscriptionId, Uri Endpoint, JsonObject Body, DateTimeOffset Since, TimeSpan After = default, int Attempts = 0, bool IsFinal = false);
