using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>Where an item stands in a round of changes.</summary>
internal sealed record DriveDeltaMark(long Sequence, int Depth, string Id) : IComparable<DriveDeltaMark>
{
    public int CompareTo(DriveDeltaMark? other) =>
        other is null ? 1
        : Sequence != other.Sequence ? Sequence.CompareTo(other.Sequence)
        : Depth != other.Depth ? Depth.CompareTo(other.Depth)
        : string.CompareOrdinal(Id, other.Id);

    public static bool operator <(DriveDeltaMark left, DriveDeltaMark right) => left.CompareTo(right) < 0;

    public static bool operator >(DriveDeltaMark left, DriveDeltaMark right) => left.CompareTo(right) > 0;

    public static bool operator <=(DriveDeltaMark left, DriveDeltaMark right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DriveDeltaMark left, DriveDeltaMark right) => left.CompareTo(right) >= 0;
}

/// <summary>What a drive's delta token stands for; opaque to whoever carries it.</summary>
/// <param name="Since">Changes up to this one are known.</param>
/// <param name="Until">Where the round ends: what changes meanwhile belongs to the next.</param>
/// <param name="After">What the last page ended with, when the round is not over.</param>
/// <param name="At">When the token was made.</param>
internal sealed record DriveDeltaState(long Since, long Until, DriveDeltaMark? After, DateTimeOffset At, int Top)
{
    public string ToToken() => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(this));

    public static DriveDeltaState? Parse(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<DriveDeltaState>(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token))) is { Top: > 0 } state ? state : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }
}
