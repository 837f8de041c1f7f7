namespace TillitTeams.Sandbox.BotConnector;

/// <summary>
/// Requests allowed per bot and conversation in a sliding window (<em>Optimize your bot with rate limiting
/// in Teams</em>); a test may set lower ones.
/// </summary>
public sealed record ConnectorLimits
{
    public IReadOnlyList<(int Requests, int Seconds)> Send { get; init; } = [(7, 1), (8, 2), (60, 30), (1800, 3600)];

    public IReadOnlyList<(int Requests, int Seconds)> Read { get; init; } = [(14, 1), (16, 2), (120, 30), (3600, 3600)];
}

/// <summary>Counts what each conversation has been asked lately.</summary>
public sealed class ConnectorThrottle(ConnectorLimits limits, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Conversation, bool Send), Queue<DateTimeOffset>> asked = [];

    /// <returns>How long to wait; null when the request may pass, which then counts.</returns>
    public TimeSpan? Ask(string conversation, bool send)
    {
        var windows = send ? limits.Send : limits.Read;
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (!asked.TryGetValue((conversation, send), out var times))
            {
                asked[(conversation, send)] = times = new();
            }

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

            times.Enqueue(now);
            return null;
        }
    }
}
