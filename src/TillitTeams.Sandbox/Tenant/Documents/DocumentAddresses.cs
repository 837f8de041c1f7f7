using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>The addresses of items in SharePoint, and the way back from each of them.</summary>
public static partial class DocumentAddresses
{
    private static readonly HashSet<string> OpensInOffice = new(StringComparer.OrdinalIgnoreCase) { ".docx", ".xlsx", ".pptx" };

    /// <summary>By its path: what a message's attachment and search carry.</summary>
    public static string PathUrl(this Document document) =>
        $"https://{document.Site.Host}{string.Join('/', document.ServerPath.Split('/').Select(Uri.EscapeDataString))}";

    /// <summary>What the browser opens: Office files by their id, everything else by its path.</summary>
    public static string WebUrl(this Document document) =>
        document.Item.Kind == DriveItemKind.Notebook || OpensInOffice.Contains(Path.GetExtension(document.Item.Name))
            ? $"{document.Site.WebUrl}/_layouts/15/Doc.aspx?sourcedoc=%7B{document.Item.UniqueId.ToString().ToUpperInvariant()}%7D"
                + $"&file={Uri.EscapeDataString(document.Item.Name)}&action=default&mobileredirect=true"
            : document.PathUrl();

    public static string SharingUrl(this Document document, SharingLink link) =>
        $"https://{document.Site.Host}/:{Letter(document.Item)}:/{(document.Site.Kind == SiteKind.Personal ? "g" : "s")}/{document.Site.Path.Split('/', 3)[2]}/{link.Token}";

    /// <summary>"Copy link" of a file in Teams (<em>Deep link to open a file in a channel</em>).</summary>
    public static string TeamsUrl(this Document document, Guid tenantId, Guid? teamId, string? channelId) => QueryHelpers.AddQueryString(
        $"https://teams.microsoft.com/l/file/{document.Item.UniqueId.ToString().ToUpperInvariant()}",
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["tenantId"] = tenantId.ToString(),
            ["fileType"] = Path.GetExtension(document.Item.Name).TrimStart('.'),
            ["objectUrl"] = document.PathUrl(),
            ["baseUrl"] = document.Site.WebUrl,
            ["serviceName"] = "teams",
            ["threadId"] = channelId,
            ["groupId"] = teamId?.ToString(),
        });

    /// <summary>The item that an address of SharePoint leads to, and the sharing link if it is one.</summary>
    public static (Document Document, SharingLink? Link)? FindByUrl(this TenantContent content, string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || content.Sites.Where(site => site.Host == url.Host).ToList() is not { Count: > 0 } sites)
        {
            return null;
        }

        if (Shared().Match(url.AbsolutePath) is { Success: true } shared)
        {
            return FindShared(content, shared.Groups["token"].Value);
        }

        var path = Uri.UnescapeDataString(Redirect().Replace(url.AbsolutePath, "/"));
        if (sites.Find(site => path.StartsWith($"{site.Path}/", StringComparison.OrdinalIgnoreCase)) is not { } home)
        {
            return null;
        }

        var found = QueryHelpers.ParseQuery(url.Query).TryGetValue("sourcedoc", out var source) && path.Contains("/_layouts/15/", StringComparison.OrdinalIgnoreCase)
            ? Guid.TryParse(source.ToString(), out var id) ? Find(content, home, document => document.Item.UniqueId == id) : null
            : Find(content, home, document => string.Equals(document.ServerPath, path.TrimEnd('/'), StringComparison.OrdinalIgnoreCase));
        return found is null ? null : (found, null);
    }

    private static Document? Find(TenantContent content, Site site, Func<Document, bool> which) => site.Drives
        .SelectMany(drive => drive.Items.Values.Where(item => item.DeletedAt is null).Select(item => new Document(content, site, drive, item)))
        .FirstOrDefault(which);

    private static (Document, SharingLink?)? FindShared(TenantContent content, string token)
    {
        foreach (var document in content.Documents().Where(document => document.Item.DeletedAt is null))
        {
            if (document.Item.Sharing.Find(link => link.Token == token) is { } link)
            {
                return (document, link);
            }
        }

        return null;
    }

    private static char Letter(DriveItem item) => item.Kind switch
    {
        DriveItemKind.Folder => 'f',
        DriveItemKind.Notebook => 'o',
        _ => Path.GetExtension(item.Name).ToLowerInvariant() switch { ".docx" => 'w', ".xlsx" => 'x', ".pptx" => 'p', _ => 'b' },
    };

    [GeneratedRegex(@"^/:[a-z]:/[sg]/.+/(?<token>E[A-Za-z0-9_-]{20,})$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shared();

    /// <summary><c>/:w:/r/sites/…</c> is the path with a sign in front that tells browsers which icon to show.</summary>
    [GeneratedRegex("^/:[a-z]:/r/", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Redirect();
}
