using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace TillitTeams.Hosting;

/// <summary>An id that Teams or Graph made. What does not look like one may be anything.</summary>
internal static class OutsideId
{
    /// <summary>The longest are those of a thread in a chat of two.</summary>
    private const int MaxLength = 200;

    private const int MaxNameLength = 60;

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_:;/@=.|");

    public static bool IsOne([NotNullWhen(true)] string? id) => id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>The name of a kind, for the log. Ids are left out: one may be a person's.</summary>
    public static string LoggedName(string? name) => name is { Length: <= MaxNameLength } && name.All(letter => char.IsAsciiLetter(letter) || letter == '/') ? name : "(no name)";

    /// <summary>A message's id, for the log: a time in digits. Whatever else stands in its place may name people, as a chat's id does.</summary>
    public static string LoggedMessage(string id) => id.All(char.IsAsciiDigit) ? id : "(no message)";
}
