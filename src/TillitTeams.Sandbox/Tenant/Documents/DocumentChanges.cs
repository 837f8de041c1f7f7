using System.Buffers;
using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Tenant.Documents;

/// <param name="ItemId">Null when several items changed at once.</param>
public sealed record DriveChanged(string DriveId, string? ItemId, ChangeKind Kind) : TenantChange;

/// <summary>A column came, or was changed.</summary>
public sealed record SiteColumnsChanged(string SiteKey) : TenantChange;

public sealed record SiteGrantChanged(string SiteKey, ChangeKind Kind) : TenantChange;

/// <summary>How a change leaves its marks on an item and its library.</summary>
internal static class DocumentChanges
{
    public static DriveItem Add(
        this Drive drive, DriveItem? folder, string name, DriveItemKind kind, Guid? by, DateTimeOffset at, long size, string text, Guid? uniqueId = null)
    {
        var id = uniqueId ?? Guid.NewGuid();
        var item = new DriveItem
        {
            Id = folder is null ? drive.RootId : DocumentIds.Item(drive.Id, id),
            UniqueId = id,
            // The root is a folder of the library and no item of its list.
            ListItemId = folder is null ? 0 : ++drive.LastListItemId,
            ParentId = folder?.Id,
            Name = name,
            Kind = kind,
            CreatedBy = by,
            CreatedAt = at,
            ModifiedBy = by,
            ModifiedAt = at,
            Size = size,
            Text = text,
            Sequence = ++drive.Sequence,
        };
        drive.Items.Add(item.Id, item);
        return item;
    }

    /// <param name="by">Null when an app did it.</param>
    public static void Touch(this Drive drive, DriveItem item, Guid? by, DateTimeOffset at)
    {
        item.ModifiedBy = by;
        item.ModifiedAt = at;
        item.Version++;
        item.Sequence = ++drive.Sequence;
    }

    public static void SetField(this DriveItem item, string column, JsonNode? value)
    {
        if (value is null or JsonArray { Count: 0 })
        {
            item.Fields.Remove(column);
        }
        else
        {
            item.Fields[column] = value.DeepClone();
        }
    }
}

/// <summary>What SharePoint refuses of names and paths (<em>Restrictions and limitations in OneDrive and SharePoint</em>).</summary>
internal static class DocumentRules
{
    /// <summary>"The entire decoded file path, including the file name, can't contain more than 400 characters".</summary>
    public const int LongestPath = 400;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\"*:<>?/\\|");

    public static void RequireName(Drive drive, DriveItem folder, string name, DriveItem except) =>
        RequireName(name, drive.ChildrenOf(folder).Where(child => child != except).Select(child => child.Name).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <param name="taken">Compares without regard to case; the name becomes one of them.</param>
    public static void RequireName(string name, HashSet<string> taken)
    {
        if (string.IsNullOrWhiteSpace(name) || name.AsSpan().ContainsAny(Forbidden) || name.Trim() != name)
        {
            throw new InvalidOperationException($"SharePoint takes no item named '{name}'.");
        }

        if (!taken.Add(name))
        {
            throw new InvalidOperationException($"There is a '{name}' in the folder already.");
        }
    }

    public static void RequirePath(Document document)
    {
        // Counted from the site's collection on, without the leading slash.
        if (document.ServerPath.Length - 1 > LongestPath)
        {
            throw new InvalidOperationException($"The path is longer than {LongestPath} characters: {document.ServerPath}");
        }
    }
}

/// <summary>The organisation's sensitivity labels, from the mildest on.</summary>
public sealed record SensitivityLabel(Guid Id, string Name);

public static class SensitivityLabels
{
    public static IReadOnlyList<SensitivityLabel> All { get; } =
    [
        new(Guid.Parse("2a6e9c1f-4b7d-4f0e-8c35-91d2a7e04b61"), "Allmän"),
        new(Guid.Parse("7d1f3b58-0c92-4e6a-b7d4-5ae8c6f21390"), "Intern"),
        new(Guid.Parse("c84e52a7-6d3f-49b1-9e08-3f7b1d5c2ae4"), "Sekretess"),
    ];

    public static SensitivityLabel Named(string name) => All.FirstOrDefault(label => label.Name == name) ?? throw new KeyNotFoundException($"No label {name}.");
}
