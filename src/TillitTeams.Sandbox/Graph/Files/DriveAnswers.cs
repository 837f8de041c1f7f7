using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>The <c>drive</c> resource: a library, or a person's OneDrive.</summary>
internal static class DriveAnswers
{
    private const string Type = "microsoft.graph.drive";

    public static string TypeOf(Site site) => site.Kind == SiteKind.Personal ? "business" : "documentLibrary";

    public static GraphAnswer Mine(GraphCall call) => call.Tenant.OneDriveOf(call.Caller.UserId!.Value) is { } site
        ? call.Entity("drives", Json(call, site, site.Drives[0]), Type)
        // Somebody without a licence has no OneDrive.
        : GraphAnswer.Refuse(StatusCodes.Status404NotFound, "ResourceNotFound", "User's mysite not found.");

    public static GraphAnswer Get(GraphCall call) =>
        call.OpenDrive(out var root) ?? call.Entity("drives", Json(call, root.Site, root.Drive), Type);

    public static GraphAnswer OfSite(GraphCall call) =>
        call.OpenSite(SiteRole.Read, out var site) ?? call.Entity("drives", Json(call, site, site.Drives[0]), Type);

    public static GraphAnswer ListOfSite(GraphCall call) => call.OpenSite(SiteRole.Read, out var site)
        ?? call.Collection("drives", site.Drives.Select(drive => Json(call, site, drive)), Type);

    private static JsonObject Json(GraphCall call, Site site, Drive drive) => new()
    {
        ["createdDateTime"] = GraphJson.Time(site.CreatedAt),
        ["description"] = "",
        ["id"] = drive.Id,
        ["lastModifiedDateTime"] = GraphJson.Time(drive.Items.Values.Max(item => item.ModifiedAt)),
        ["name"] = site.Kind == SiteKind.Personal ? "OneDrive" : drive.Name,
        ["webUrl"] = new Document(call.Tenant, site, drive, drive.Root).PathUrl(),
        ["driveType"] = TypeOf(site),
        ["owner"] = Owner(call, site),
    };

    /// <summary>Only a team's own site belongs to a group in the directory; other sites have a group of owners with no more than a name.</summary>
    private static JsonObject Owner(GraphCall call, Site site) => site.Kind switch
    {
        SiteKind.Personal => DriveItemJson.By(call, site.Owners.First()),
        SiteKind.Team => new JsonObject
        {
            ["group"] = new JsonObject { ["email"] = $"{site.Key}@{call.Tenant.Domain}", ["id"] = site.TeamId.ToString(), ["displayName"] = site.DisplayName },
        },
        _ => new JsonObject { ["group"] = new JsonObject { ["displayName"] = $"Ägare av {site.DisplayName}" } },
    };
}
