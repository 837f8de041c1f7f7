namespace TillitTeams.Sandbox.Graph;

/// <summary>Which line of the table of limits counts a request.</summary>
internal enum GraphRate
{
    Directory,
    Team,
    Channel,
    Roster,
    ChannelMessage,
    Chat,
    ChatMessage,
    OtherTeams,
    Files,
    Search,
}

/// <summary>
/// Requests per second and app in one tenant (<em>Microsoft Graph service-specific throttling limits</em>,
/// Microsoft Teams service limits, the column per app per tenant and the sentences under the table).
/// </summary>
public sealed record GraphLimits
{
    /// <summary>For a test that is about something else.</summary>
    public static GraphLimits None { get; } = new()
    {
        Team = int.MaxValue,
        Channel = int.MaxValue,
        Roster = int.MaxValue,
        ChannelMessage = int.MaxValue,
        ChatMessage = int.MaxValue,
        OtherTeams = int.MaxValue,
        SameTeam = int.MaxValue,
        SameChannelOrChat = int.MaxValue,
        SamePersonChats = int.MaxValue,
        Directory = int.MaxValue,
        FilesPerMinute = int.MaxValue,
        Search = int.MaxValue,
    };

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

    /// <summary>"A maximum of four requests per second per app can be issued on a given team."</summary>
    public int SameTeam { get; init; } = 4;

    /// <summary>"A maximum of one request per second per app per tenant can be issued on a given channel or chat."</summary>
    public int SameChannelOrChat { get; init; } = 1;

    /// <summary>"A maximum of five requests per second per user" for List chats and Get chat.</summary>
    public int SamePersonChats { get; init; } = 5;

    /// <summary>Identity and access, an organisation with under 50 users: 3,500 in 10 seconds.</summary>
    public int Directory { get; init; } = 350;

    /// <summary>
    /// "Avoid getting throttled or blocked in SharePoint Online", per app and tenant with up to 1,000 licences:
    /// 1,200 resource units a minute. Here every request costs one.
    /// </summary>
    public int FilesPerMinute { get; init; } = 1200;

    /// <summary>Microsoft Search: 25 a second per app and tenant.</summary>
    public int Search { get; init; } = 25;

    /// <summary>Load is counted in real seconds, whatever a test makes of the tenant's calendar.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Counts what the app asked within the last second; each request of a batch counts by itself.</summary>
internal sealed class GraphThrottle(GraphLimits limits)
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<long>> asked = new(StringComparer.Ordinal);

    /// <returns>How long to wait, or null when the request may pass, which then counts.</returns>
    public TimeSpan? Ask(GraphRoute route, IReadOnlyDictionary<string, string> values, Guid? person)
    {
        List<(string Key, int Limit)> counters = [(Line(route.Rate).ToString(), Limit(route.Rate))];
        if ((values.GetValueOrDefault("channel") ?? values.GetValueOrDefault("chat")) is { } conversation)
        {
            counters.Add((conversation, limits.SameChannelOrChat));
        }
        else if (values.TryGetValue("team", out var team))
        {
            counters.Add((team, limits.SameTeam));
        }

        if (route.Rate == GraphRate.Chat && person is { } asking)
        {
            counters.Add(($"chats of {asking}", limits.SamePersonChats));
        }

        var window = route.Rate == GraphRate.Files ? TimeSpan.FromMinutes(1) : Second;
        var now = limits.Clock.GetTimestamp();
        lock (gate)
        {
            foreach (var (key, limit) in counters)
            {
                var recent = Recent(key, now, window);
                if (recent.Count >= limit)
                {
                    return window - limits.Clock.GetElapsedTime(recent.Peek(), now);
                }
            }

            foreach (var (key, _) in counters)
            {
                asked[key].Enqueue(now);
            }
        }

        return null;
    }

    private Queue<long> Recent(string key, long now, TimeSpan window)
    {
        if (!asked.TryGetValue(key, out var times))
        {
            asked[key] = times = new Queue<long>();
        }

        while (times.TryPeek(out var oldest) && limits.Clock.GetElapsedTime(oldest, now) >= window)
        {
            times.Dequeue();
        }

        return times;
    }

    /// <summary>Chats have a limit per person besides, and no line of their own.</summary>
    private static GraphRate Line(GraphRate rate) => rate == GraphRate.Chat ? GraphRate.OtherTeams : rate;

    private int Limit(GraphRate rate) => rate switch
    {
        GraphRate.Team => limits.Team,
        GraphRate.Channel => limits.Channel,
        GraphRate.Roster => limits.Roster,
        GraphRate.ChannelMessage => limits.ChannelMessage,
        GraphRate.ChatMessage => limits.ChatMessage,
        GraphRate.Chat or GraphRate.OtherTeams => limits.OtherTeams,
        GraphRate.Files => limits.FilesPerMinute,
        GraphRate.Search => limits.Search,
        _ => limits.Directory,
    };
}
