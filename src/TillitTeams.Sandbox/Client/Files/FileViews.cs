using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Client.Files;

/// <param name="Kind"><c>folder</c>, <c>notebook</c>, or what the name ends with.</param>
/// <param name="Held">Why it cannot be changed just now: <c>record</c>, <c>checkedOut</c> or <c>locked</c>.</param>
/// <param name="Fields">Values of the library's own columns, each as a list.</param>
public sealed record FileView(
    string DriveId,
    string Id,
    string Name,
    string Kind,
    string Text,
    DateTimeOffset ModifiedAt,
    string? ModifiedBy,
    long Size,
    string? Label,
    string? Held,
    string? HeldBy,
    bool IsShared,
    bool CanWrite,
    string Link,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Fields);

public sealed record ColumnView(string Name, string DisplayName, IReadOnlyList<string> Choices, bool TakesSeveral);

public sealed record StepView(string Id, string Name);

public sealed record FolderView(
    string SiteName, string DriveId, string DriveName, bool CanWrite, IReadOnlyList<StepView> Path, IReadOnlyList<ColumnView> Columns, IReadOnlyList<FileView> Items);

public sealed record LibraryView(string DriveId, string Name, string SiteName, string Kind, bool IsMine);

public sealed record FilePlace(string DriveId, string ItemId);

/// <summary>Makes what a person sees of a library.</summary>
internal static class FileViews
{
    /// <summary>Columns that every library has are not shown as columns of its own.</summary>
    private static readonly HashSet<string> Usual = new(StringComparer.Ordinal) { "Title", "FileLeafRef", "Modified", "Editor" };

    public static IEnumerable<Column> OwnColumns(Drive drive) => drive.Columns.Where(column => !Usual.Contains(column.Name) && column.Facet is "choice" or "text");

    public static FileView Of(Document document, Viewer viewer)
    {
        var item = document.Item;
        var (held, by) = item.IsRetained ? ("record", null)
            : item.CheckedOutBy is { } holder ? ("checkedOut", holder)
            : item.LockedBy is { } other ? ("locked", other)
            : ((string?)null, (Guid?)null);
        return new FileView(
            document.Drive.Id,
            item.Id,
            item.Name,
            item.Kind switch { DriveItemKind.Folder => "folder", DriveItemKind.Notebook => "notebook", _ => Path.GetExtension(item.Name).TrimStart('.').ToLowerInvariant() },
            item.Text,
            item.ModifiedAt,
            item.ModifiedBy is { } changed ? document.Content.FindPerson(changed)?.DisplayName : null,
            item.Size,
            item.Label,
            held,
            by is { } person ? document.Content.FindPerson(person)?.DisplayName : null,
            item.Sharing.Count > 0,
            document.MayWrite(viewer.Id),
            document.WebUrl(),
            OwnColumns(document.Drive).Where(column => item.Fields.ContainsKey(column.Name)).ToDictionary(column => column.Name, column => Values(item.Fields[column.Name])));
    }

    public static FolderView Folder(Document folder, Viewer viewer) => new(
        folder.Site.DisplayName,
        folder.Drive.Id,
        folder.Drive.Name,
        folder.MayWrite(viewer.Id),
        // Somebody with only a shared folder does not see those above it.
        [.. folder.Drive.Upwards(folder.Item).Reverse().Where(item => item.ParentId is not null && (folder with { Item = item }).MayRead(viewer.Id)).Select(item => new StepView(item.Id, item.Name))],
        [.. OwnColumns(folder.Drive).Select(column => new ColumnView(column.Name, column.DisplayName, column.Choices, column.TakesSeveral))],
        [.. folder.Drive.ChildrenOf(folder.Item)
            .Select(item => folder with { Item = item })
            .Where(document => document.MayRead(viewer.Id))
            .OrderBy(document => document.Item.Kind != DriveItemKind.Folder)
            .ThenBy(document => document.Item.Name, StringComparer.CurrentCultureIgnoreCase)
            .Select(document => Of(document, viewer))]);

    private static IReadOnlyList<string> Values(JsonNode value) => value is JsonArray several ? [.. several.Select(one => (string)one!)] : [value.ToString()];
}
