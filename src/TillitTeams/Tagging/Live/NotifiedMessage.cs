using System.Text.RegularExpressions;

namespace TillitTeams.Tagging.Live;

/// <summary>
/// The message that a notification's resource names: <c>teams('…')/channels('…')/messages('…')/replies('…')</c>
/// or <c>chats('…')/messages('…')</c>, with quotes or with slashes.
/// </summary>
internal static partial class NotifiedMessage
{
    public static string? IdIn(string? resource) =>
        Message().Match(resource ?? "") is { Success: true } match ? match.Groups["id"].Value : null;

    [GeneratedRegex(@"(messages|replies)(\('|/)(?<id>[0-9]+)('\))?/?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Message();
}
