using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace TillitTeams.Hosting;

/// <summary>An id that Teams or Graph made. What does not look like one may be anything: a text, an address, or a line of the log's own.</summary>
internal static class OutsideId
{
    /// <summary>The longest are those of a thread in a chat of two.</summary>
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:;/@=.|");

    public static bool IsOne([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>What may stand in the log.</summary>
    public static string Logged(string? id) => IsOne(id) ? id : "(no id)";
}
