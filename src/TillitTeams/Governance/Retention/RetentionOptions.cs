using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Governance.Retention;

public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>How often what has been kept for as long as the rules say is removed.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long after the app has started it is done for the first time.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan FirstAfter { get; init; } = TimeSpan.FromHours(1);
}
