namespace TillitTeams.Sandbox.Graph;

/// <summary>Which line of the table of limits counts a request.</summary>
internal enum GraphRate
{
    Directory,
    Team,
    Channel,
    Roster,
    ChannelMessage,
    ChatMessage,
    OtherTeams,
}

/// <summary>
/// Requests per second and app in one tenant (<em>Microsoft Graph service-specific throttling limits</em>,
/// Microsoft Teams service limits).
/// </summary>
public sealed record GraphLimits
{
    /// <summary>GET /teams/{team-id}, joinedTeams.</summary>
    public int Team { get; init; } = 30;

    /// <summary>GET channel.</summary>
    public int Channel { get; init; } = 30;

    /// <summary>GET the members of a team or a channel, and the channels of a team.</summary>
    public int Roster { get; init; } = 60;

    public int ChannelMessage { get; init; } = 20;

    /// <summary>GET 1:1/group chat message.</summary>
    public int ChatMessage { get; init; } = 20;

    /// <summary>Other GET API calls for Microsoft Teams.</summary>
    public int OtherTeams { get; init; } = 30;

    /// <summary>"A maximum of 4 requests per second per app can be issued on a given team or channel."</summary>
    public int SameTeamOrChannel { get; init; } = 4;

    /// <summary>Identity and access, an organisation with under 50 users: 3,500 in 10 seconds.</summary>
    public int Directory { get; init; } = 350;

    /// <summary>Load is counted in real seconds, whatever a test makes of the tenant's calendar.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Counts what the app asked within the last second; each request of a batch counts by itself.</summary>
internal sealed class GraphThrottle(GraphLimits limits)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<long>> asked = new(StringComparer.Ordinal);

    /// <returns>How long to wait, or null when the request may pass, which then counts.</returns>
    public TimeSpan? Ask(GraphRoute route, IReadOnlyDictionary<string, string> values)
    {
        List<(string Key, int Limit)> counters = [(route.Rate.ToString(), Limit(route.Rate))];
        if ((values.GetValueOrDefault("channel") ?? values.GetValueOrDefault("team")) is { } place)
        {
            counters.Add((place, limits.SameTeamOrChannel));
        }

        var now = limits.Clock.GetTimestamp();
        lock (gate)
        {
            foreach (var (key, limit) in counters)
            {
                var recent = Recent(key, now);
                if (recent.Count >= limit)
                {
                    return Window - limits.Clock.GetElapsedTime(recent.Peek(), now);
                }
            }

            foreach (var (key, _) in counters)
            {
                asked[key].Enqueue(now);
            }
        }

        return null;
    }

    private Queue<long> Recent(string key, long now)
    {
        if (!asked.TryGetValue(key, out var times))
        {
            asked[key] = times = new Queue<long>();
        }

        while (times.TryPeek(out var oldest) && limits.Clock.GetElapsedTime(oldest, now) >= Window)
        {
            times.Dequeue();
        }

        return times;
    }

    private int Limit(GraphRate rate) => rate switch
    {
        GraphRate.Team => limits.Team,
        GraphRate.Channel => limits.Channel,
        GraphRate.Roster => limits.Roster,
        GraphRate.ChannelMessage => limits.ChannelMessage,
        GraphRate.ChatMessage => limits.ChatMessage,
        GraphRate.OtherTeams => limits.OtherTeams,
        _ => limits.Directory,
    };
}
