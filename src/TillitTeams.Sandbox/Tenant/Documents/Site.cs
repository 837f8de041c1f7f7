namespace TillitTeams.Sandbox.Tenant.Documents;

public enum SiteKind
{
    /// <summary>Of a team, with a folder for each of its standard channels.</summary>
    Team,

    /// <summary>Of a private or shared channel, which has a site of its own.</summary>
    Channel,

    /// <summary>A person's OneDrive.</summary>
    Personal,

    /// <summary>Open to everybody in the tenant.</summary>
    Communication,
}

/// <summary>A SharePoint site with its document libraries.</summary>
public sealed class Site
{
    /// <summary>The site collection; with <see cref="WebId"/> it makes the id that Graph uses.</summary>
    public required Guid Id { get; init; }
    public required Guid WebId { get; init; }

    /// <summary>The key of what it belongs to: <c>skola</c>, <c>skola/elevhalsa</c>, <c>person/lena</c>, <c>intranat</c>.</summary>
    public required string Key { get; init; }
    public required SiteKind Kind { get; init; }
    public required string DisplayName { get; set; }
    public required string Host { get; init; }

    /// <summary>After the host: <c>/sites/skola</c>.</summary>
    public required string Path { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public Guid? TeamId { get; init; }
    public string? ChannelId { get; init; }

    /// <summary>The person whose OneDrive it is, or who look after a communication site.</summary>
    public HashSet<Guid> Owners { get; init; } = [];

    /// <summary>The first is the one that Graph calls the site's drive.</summary>
    public List<Drive> Drives { get; init; } = [];

    /// <summary>Site columns, which libraries may take in.</summary>
    public List<Column> Columns { get; init; } = [];

    /// <summary>What an administrator has granted apps that hold <c>Sites.Selected</c>.</summary>
    public List<SiteGrant> Grants { get; init; } = [];

    public string GraphId => $"{Host},{Id},{WebId}";

    public string WebUrl => $"https://{Host}{Path}";
}

/// <summary>A document library.</summary>
public sealed class Drive
{
    public required string Id { get; init; }
    public required Guid ListId { get; init; }

    /// <summary>As people read it: <c>Dokument</c>.</summary>
    public required string Name { get; set; }

    /// <summary>As it stands in addresses, whatever the language of the site: <c>Shared Documents</c>.</summary>
    public required string UrlName { get; init; }

    /// <summary>It inherits no permissions: who reaches the site reads it, and no more.</summary>
    public bool IsReadOnly { get; init; }
    public required string RootId { get; init; }

    /// <summary>Grows by one with every change, so that changes have an order.</summary>
    public long Sequence { get; set; }
    public int LastListItemId { get; set; }
    public List<Column> Columns { get; init; } = [];

    /// <summary>By id, in the order they came; what was deleted stays as a tombstone.</summary>
    public Dictionary<string, DriveItem> Items { get; init; } = [];

    public DriveItem Root => Items[RootId];

    public IEnumerable<DriveItem> ChildrenOf(DriveItem folder) => Items.Values.Where(item => item.ParentId == folder.Id && item.DeletedAt is null);

    /// <summary>The item, its folder, and so on up to the root.</summary>
    public IEnumerable<DriveItem> Upwards(DriveItem item)
    {
        for (var at = item; at is not null; at = at.ParentId is null ? null : Items[at.ParentId])
        {
            yield return at;
        }
    }
}

/// <summary>What an app may do in one site (<em>Overview of Selected permissions in OneDrive and SharePoint</em>).</summary>
public enum SiteRole
{
    Read,
    Write,
    Owner,
    FullControl,
}

public sealed record SiteGrant(string ApplicationId, SiteRole Role);
