using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>The address of a file, out of the links that people copy of it.</summary>
internal static class DocumentLink
{
    private const int MaxLength = 4000;

    /// <summary>Null when it is no address that a file could have.</summary>
    public static string? Read(string? link)
    {
        if (link is null or { Length: > MaxLength } || !Uri.TryCreate(link, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        // Graph resolves SharePoint's own addresses; Teams and Outlook wrap them in theirs (Deep link to open a file in a channel).
        return MessageLink.IsTeams(link, out _)
            ? url.AbsolutePath.StartsWith("/l/file/", StringComparison.Ordinal) ? Inside(url, "objectUrl") : null
            : MessageLink.IsSafeLink(url) ? Inside(url, "url") : link;
    }

    private static string? Inside(Uri url, string parameter) =>
        QueryHelpers.ParseQuery(url.Query).GetValueOrDefault(parameter).ToString() is var inside
        && Uri.TryCreate(inside, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? inside : null;
}
