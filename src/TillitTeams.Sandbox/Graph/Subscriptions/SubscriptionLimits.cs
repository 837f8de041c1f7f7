namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>
/// What Graph allows of subscriptions and of those who listen (<em>Microsoft Graph API change notifications</em>,
/// <em>subscription resource type</em>, <em>Receive change notifications through webhooks</em>).
/// </summary>
public sealed record SubscriptionLimits
{
    /// <summary>"Per organization: 10,000 total subscriptions", over all apps.</summary>
    public int PerOrganization { get; init; } = 10_000;

    /// <summary>Teams chatMessage: 4,320 minutes.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(4320);

    /// <summary>OneDrive driveItem: 42,300 minutes, and no lifecycle notification URL needed for that.</summary>
    public TimeSpan LongestOnDrive { get; init; } = TimeSpan.FromMinutes(42_300);

    /// <summary>Longer only with a lifecycle notification URL.</summary>
    public TimeSpan LongestWithoutLifecycle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>"Any value under 45 minutes after the time of the request is automatically set to 45 minutes".</summary>
    public TimeSpan Shortest { get; init; } = TimeSpan.FromMinutes(45);

    public int ClientStateLength { get; init; } = 128;

    /// <summary>How long an endpoint may take to answer, for the handshake and for each notification; in real time.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is not taken is sent again "for up to 4 hours", after ever longer pauses.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromHours(4);

    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>An endpoint is judged by its answers within so long.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Above this share of late answers it counts as slow, and "any new notifications are delayed by 10 seconds".</summary>
    public double SlowShare { get; init; } = 0.10;

    public TimeSpan SlowDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Above this share "any new notifications are dropped for up to 10 minutes".</summary>
    public double DropShare { get; init; } = 0.15;

    /// <summary>An earlier edition of the page: the share is calculated after 100 notifications.</summary>
    public int LeastAnswers { get; init; } = 100;

    /// <summary>"This access token typically expires within 1 hour."</summary>
    public TimeSpan Authorization { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long before that the app is asked to prove itself, and how often again.</summary>
    public TimeSpan Challenge { get; init; } = TimeSpan.FromMinutes(15);
}
