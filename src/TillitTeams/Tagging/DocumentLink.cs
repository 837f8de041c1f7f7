using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Teams;

namespace TillitTeams.Tagging;

/// <summary>The address of a file, out of the links that people copy of it.</summary>
internal static partial class DocumentLink
{
    private const int MaxLength = 4000;

    /// <summary>Null when it is no address that a file in SharePoint or OneDrive could have.</summary>
    public static string? Read(string? link)
    {
        if (link is null or { Length: > MaxLength } || !Uri.TryCreate(link, UriKind.Absolute, out var url))
        {
            return null;
        }

        // Graph resolves SharePoint's own addresses; Teams and Outlook wrap them in theirs (Deep link to open a file in a channel).
        var address = MessageLink.IsTeams(link, out _)
            ? url.AbsolutePath.StartsWith("/l/file/", StringComparison.Ordinal) ? Inside(url, "objectUrl") : null
            : MessageLink.IsSafeLink(url) ? Inside(url, "url") : link;
        return Uri.TryCreate(address, UriKind.Absolute, out var file)
            && file.Scheme == Uri.UriSchemeHttps && file.Host.EndsWith(".sharepoint.com", StringComparison.OrdinalIgnoreCase) ? address : null;
    }

    /// <summary>Whether it leads to a list or an item of one, which is no file. The address alone says so, whoever may open it.</summary>
    public static bool IsListItem(string address) => OfList().IsMatch(new Uri(address).AbsolutePath);

    private static string? Inside(Uri url, string parameter) => QueryHelpers.ParseQuery(url.Query).GetValueOrDefault(parameter).ToString();

    /// <summary>The list's own pages, the form that lists of today open, and what <em>Copy link</em> makes of either.</summary>
    [GeneratedRegex(@"^(/(sites|teams|personal)/[^/]+)?/(Lists/|_layouts/15/listform\.aspx$)|^/:l:/", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex OfList();
}
