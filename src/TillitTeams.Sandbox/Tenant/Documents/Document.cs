namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>An item where it lies, and who may do what with it.</summary>
public sealed record Document(TenantContent Content, Site Site, Drive Drive, DriveItem Item)
{
    /// <summary>A member of the site, or somebody whom the item or a folder above it was shared with.</summary>
    public bool MayRead(Guid person) => Item.DeletedAt is null && (IsLetIn(person) || IsSharedWith(person, editing: false));

    public bool MayWrite(Guid person) =>
        Item.DeletedAt is null && !Drive.IsReadOnly
        && ((IsLetIn(person) && (Site.Kind is SiteKind.Team or SiteKind.Channel || Site.Owners.Contains(person))) || IsSharedWith(person, editing: true));

    /// <summary>The item itself or the folder above it that has permissions of its own; null when they are the site's.</summary>
    public DriveItem? OwnPermissions => Drive.Upwards(Item).FirstOrDefault(item => item.OnlyFor is not null);

    /// <summary>From the item up to where its permissions come from.</summary>
    public IEnumerable<DriveItem> Inherited
    {
        get
        {
            foreach (var item in Drive.Upwards(Item))
            {
                yield return item;
                if (item.OnlyFor is not null)
                {
                    yield break;
                }
            }
        }
    }

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

    private bool IsLetIn(Guid person) =>
        OwnPermissions is { OnlyFor: { } only } ? only.Contains(person) || IsOwner(person) : Content.MayOpen(person, Site);

    public bool IsOwner(Guid person) =>
        Site.Owners.Contains(person) || (Site is { Kind: SiteKind.Team, TeamId: { } team } && Content.FindTeam(team)?.Owners.Contains(person) == true);

    private bool IsSharedWith(Guid person, bool editing) => Inherited.Any(item =>
        item.Sharing.Exists(link => link.People.Contains(person) && (link.CanEdit || !editing)));
}
