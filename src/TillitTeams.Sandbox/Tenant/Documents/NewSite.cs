using TillitTeams.Sandbox.Seed;

namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>A site and its first library, as Microsoft 365 makes them.</summary>
internal static class NewSite
{
    public const string Library = "Dokument";

    public static Site Found(
        TenantContent content, string key, SiteKind kind, string name, string host, string path, DateTimeOffset at, Guid? teamId = null, string? channelId = null)
    {
        var site = new Site
        {
            Id = SeedIds.Site(key),
            WebId = SeedIds.Web(key),
            Key = key,
            Kind = kind,
            DisplayName = name,
            Host = host,
            Path = path,
            CreatedAt = at,
            TeamId = teamId,
            ChannelId = channelId,
        };
        content.Sites.Add(site);
        site.LibraryNamed(Library);
        return site;
    }

    /// <summary>Made where it is missing; only the first one takes what its site's members write.</summary>
    public static Drive LibraryNamed(this Site site, string name)
    {
        if (site.Drives.Find(drive => drive.Name == name) is { } known)
        {
            return known;
        }

        var id = SeedIds.Drive(site.Key, name);
        var root = SeedIds.Document(site.Key, "", name);
        var drive = new Drive
        {
            Id = id,
            ListId = SeedIds.Library(site.Key, name),
            Name = name,
            // The first library is named by the language that SharePoint was born in.
            UrlName = name != Library ? name : site.Kind == SiteKind.Personal ? "Documents" : "Shared Documents",
            IsReadOnly = name != Library,
            RootId = DocumentIds.Item(id, root),
            Columns = [.. DefaultColumns.Of(site.Key, name)],
        };
        drive.Add(null, "root", DriveItemKind.Folder, null, site.CreatedAt, 0, "", root);
        site.Drives.Add(drive);
        return drive;
    }
}
