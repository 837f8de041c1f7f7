using System.Net;
using System.Text.RegularExpressions;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>Text as it stands in a message's HTML: letters stay letters, as Teams keeps them.</summary>
public static partial class HtmlText
{
    public static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>What a bot is told of it.</summary>
    public static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, " ")).Trim();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tag();
}
