using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Tenant.Documents;

public enum DriveItemKind
{
    File,
    Folder,

    /// <summary>A OneNote notebook: a folder that is treated as one thing.</summary>
    Notebook,
}

/// <summary>A file, a folder or a notebook in a library.</summary>
public sealed class DriveItem
{
    public required string Id { get; init; }

    /// <summary>Stands in eTags, in addresses and in a message's attachment.</summary>
    public required Guid UniqueId { get; init; }
    public required int ListItemId { get; init; }

    /// <summary>Null for the root alone.</summary>
    public string? ParentId { get; set; }
    public required string Name { get; set; }
    public required DriveItemKind Kind { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null when an app did it.</summary>
    public Guid? ModifiedBy { get; set; }
    public required DateTimeOffset ModifiedAt { get; set; }
    public long Size { get; set; }

    /// <summary>Counts every change, and <see cref="ContentVersion"/> those of what is in the file.</summary>
    public int Version { get; set; } = 1;
    public int ContentVersion { get; set; } = 1;

    /// <summary>When it was last changed, in the drive's own order.</summary>
    public long Sequence { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>What search finds in it besides its name.</summary>
    public string Text { get; set; } = "";

    /// <summary>Name of the sensitivity label: <c>Sekretess</c>.</summary>
    public string? Label { get; set; }
    public Guid? CheckedOutBy { get; set; }

    /// <summary>Somebody has it open in a way that keeps others out.</summary>
    public Guid? LockedBy { get; set; }

    /// <summary>A retention label has made it a locked record.</summary>
    public bool IsRetained { get; set; }

    /// <summary>Values of the library's columns, by their internal names.</summary>
    public Dictionary<string, JsonNode> Fields { get; init; } = [];
    public List<SharingLink> Sharing { get; init; } = [];

    /// <summary>Who is let in besides the site's owners since it stopped inheriting permissions; null while it inherits.</summary>
    public HashSet<Guid>? OnlyFor { get; set; }
}

public enum SharingScope
{
    /// <summary>Everybody in the tenant who has the link.</summary>
    Organization,

    /// <summary>Those who are named.</summary>
    People,
}

public sealed class SharingLink
{
    public required Guid Id { get; init; }

    /// <summary>The end of its address.</summary>
    public required string Token { get; init; }
    public required SharingScope Scope { get; init; }
    public bool CanEdit { get; init; }

    /// <summary>Those who are named or, of a link to everybody, those who have opened it: from then on the item is theirs to find.</summary>
    public HashSet<Guid> People { get; init; } = [];
}

/// <summary>A column of a site or a library (<em>columnDefinition</em>).</summary>
public sealed class Column
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string DisplayName { get; set; }
    public string Description { get; set; } = "";

    /// <summary>Which type it has: <c>choice</c>, <c>text</c>, …</summary>
    public required string Facet { get; init; }

    /// <summary>What the type says: the choices, the length.</summary>
    public required JsonObject Settings { get; set; }
    public bool IsReadOnly { get; init; }

    public bool IsChoice => Facet == "choice";

    /// <summary>Check boxes hold several values, a menu or buttons one.</summary>
    public bool TakesSeveral => IsChoice && (string?)Settings["displayAs"] == "checkBoxes";

    public IReadOnlyList<string> Choices => Settings["choices"] is JsonArray choices ? [.. choices.Select(choice => (string)choice!)] : [];
}
