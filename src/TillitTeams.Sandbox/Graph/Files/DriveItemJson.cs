using System.Text.Json.Nodes;
using Microsoft.AspNetCore.StaticFiles;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>The <c>driveItem</c> resource.</summary>
internal static class DriveItemJson
{
    public const string Type = "microsoft.graph.driveItem";

    private static readonly FileExtensionContentTypeProvider MimeTypes = new();

    /// <summary>What may be selected; a facet that the item has not is left out.</summary>
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "id", "name", "webUrl", "webDavUrl", "eTag", "cTag", "size", "createdDateTime", "lastModifiedDateTime", "createdBy", "lastModifiedBy", "parentReference",
        "fileSystemInfo", "file", "folder", "package", "root", "shared", "deleted", "sharepointIds", "publication", "description", "malware", "remoteItem", "bundle",
        "image", "photo", "video", "audio", "location", "specialFolder", "searchResult", "pendingOperations", "content",
    };

    private static readonly HashSet<string> OnlyWhenSelected = new(StringComparer.Ordinal) { "sharepointIds", "publication", "webDavUrl" };

    public static string ETag(DriveItem item) => $"\"{{{Upper(item)}}},{item.Version}\"";

    /// <summary>Only the properties that were asked for, or those that come by themselves.</summary>
    public static GraphAnswer? Narrow(GraphCall call, JsonObject json)
    {
        var selected = call.Query.Selected;
        if (selected?.FirstOrDefault(property => !Known.Contains(property)) is { } unknown)
        {
            return DriveErrors.Invalid($"Parsing OData Select and Expand failed: Could not find a property named '{unknown}' on type '{Type}'.");
        }

        foreach (var other in json.Select(pair => pair.Key).Where(key => key[0] != '@' && !(selected?.Contains(key) ?? !OnlyWhenSelected.Contains(key))).ToList())
        {
            json.Remove(other);
        }

        return null;
    }

    public static JsonObject Of(GraphCall call, Document document)
    {
        var (item, drive) = (document.Item, document.Drive);
        var isRoot = item.ParentId is null;
        var json = new JsonObject
        {
            ["createdDateTime"] = GraphJson.Time(item.CreatedAt),
            ["eTag"] = ETag(item),
            ["id"] = item.Id,
            ["lastModifiedDateTime"] = GraphJson.Time(item.ModifiedAt),
            ["name"] = isRoot ? "root" : item.Name,
            ["webUrl"] = document.WebUrl(),
            ["webDavUrl"] = document.PathUrl(),
            ["size"] = item.Kind == DriveItemKind.File ? item.Size : drive.Items.Values.Where(child => child.DeletedAt is null && drive.Upwards(child).Contains(item)).Sum(child => child.Size),
            ["createdBy"] = By(call, item.CreatedBy),
            ["lastModifiedBy"] = By(call, item.ModifiedBy),
            ["parentReference"] = Parent(document),
            ["fileSystemInfo"] = new JsonObject { ["createdDateTime"] = GraphJson.Time(item.CreatedAt), ["lastModifiedDateTime"] = GraphJson.Time(item.ModifiedAt) },
            ["sharepointIds"] = SharePointIds(call, document),
        };
        switch (item.Kind)
        {
            case DriveItemKind.File:
                json["cTag"] = $"\"c:{{{Upper(item)}}},{item.ContentVersion}\"";
                json["file"] = new JsonObject { ["mimeType"] = MimeTypes.TryGetContentType(item.Name, out var type) ? type : "application/octet-stream" };
                json["publication"] = new JsonObject
                {
                    ["level"] = item.CheckedOutBy is null ? "published" : "checkout",
                    ["versionId"] = $"{item.Version}.0",
                    ["checkedOutBy"] = item.CheckedOutBy is { } holder ? By(call, holder) : null,
                };
                break;
            case DriveItemKind.Notebook:
                json["package"] = new JsonObject { ["type"] = "oneNote" };
                break;
            default:
                json["folder"] = new JsonObject { ["childCount"] = drive.ChildrenOf(item).Count() };
                break;
        }

        if (isRoot)
        {
            json["root"] = new JsonObject();
        }

        if (item.Sharing.Count > 0)
        {
            json["shared"] = new JsonObject { ["scope"] = item.Sharing.Exists(link => link.Scope == SharingScope.Organization) ? "organization" : "users" };
        }

        return json;
    }

    public static JsonObject By(GraphCall call, Guid? who) => who is { } id
        ? new JsonObject
        {
            ["user"] = new JsonObject
            {
                ["email"] = call.Tenant.FindPerson(id)?.UserPrincipalName,
                ["id"] = id.ToString(),
                ["displayName"] = call.Tenant.FindPerson(id)?.DisplayName,
            },
        }
        : new JsonObject
        {
            ["application"] = new JsonObject { ["id"] = call.App.ClientId.ToString(), ["displayName"] = (string?)call.App.Manifest["name"]?["short"] },
        };

    public static JsonObject SharePointIds(GraphCall call, Document document) => new()
    {
        ["listId"] = document.Drive.ListId.ToString(),
        ["listItemId"] = $"{document.Item.ListItemId}",
        ["listItemUniqueId"] = document.Item.UniqueId.ToString(),
        ["siteId"] = document.Site.Id.ToString(),
        ["siteUrl"] = document.Site.WebUrl,
        ["tenantId"] = call.Tenant.Id.ToString(),
        ["webId"] = document.Site.WebId.ToString(),
    };

    public static JsonObject Parent(Document document)
    {
        var parent = new JsonObject
        {
            ["driveType"] = DriveAnswers.TypeOf(document.Site),
            ["driveId"] = document.Drive.Id,
        };
        if (document.Item.ParentId is { } folder)
        {
            var above = document with { Item = document.Drive.Items[folder] };
            parent["id"] = folder;
            parent["name"] = above.Item.ParentId is null ? document.Drive.Name : above.Item.Name;
            parent["path"] = string.Join('/', [$"/drives/{document.Drive.Id}/root:", .. above.Names.Select(Uri.EscapeDataString)]);
        }

        // "The value is the same as the id property of that site resource" (itemReference).
        parent["siteId"] = document.Site.GraphId;
        return parent;
    }

    private static string Upper(DriveItem item) => item.UniqueId.ToString().ToUpperInvariant();
}
