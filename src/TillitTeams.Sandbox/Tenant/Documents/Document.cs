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
