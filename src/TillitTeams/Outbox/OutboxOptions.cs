using System.ComponentModel.DataAnnotations;
using TillitTeams.Hosting;

namespace TillitTeams.Outbox;

/// <summary>
/// How cards are delivered. Where several instances work on one database, each has its own budget: together
/// they are to stay under what Teams allows, so divide <see cref="TenantPerSecond"/> among them.
/// </summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How often it is looked whether something is due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many deliveries an instance takes upon itself at a time.</summary>
    [Range(1, 1000)]
    public int BatchSize { get; init; } = 100;

    /// <summary>
    /// How many conversations are written to at once; in one of them it is always one card after another. Enough to use
    /// what a tenant allows while Teams takes a quarter of a second for each.
    /// </summary>
    [Range(1, 100)]
    public int Parallel { get; init; } = 12;

    /// <summary>How long a delivery is left to the instance that took it, should that one never come back.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:30:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long after a post with an unknown outcome the channel is read back: longer than Teams may still take to
    /// post it, and Graph to show it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan CheckAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The wait after a first failure. It doubles with each that follows, up to <see cref="BackoffTo"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    [NotLongerThan(nameof(BackoffTo))]
    public TimeSpan BackoffFrom { get; init; } = TimeSpan.FromSeconds(2);

    [Range(typeof(TimeSpan), "00:00:01", "06:00:00")]
    public TimeSpan BackoffTo { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long it is tried before the governance lead is told.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "14.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Cards that may follow each other at once in a conversation, before one is allowed per <see cref="ConversationPause"/>.
    /// Teams takes 7 in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in 3,600 s (<em>Optimize your bot with rate limiting in
    /// Teams</em>, per bot per thread limit): six and one more every 2.1 s stay under all four.
    /// </summary>
    [Range(1, 6)]
    public int ConversationBurst { get; init; } = 6;

    [Range(typeof(TimeSpan), "00:00:02.010", "00:10:00")]
    public TimeSpan ConversationPause { get; init; } = TimeSpan.FromSeconds(2.1);

    /// <summary>
    /// Calls that may be made in a tenant in any second, of the 50 that Teams takes per app and tenant (same page). What is
    /// one too many, because a call was longer under way than others or somebody was answered, is told to wait and does.
    /// </summary>
    [Range(1, 50)]
    public int TenantPerSecond { get; init; } = 47;

    /// <summary>Calls per second in all tenants. Microsoft names no number here; this one leaves nobody's app flooding the Bot Connector.</summary>
    [Range(10, 1000)]
    public int AppPerSecond { get; init; } = 100;
}
