using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.BotConnector;

/// <summary>The message that a message action was opened on, as the activity carries it.</summary>
public static class MessagePayload
{
    public static JsonObject? Build(TenantContent content, string conversationId, string messageId)
    {
        if (content.FindConversation(conversationId) is not { } conversation
            || conversation.Messages.Find(candidate => candidate.Id == messageId) is not { } message)
        {
            return null;
        }

        var author = message.FromPerson is { } id ? content.FindPerson(id) : null;
        return new JsonObject
        {
            ["id"] = message.Id,
            ["replyToId"] = message.ReplyToId,
            ["createdDateTime"] = message.CreatedAt,
            ["lastModifiedDateTime"] = message.EditedAt,
            ["deleted"] = message.DeletedAt is not null,
            ["subject"] = message.Subject,
            ["summary"] = null,
            ["importance"] = "normal",
            ["locale"] = "sv-se",
            ["linkToMessage"] = MessageLink.To(content, conversation, message),
            ["from"] = new JsonObject
            {
                ["device"] = null,
                ["conversation"] = null,
                ["user"] = author is null ? null : new JsonObject
                {
                    ["userIdentityType"] = "aadUser",
                    ["id"] = author.Id.ToString(),
                    ["displayName"] = author.DisplayName,
                },
                ["application"] = author is null ? new JsonObject { ["applicationIdentityType"] = "bot", ["displayName"] = "TillitTeams" } : null,
            },
            ["reactions"] = new JsonArray(),
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = message.DeletedAt is null ? Body(message) : "" },
            ["attachmentLayout"] = "unknown",
            ["attachments"] = message.DeletedAt is null ? new JsonArray([.. message.Files.Select(FileReference.Of)]) : new JsonArray(),
            ["mentions"] = new JsonArray(),
        };
    }

    private static string Body(Message message) => message.Html + string.Concat(message.Files.Select(file => $"<attachment id=\"{file.Id}\"></attachment>"));
}
