using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>The <c>columnDefinition</c> resource, of a site and of a library.</summary>
internal static class ColumnAnswers
{
    private const string Type = "microsoft.graph.columnDefinition";

    public static GraphAnswer OfSite(GraphCall call) => call.OpenSite(SiteRole.Read, out var site)
        ?? call.Collection($"{GraphJson.Key("sites", site.GraphId)}/columns", site.Columns.Select(Json), Type);

    public static GraphAnswer OfList(GraphCall call) => call.OpenList(SiteRole.Read, out var site, out var drive)
        ?? call.Collection($"{GraphJson.Key("sites", site.GraphId)}/lists('{drive.ListId}')/columns", drive.Columns.Select(Json), Type);

    public static JsonObject Json(Column column) => new()
    {
        ["columnGroup"] = "Anpassade kolumner",
        ["description"] = column.Description,
        ["displayName"] = column.DisplayName,
        ["enforceUniqueValues"] = false,
        ["hidden"] = false,
        ["id"] = column.Id.ToString(),
        ["indexed"] = false,
        ["name"] = column.Name,
        ["readOnly"] = column.IsReadOnly,
        ["required"] = false,
        [column.Facet] = column.Settings.DeepClone(),
    };
}
