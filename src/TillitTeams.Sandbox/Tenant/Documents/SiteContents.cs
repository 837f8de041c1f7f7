namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>Finds sites, libraries and items, and answers who may open a site.</summary>
public static class SiteContents
{
    public static bool MayOpen(this TenantContent content, Guid person, Site site) => site.Kind switch
    {
        SiteKind.Team => content.FindTeam(site.TeamId!.Value) is { } team && team.Members.Contains(person),
        SiteKind.Channel => content.FindConversation(site.ChannelId!) is { } channel && content.IsMember(person, channel),
        SiteKind.Personal => site.Owners.Contains(person),
        _ => true,
    };

    public static (Site Site, Drive Drive)? FindDrive(this TenantContent content, string driveId)
    {
        foreach (var site in content.Sites)
        {
            if (site.Drives.Find(drive => drive.Id == driveId) is { } drive)
            {
                return (site, drive);
            }
        }

        return null;
    }

    /// <summary>Also one that was deleted; <c>root</c> is the library's own folder.</summary>
    public static Document? FindDocument(this TenantContent content, string driveId, string itemId) =>
        content.FindDrive(driveId) is var (site, drive) && drive.Items.TryGetValue(itemId == "root" ? drive.RootId : itemId, out var item)
            ? new Document(content, site, drive, item)
            : null;

    public static Site? FindSite(this TenantContent content, string graphId) =>
        content.Sites.Find(site => string.Equals(site.GraphId, graphId, StringComparison.OrdinalIgnoreCase));

    public static Site? SiteOf(this TenantContent content, Channel channel) => channel.MembershipType == MembershipType.Standard
        ? content.FindChannel(channel.Id) is { } found ? content.Sites.Find(site => site.Kind == SiteKind.Team && site.TeamId == found.Team.Id) : null
        : content.Sites.Find(site => site.ChannelId == channel.Id);

    public static Site? OneDriveOf(this TenantContent content, Guid person) =>
        content.Sites.Find(site => site.Kind == SiteKind.Personal && site.Owners.Contains(person));

    /// <summary>Where a channel keeps its files.</summary>
    public static Document? FilesOf(this TenantContent content, Channel channel)
    {
        if (content.SiteOf(channel) is not { } site)
        {
            return null;
        }

        var drive = site.Drives[0];
        return drive.ChildrenOf(drive.Root).FirstOrDefault(item => item.Kind == DriveItemKind.Folder && item.Name == channel.DisplayName) is { } folder
            ? new Document(content, site, drive, folder)
            : null;
    }

    /// <summary>Everything that lies anywhere, deleted or not.</summary>
    public static IEnumerable<Document> Documents(this TenantContent content) =>
        from site in content.Sites
        from drive in site.Drives
        from item in drive.Items.Values
        select new Document(content, site, drive, item);
}
