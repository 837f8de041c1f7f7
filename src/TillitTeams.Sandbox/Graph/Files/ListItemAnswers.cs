using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>The <c>listItem</c> behind a file, and the values of its columns.</summary>
internal static class ListItemAnswers
{
    private const string TypeAnnotation = "@odata.type";
    private const string SeveralTexts = "Collection(Edm.String)";

    public static GraphAnswer Get(GraphCall call)
    {
        if (call.Query.Expand is { } expand && !expand.StartsWith("fields", StringComparison.OrdinalIgnoreCase))
        {
            return GraphAnswer.NotHere($"$expand={expand} on {call.Path}");
        }

        if (call.OpenItem(out var document) is { } refusal)
        {
            return refusal;
        }

        if (document.Item.ParentId is null)
        {
            return DriveErrors.NotFound();
        }

        var json = Json(call, document);
        if (call.Query.Expand is not null)
        {
            json["fields@odata.context"] = call.Context($"{GraphJson.Key("drives", document.Drive.Id)}/items('{document.Item.Id}')/listItem/fields/$entity");
            json["fields"] = Fields(document);
        }

        return GraphAnswer.Ok(json);
    }

    public static GraphAnswer SetFields(GraphCall call)
    {
        if (call.OpenList(SiteRole.Write, out var site, out var drive) is { } refusal)
        {
            return refusal;
        }

        if (drive.Items.Values.FirstOrDefault(item => $"{item.ListItemId}" == call["listItem"] && item.ParentId is not null) is not { DeletedAt: null } found)
        {
            return DriveErrors.NotFound();
        }

        var document = new Document(call.Tenant, site, drive, found);
        if (!call.MayWrite(document))
        {
            return DriveErrors.Denied();
        }

        if (call.Request?.Body is not { Count: > 0 } body)
        {
            return DriveErrors.Invalid("The request body has no fields.");
        }

        if (call.Request.IfMatch is { } tag && tag != "*" && tag != DriveItemJson.ETag(found))
        {
            return DriveErrors.Modified();
        }

        if (document.HeldBecause(call.Caller.UserId) is { } held)
        {
            return DriveErrors.Locked(held);
        }

        var values = body.Where(pair => !pair.Key.Contains('@', StringComparison.Ordinal)).ToList();
        if (values.Select(pair => RefuseValue(drive, body, pair.Key, pair.Value)).FirstOrDefault(problem => problem is not null) is { } invalid)
        {
            return invalid;
        }

        foreach (var (name, value) in values)
        {
            found.SetField(name, value);
        }

        drive.Touch(found, call.Caller.UserId, call.Now);
        call.Made = new DriveChanged(drive.Id, found.Id, ChangeKind.Updated);
        var fields = Fields(document);
        fields.Insert(0, "@odata.context", call.Context($"sites('{Uri.EscapeDataString(site.GraphId)}')/lists('{drive.ListId}')/items('{found.ListItemId}')/fields/$entity"));
        return GraphAnswer.Ok(fields);
    }

    private static GraphAnswer? RefuseValue(Drive drive, JsonObject body, string name, JsonNode? value)
    {
        if (drive.Columns.Find(column => column.Name == name) is not { } column)
        {
            return DriveErrors.Invalid($"Field '{name}' is not recognized");
        }

        if (column.IsReadOnly)
        {
            return DriveErrors.Invalid($"Field '{name}' is read-only");
        }

        var fits = value switch
        {
            null => true,
            // Several values come with their type, which JSON does not tell.
            JsonArray several => column.TakesSeveral && (string?)body[$"{name}{TypeAnnotation}"] == SeveralTexts && several.All(IsText),
            _ => !column.TakesSeveral && (column.Facet is not ("text" or "choice" or "note") || IsText(value)),
        };
        return fits ? null : DriveErrors.Invalid($"Cannot convert the value of field '{name}' to its type");
    }

    private static bool IsText(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out _);

    private static JsonObject Fields(Document document)
    {
        var item = document.Item;
        var fields = new JsonObject
        {
            ["@odata.etag"] = DriveItemJson.ETag(item),
            ["id"] = $"{item.ListItemId}",
            ["FileLeafRef"] = item.Name,
            ["Created"] = GraphJson.Time(item.CreatedAt),
            ["Modified"] = GraphJson.Time(item.ModifiedAt),
            ["ContentType"] = item.Kind == DriveItemKind.Folder ? "Folder" : "Document",
        };
        // Where SharePoint keeps the sensitivity label: a hidden column of every library.
        if (item.Label is { } label)
        {
            fields["_IpLabelId"] = SensitivityLabels.Named(label).Id.ToString();
        }

        // The value of a column that the library no longer has is not shown.
        foreach (var (name, value) in item.Fields.Where(pair => document.Drive.Columns.Exists(column => column.Name == pair.Key)))
        {
            fields[name] = value.DeepClone();
        }

        return fields;
    }

    private static JsonObject Json(GraphCall call, Document document) => new()
    {
        ["@odata.context"] = call.Context($"{GraphJson.Key("drives", document.Drive.Id)}/items('{document.Item.Id}')/listItem/$entity"),
        ["@odata.etag"] = DriveItemJson.ETag(document.Item),
        ["createdDateTime"] = GraphJson.Time(document.Item.CreatedAt),
        ["eTag"] = DriveItemJson.ETag(document.Item),
        ["id"] = $"{document.Item.ListItemId}",
        ["lastModifiedDateTime"] = GraphJson.Time(document.Item.ModifiedAt),
        ["webUrl"] = document.PathUrl(),
        ["createdBy"] = DriveItemJson.By(call, document.Item.CreatedBy),
        ["lastModifiedBy"] = DriveItemJson.By(call, document.Item.ModifiedBy),
        ["parentReference"] = new JsonObject { ["id"] = document.Drive.Items[document.Item.ParentId!].UniqueId.ToString(), ["siteId"] = document.Site.GraphId },
        ["contentType"] = document.Item.Kind == DriveItemKind.Folder
            ? new JsonObject { ["id"] = "0x0120", ["name"] = "Mapp" }
            : new JsonObject { ["id"] = "0x0101", ["name"] = "Dokument" },
    };
}
