using System.ComponentModel.DataAnnotations;

namespace TillitTeams.Digest;

public sealed class DigestOptions
{
    public const string Section = "Digest";

    /// <summary>How often it is looked whether letters are due.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A letter that could not be written or delivered so long after it was due is not sent any more.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "7.00:00:00")]
    public TimeSpan LatestAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>
    /// For how long a letter waits for Graph to say what everybody in a channel can open. After that it tells of the
    /// channel's own alone.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan WaitForGraph { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How many have to have answered whether letters are of use before anything is said of it: fewer could be known by name.</summary>
    [Range(3, 1000)]
    public int FewestAnswers { get; init; } = 5;
}
