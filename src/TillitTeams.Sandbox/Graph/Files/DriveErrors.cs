using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph.Files;

/// <summary>How SharePoint and OneDrive refuse (<em>Microsoft Graph error responses and resource types</em>, code property).</summary>
internal static class DriveErrors
{
    public static GraphAnswer Denied() => GraphAnswer.Refuse(StatusCodes.Status403Forbidden, "accessDenied", "Access denied");

    public static GraphAnswer NotFound() => GraphAnswer.Refuse(StatusCodes.Status404NotFound, "itemNotFound", "The resource could not be found.");

    public static GraphAnswer Invalid(string message) => GraphAnswer.Refuse(StatusCodes.Status400BadRequest, "invalidRequest", message);

    public static GraphAnswer Locked(string message) => GraphAnswer.Refuse(StatusCodes.Status423Locked, "resourceLocked", message);

    public static GraphAnswer Exists(string message) => GraphAnswer.Refuse(StatusCodes.Status409Conflict, "nameAlreadyExists", message);

    public static GraphAnswer Modified() =>
        GraphAnswer.Refuse(StatusCodes.Status412PreconditionFailed, "resourceModified", "ETag does not match current item's value");

    /// <summary>"A Location header containing a new nextLink that starts a fresh delta enumeration" (<em>driveItem: delta</em>).</summary>
    public static GraphAnswer Resync(string startAgain) =>
        GraphAnswer.Refuse(
            StatusCodes.Status410Gone, "resyncRequired", "Resync required. Replace any local items with the server's version (including deletes).",
            new JsonObject { ["code"] = "resyncChangesApplyDifferences" }) with
        {
            Headers = new Dictionary<string, string> { ["Location"] = startAgain },
        };
}
