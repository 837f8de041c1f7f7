using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Tenant.Documents;

/// <summary>A file that was sent with a message, as Graph and a bot see it (<em>Send chatMessage</em>, file attachments).</summary>
internal static class FileReference
{
    public static JsonObject Of(FileAttachment file) => new()
    {
        ["id"] = file.Id.ToString(),
        ["contentType"] = "reference",
        ["contentUrl"] = file.Url,
        ["content"] = null,
        ["name"] = file.Name,
        ["thumbnailUrl"] = null,
        ["teamsAppId"] = null,
    };
}
