using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>
/// What people do with files, and administrators with sites. Each act makes one <see cref="TenantChange"/>;
/// an unknown id throws <see cref="KeyNotFoundException"/>. Nobody is asked whether he or she may.
/// </summary>
public static class DocumentActs
{
    /// <summary>Puts a file into a folder, or into the library's root.</summary>
    public static DriveItem UploadFile(this SandboxTenant tenant, string driveId, string folderId, string name, Guid by, long size = 24_000, string text = "") =>
        tenant.Add(driveId, folderId, [name], DriveItemKind.File, by, size, text)[0];

    /// <summary>Many at once, as a synchronising computer does; told of as one change.</summary>
    public static IReadOnlyList<DriveItem> UploadFiles(this SandboxTenant tenant, string driveId, string folderId, IReadOnlyList<string> names, Guid by) =>
        tenant.Add(driveId, folderId, names, DriveItemKind.File, by, 24_000, "");

    public static DriveItem CreateFolder(this SandboxTenant tenant, string driveId, string folderId, string name, Guid by) =>
        tenant.Add(driveId, folderId, [name], DriveItemKind.Folder, by, 0, "")[0];

    public static void RenameItem(this SandboxTenant tenant, string driveId, string itemId, string name, Guid by) =>
        tenant.ChangeItem(driveId, itemId, by, document =>
        {
            DocumentRules.RequireName(document.Drive, document.Drive.Items[document.Item.ParentId!], name, document.Item);
            document.Item.Name = name;
        });

    /// <summary>Within the library, where the item stays what it is.</summary>
    public static void MoveItem(this SandboxTenant tenant, string driveId, string itemId, string folderId, Guid by) =>
        tenant.ChangeItem(driveId, itemId, by, document =>
        {
            var folder = document.Drive.Folder(folderId);
            DocumentRules.RequireName(document.Drive, folder, document.Item.Name, document.Item);
            if (document.Drive.Upwards(folder).Contains(document.Item))
            {
                throw new InvalidOperationException("A folder cannot lie in itself.");
            }

            document.Item.ParentId = folder.Id;
        });

    /// <summary>To another library, where it becomes another item: the old one is gone.</summary>
    public static DriveItem MoveItemToDrive(this SandboxTenant tenant, string driveId, string itemId, string toDriveId, string folderId, Guid by)
    {
        var old = tenant.Read(content => content.Document(driveId, itemId).Item);
        var moved = tenant.UploadFile(toDriveId, folderId, old.Name, by, old.Size, old.Text);
        tenant.DeleteItem(driveId, itemId, by);
        return moved;
    }

    /// <summary>Into the recycle bin, with everything in it.</summary>
    public static void DeleteItem(this SandboxTenant tenant, string driveId, string itemId, Guid by) => tenant.ChangeTree(driveId, itemId, by, ChangeKind.Deleted);

    public static void RestoreItem(this SandboxTenant tenant, string driveId, string itemId, Guid by) => tenant.ChangeTree(driveId, itemId, by, ChangeKind.Created);

    public static void EditFile(this SandboxTenant tenant, string driveId, string itemId, Guid by, string text, long? size = null) =>
        tenant.ChangeItem(driveId, itemId, by, document =>
        {
            document.Item.Text = text;
            document.Item.Size = size ?? document.Item.Size;
            document.Item.ContentVersion++;
        });

    /// <param name="label">One of <see cref="SensitivityLabels"/>; null takes it away.</param>
    public static void LabelFile(this SandboxTenant tenant, string driveId, string itemId, string? label, Guid by) =>
        tenant.ChangeItem(driveId, itemId, by, document => document.Item.Label = label is null ? null : SensitivityLabels.Named(label).Name);

    public static void CheckOut(this SandboxTenant tenant, string driveId, string itemId, Guid by) =>
        tenant.ChangeItem(driveId, itemId, by, document => document.Item.CheckedOutBy = by);

    public static void CheckIn(this SandboxTenant tenant, string driveId, string itemId, Guid by) =>
        tenant.ChangeItem(driveId, itemId, by, document => document.Item.CheckedOutBy = null);

    /// <summary>Somebody opens it in an app that keeps others out, or closes it again (null).</summary>
    public static void LockFile(this SandboxTenant tenant, string driveId, string itemId, Guid? by) => tenant.Change(content =>
    {
        content.Document(driveId, itemId).Item.LockedBy = by;
        return null;
    });

    /// <summary>A retention label makes it a locked record, or an administrator unlocks it.</summary>
    public static void RetainFile(this SandboxTenant tenant, string driveId, string itemId, Guid by, bool isLocked = true) =>
        tenant.ChangeItem(driveId, itemId, by, document => document.Item.IsRetained = isLocked);

    /// <summary>Sets a column by hand, as in the library's view; nothing empties it.</summary>
    public static void SetColumn(this SandboxTenant tenant, string driveId, string itemId, string column, JsonNode? value, Guid by) =>
        tenant.ChangeItem(driveId, itemId, by, document => document.Item.SetField(column, value));

    public static void GrantSite(this SandboxTenant tenant, string siteKey, string applicationId, SiteRole role = SiteRole.Owner) => tenant.Change(content =>
    {
        var site = content.SiteByKey(siteKey);
        site.Grants.RemoveAll(grant => grant.ApplicationId == applicationId);
        site.Grants.Add(new SiteGrant(applicationId, role));
        return new SiteGrantChanged(site.Key, ChangeKind.Created);
    });

    public static void RevokeSite(this SandboxTenant tenant, string siteKey, string applicationId) => tenant.Change(content =>
    {
        var site = content.SiteByKey(siteKey);
        return site.Grants.RemoveAll(grant => grant.ApplicationId == applicationId) > 0 ? new SiteGrantChanged(site.Key, ChangeKind.Deleted) : null;
    });

    internal static Site SiteByKey(this TenantContent content, string key) =>
        content.Sites.Find(site => site.Key == key) ?? throw new KeyNotFoundException($"No site {key}.");

    internal static Document Document(this TenantContent content, string driveId, string itemId) =>
        content.FindDocument(driveId, itemId) ?? throw new KeyNotFoundException($"No item {itemId} in {driveId}.");

    internal static DriveItem Folder(this Drive drive, string id) =>
        drive.Items.TryGetValue(id == "root" ? drive.RootId : id, out var folder) && folder is { Kind: DriveItemKind.Folder, DeletedAt: null }
            ? folder
            : throw new KeyNotFoundException($"No folder {id}.");

    private static void ChangeItem(this SandboxTenant tenant, string driveId, string itemId, Guid by, Action<Document> change) => tenant.Change(content =>
    {
        var document = content.Document(driveId, itemId);
        change(document);
        document.Drive.Touch(document.Item, by, tenant.Clock.GetUtcNow());
        return new DriveChanged(driveId, itemId, ChangeKind.Updated);
    });

    private static void ChangeTree(this SandboxTenant tenant, string driveId, string itemId, Guid by, ChangeKind kind) => tenant.Change(content =>
    {
        var (drive, item) = (content.Document(driveId, itemId).Drive, content.Document(driveId, itemId).Item);
        var now = tenant.Clock.GetUtcNow();
        foreach (var each in drive.Items.Values.Where(candidate => drive.Upwards(candidate).Contains(item)).ToList())
        {
            each.DeletedAt = kind == ChangeKind.Deleted ? now : null;
            drive.Touch(each, by, now);
        }

        return new DriveChanged(driveId, itemId, kind);
    });

    private static List<DriveItem> Add(
        this SandboxTenant tenant, string driveId, string folderId, IReadOnlyList<string> names, DriveItemKind kind, Guid by, long size, string text)
    {
        List<DriveItem> added = [];
        tenant.Change(content =>
        {
            var (site, drive) = content.FindDrive(driveId) ?? throw new KeyNotFoundException($"No drive {driveId}.");
            var folder = drive.Folder(folderId);
            var taken = drive.ChildrenOf(folder).Select(child => child.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var name in names)
            {
                DocumentRules.RequireName(name, taken);
                var item = drive.Add(folder, name, kind, by, tenant.Clock.GetUtcNow(), size, text);
                DocumentRules.RequirePath(new Document(content, site, drive, item));
                added.Add(item);
            }

            return new DriveChanged(driveId, added is [var only] ? only.Id : null, ChangeKind.Created);
        });
        return added;
    }
}
