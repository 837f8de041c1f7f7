using System.Text.Json;
using System.Text.Unicode;

namespace TillitTeams.Teams;

/// <summary>
/// Whether all that is written in a body is text. Half a character is found out by the JSON reader only where somebody reads that very value,
/// which may be long after the activity was let in.
/// </summary>
internal static class WholeText
{
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static bool IsIn(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        // Without an escape there is no half of anything.
        var mayHaveHalves = json.IndexOf("\\u"u8) >= 0;
        while (mayHaveHalves && reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.String or JsonTokenType.PropertyName, ValueIsEscaped: true } && !IsWhole(ref reader))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            // The reader knows no other way to say it.
            return false;
        }
    }
}
