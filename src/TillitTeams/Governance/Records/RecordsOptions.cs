using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Governance.Records;

public sealed class RecordsOptions
{
    public const string Section = "Records";

    /// <summary>How often it is looked whether there is something to gather.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many links or initiatives are gathered at a time: what a killed process has to do again.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; init; } = 200;

    /// <summary>How long an export is left to the instance that took it, should that one never come back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long Graph is left alone after it did not answer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an export can be fetched; as long, too, it waits for whoever ordered it.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan FetchFor { get; init; } = TimeSpan.FromDays(7);
}
