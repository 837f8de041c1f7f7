using System.Buffers;

namespace TillitTeams.Hosting;

/// <summary>An id that was made elsewhere, for the log. What does not look like one may be anything: a text, or a line of the log's own.</summary>
internal static class LoggedId
{
    /// <summary>Longer ones there are none in Teams, nor at Graph.</summary>
    private const int MaxLength = 100;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:;/@=.|");

    public static string Of(string? id) => id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Letters) ? id : "(no id)";
}
