namespace TillitTeams.Sandbox.BotConnector;

/// <summary>
/// Requests allowed per bot and conversation in a sliding window (<em>Optimize your bot with rate limiting
/// in Teams</em>); a test may set lower ones.
/// </summary>
public sealed record ConnectorLimits
{
    public IReadOnlyList<(int Requests, int Seconds)> Send { get; init; } = [(7, 1), (8, 2), (60, 30), (1800, 3600)];

    public IReadOnlyList<(int Requests, int Seconds)> Read { get; init; } = [(14, 1), (16, 2), (120, 30), (3600, 3600)];

    /// <summary>"The global limit per app per tenant is 50 requests per second."</summary>
    public int PerSecond { get; init; } = 50;
}

/// <summary>Counts what each conversation has been asked lately, and the tenant as a whole.</summary>
public sealed class ConnectorThrottle(ConnectorLimits limits, TimeProvider clock)
{
    private const string Everywhere = "";

    private readonly Lock gate = new();
    private readonly Dictionary<(string Conversation, bool Send), Queue<DateTimeOffset>> asked = [];

    /// <param name="conversation">Its id, or whose chat is to be opened.</param>
    /// <param name="send">Creating a conversation has the same limits as sending to one.</param>
    /// <returns>How long to wait; null when the request may pass, which then counts.</returns>
    public TimeSpan? Ask(string conversation, bool send)
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            var (inConversation, inTenant) = (TimesOf((conversation, send)), TimesOf((Everywhere, false)));
            if ((WaitIn(inConversation, send ? limits.Send : limits.Read, now) ?? WaitIn(inTenant, [(limits.PerSecond, 1)], now)) is { } wait)
            {
                return wait;
            }

            inConversation.Enqueue(now);
            inTenant.Enqueue(now);
            return null;
        }
    }

    private Queue<DateTimeOffset> TimesOf((string Conversation, bool Send) key)
    {
        if (!asked.TryGetValue(key, out var times))
        {
            asked[key] = times = new();
        }

        return times;
    }

    private static TimeSpan? WaitIn(Queue<DateTimeOffset> times, IReadOnlyList<(int Requests, int Seconds)> windows, DateTimeOffset now)
    {
        while (times.TryPeek(out var oldest) && now - oldest > TimeSpan.FromSeconds(windows.Max(window => window.Seconds)))
        {
            times.Dequeue();
        }

        foreach (var (requests, seconds) in windows)
        {
            var within = times.Where(time => now - time < TimeSpan.FromSeconds(seconds)).ToList();
            if (within.Count >= requests)
            {
                return TimeSpan.FromSeconds(seconds) - (now - within[0]);
            }
        }

        return null;
    }
}
