namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>An item where it lies, and who may do what with it.</summary>
public sealed record Document(TenantContent Content, Site Site, Drive Drive, DriveItem Item)
{
    /// <summary>A member of the site, or somebody whom the item or a folder above it was shared with.</summary>
    public bool MayRead(Guid person) => Item.DeletedAt is null && (Content.MayOpen(person, Site) || IsSharedWith(person, editing: false));

    public bool MayWrite(Guid person) =>
        Item.DeletedAt is null && !Drive.IsReadOnly
        && ((Content.MayOpen(person, Site) && (Site.Kind is SiteKind.Team or SiteKind.Channel || Site.Owners.Contains(person))) || IsSharedWith(person, editing: true));

    /// <summary>Names of the folders from the library's root down to the item, and its own.</summary>
    public IEnumerable<string> Names => Drive.Upwards(Item).Reverse().Skip(1).Select(item => item.Name);

    /// <summary>After the host and without escapes: what SharePoint counts when it limits the length of a path.</summary>
    public string ServerPath => string.Join('/', [Site.Path, Drive.UrlName, .. Names]);

    /// <summary>Whether it cannot be changed just now, and by whose doing.</summary>
    public string? HeldBecause(Guid? by) =>
        Item.IsRetained ? "The item is a locked record and can't be changed."
        : Item.CheckedOutBy is { } person && person != by ? $"The file is checked out for editing by {Content.FindPerson(person)?.UserPrincipalName}."
        : Item.LockedBy is { } other && other != by ? $"The file is locked for exclusive use by {Content.FindPerson(other)?.UserPrincipalName}."
        : null;

    private bool IsSharedWith(Guid person, bool editing) => Drive.Upwards(Item).Any(item =>
        item.Sharing.Exists(link => link.People.Contains(person) && (link.CanEdit || !editing)));
}

/// <summary>Finds sites, libraries and items, and answers who may open a site.</summary>
public static class DocumentPlaces
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
