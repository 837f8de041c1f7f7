using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Sandbox.Entra;

namespace TillitTeams.Sandbox.Graph;

/// <summary>What the directory knows of the app: its registration, and what was granted to it in the tenant.</summary>
internal static class AppAnswers
{
    private const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>Object ids differ from tenant to tenant; these are this one's.</summary>
    private const string GraphPrincipal = "8f1c0d7e-2b4a-4c8e-9d57-3a6f1e0b9c21";
    private const string AppPrincipal = "b7e4a1f0-5d3c-4e2b-8a96-1c0f7d2e4b58";

    public static GraphAnswer Applications(GraphCall call) =>
        call.Collection("applications", [call.App.Registration.DeepClone().AsObject()], "microsoft.graph.application");

    public static GraphAnswer ServicePrincipals(GraphCall call) => call.Collection(
        "servicePrincipals",
        [
            .. call.App.HasPrincipal ? [Principal(AppPrincipal, call.App.ClientId.ToString(), "TillitTeams")] : Array.Empty<JsonObject>(),
            Principal(GraphPrincipal, GraphAppId, "Microsoft Graph"),
        ],
        "microsoft.graph.servicePrincipal");

    public static GraphAnswer RoleAssignments(GraphCall call) => call["principal"] switch
    {
        AppPrincipal => call.Collection("appRoleAssignments", call.App.GrantedRoles.Select(Assignment), "microsoft.graph.appRoleAssignment"),
        GraphPrincipal => call.Collection("appRoleAssignments", [], "microsoft.graph.appRoleAssignment"),
        var other => GraphAnswer.Refuse(
            StatusCodes.Status404NotFound, "Request_ResourceNotFound", $"Resource '{other}' does not exist or one of its queried reference-property objects are not present."),
    };

    public static GraphAnswer Grants(GraphCall call) => call.Collection(
        "oauth2PermissionGrants",
        call.App.ConsentedPermissions.Count == 0 ? [] :
        [
            new JsonObject
            {
                ["clientId"] = AppPrincipal,
                ["consentType"] = "AllPrincipals",
                ["id"] = "8KHkt1w9K06KlhwPfS5LWH4NHI9KK45MnVc6bx4LnCE",
                ["principalId"] = null,
                ["resourceId"] = GraphPrincipal,
                ["scope"] = string.Join(' ', call.App.ConsentedPermissions),
            },
        ],
        "microsoft.graph.oAuth2PermissionGrant");

    private static JsonObject Principal(string id, string appId, string name) => new()
    {
        ["id"] = id,
        ["accountEnabled"] = true,
        ["appDisplayName"] = name,
        ["appId"] = appId,
        ["displayName"] = name,
        ["servicePrincipalType"] = "Application",
    };

    private static JsonObject Assignment(string role) => new()
    {
        ["id"] = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(role)),
        ["appRoleId"] = AppRegistration.IdOfRole(role),
        ["principalDisplayName"] = "TillitTeams",
        ["principalId"] = AppPrincipal,
        ["principalType"] = "ServicePrincipal",
        ["resourceDisplayName"] = "Microsoft Graph",
        ["resourceId"] = GraphPrincipal,
    };
}
