using System.Globalization;
using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph;

/// <summary>Graph's error envelope (<em>Microsoft Graph error responses and resource types</em>).</summary>
public static class GraphError
{
    public static GraphAnswer NotFound(string message = "NotFound") => new(StatusCodes.Status404NotFound, Body("NotFound", message));

    public static GraphAnswer Forbidden(string message) => new(StatusCodes.Status403Forbidden, Body("Forbidden", message));

    public static GraphAnswer BadRequest(string message) => new(StatusCodes.Status400BadRequest, Body("BadRequest", message));

    public static GraphAnswer Unauthorized() => new(
        StatusCodes.Status401Unauthorized, Body("InvalidAuthenticationToken", "Access token validation failure. Invalid audience."));

    public static JsonObject Body(string code, string message, string? innerCode = null)
    {
        var inner = new JsonObject
        {
            ["date"] = TimeProvider.System.GetUtcNow().ToString("s", CultureInfo.InvariantCulture),
            ["request-id"] = Guid.NewGuid().ToString(),
            ["client-request-id"] = Guid.NewGuid().ToString(),
        };
        if (innerCode is not null)
        {
            inner["code"] = innerCode;
        }

        return new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["innerError"] = inner } };
    }
}

public sealed record GraphAnswer(int Status, JsonObject Body)
{
    public static GraphAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);
}
