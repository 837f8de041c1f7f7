using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Governance.Audit;

public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>How often new events are given their place in the chain. Until then nobody could tell that one was taken out.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(5);
}
