using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox.Graph;

/// <summary>What a delta token stands for; opaque to whoever carries it.</summary>
/// <param name="Since">Threads that were changed before this are known.</param>
/// <param name="Until">Where the round ends: what changes meanwhile belongs to the next.</param>
/// <param name="After">The thread that the last page ended with, when the round is not over.</param>
internal sealed record DeltaState(DateTimeOffset? Since, DateTimeOffset Until, int? Top, bool WithReplies, string? After)
{
    public string ToToken() => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(this));

    public static DeltaState? Parse(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<DeltaState>(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token))) is { Until.Year: > 1 } state ? state : null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>The one filter that delta takes: <c>lastModifiedDateTime gt 2019-02-27T07:13:28.000Z</c>.</summary>
internal static partial class DeltaFilter
{
    public static DateTimeOffset? Parse(string filter) =>
        Later().Match(filter) is { Success: true } match
        && DateTimeOffset.TryParse(match.Groups["time"].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    [GeneratedRegex(@"^\s*lastModifiedDateTime\s+gt\s+(?<time>\S+)\s*$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Later();
}
