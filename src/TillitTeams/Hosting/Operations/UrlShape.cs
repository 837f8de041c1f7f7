using System.Text.RegularExpressions;

namespace TillitTeams.Hosting;

/// <summary>
/// An address as it may be kept in logs and traces: what was asked, but not of whom. Ids name people and chats, the id of
/// a share holds a document's whole address, and a query what somebody searched for.
/// </summary>
internal static partial class UrlShape
{
    public static string Of(Uri? url) => url is null ? "" : $"{url.GetLeftPart(UriPartial.Authority)}{OfPath(url.AbsolutePath)}";

    public static string OfPath(string path) =>
        string.Join('/', path.Split('?')[0].Split('/').Select(step => step.Length == 0 || Word().IsMatch(step) ? step : "{id}"));

    /// <summary>A word of the service's own; every id has a digit or a sign in it.</summary>
    [GeneratedRegex(@"^(\$?[A-Za-z]{1,40}|v[0-9](\.[0-9])?|oauth2|\.well-known)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
