using System.Globalization;
using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph;

/// <summary>How Graph writes a value.</summary>
internal static class GraphJson
{
    /// <summary>UTC, milliseconds without trailing zeros: <c>2026-11-24T09:30:00.12Z</c>.</summary>
    public static JsonNode? Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);

    /// <summary>An id as a key in a metadata path: <c>channels('19%3A…%40thread.tacv2')</c>.</summary>
    public static string Key(string set, string id) => $"{set}('{Uri.EscapeDataString(id)}')";
}
