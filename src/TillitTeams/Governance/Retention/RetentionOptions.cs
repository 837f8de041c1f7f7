using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Governance.Retention;

public sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>How often what has been kept for as long as the rules say is removed.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromDays(1);
}
