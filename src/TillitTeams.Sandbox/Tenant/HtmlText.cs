namespace TillitTeams.Sandbox.Tenant;

/// <summary>Text as it stands in a message's HTML: letters stay letters, as Teams keeps them.</summary>
public static class HtmlText
{
    public static string Encode(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}
