using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>The <c>site</c> resource.</summary>
internal static class SiteAnswers
{
    public static GraphAnswer Get(GraphCall call) => call.OpenSite(SiteRole.Read, out var site) ?? call.Entity(
        "sites",
        new JsonObject
        {
            ["createdDateTime"] = GraphJson.Time(site.CreatedAt),
            ["description"] = "",
            ["id"] = site.GraphId,
            ["lastModifiedDateTime"] = GraphJson.Time(site.Drives.SelectMany(drive => drive.Items.Values).Max(item => item.ModifiedAt)),
            ["name"] = site.Path.Split('/')[^1],
            ["webUrl"] = site.WebUrl,
            ["displayName"] = site.DisplayName,
            ["root"] = new JsonObject(),
            ["siteCollection"] = new JsonObject { ["hostname"] = site.Host },
        },
        "microsoft.graph.site");
}
