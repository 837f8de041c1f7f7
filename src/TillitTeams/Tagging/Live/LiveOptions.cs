using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Tagging.Live;

/// <summary>How links follow what happens to their messages in Teams.</summary>
public sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>Where Graph reaches the app: <see cref="Hosting.TabOptions.PublicUrl"/>.</summary>
    internal Uri? PublicUrl { get; set; }

    /// <summary>Graph takes at most 4,320 minutes for messages (<em>subscription resource type</em>).</summary>
    [Range(typeof(TimeSpan), "00:45:00", "3.00:00:00")]
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Graph takes less than 42,300 minutes for the files of a drive (<em>subscription resource type</em>).</summary>
    [Range(typeof(TimeSpan), "01:00:00", "29.00:00:00")]
    public TimeSpan DriveLifetime { get; init; } = TimeSpan.FromDays(20);

    /// <summary>How long the tab waits for SharePoint before the confirmation says that the columns come later.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:15")]
    public TimeSpan ColumnsLimit { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How often it is looked whether something is due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a subscription is left to the instance that took it up, should that one never come back.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:30:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long Graph is left alone after it refused.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(15);
}
