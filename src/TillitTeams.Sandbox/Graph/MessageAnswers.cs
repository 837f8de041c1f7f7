using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The <c>chatMessage</c> resource, in channels and chats.</summary>
internal static class MessageAnswers
{
    private const int DefaultSize = 20;
    private const int MaxSize = 50;

    public static GraphAnswer InChannel(GraphRequest request) => TeamAnswers.FindChannel(request, channel => List(
        request, channel, channel.Messages.Where(message => message.ReplyToId is null)));

    public static GraphAnswer ChannelMessage(GraphRequest request) => TeamAnswers.FindChannel(request, channel => One(
        request, channel, message => message.Id == request.Ids[2] && message.ReplyToId is null));

    public static GraphAnswer Replies(GraphRequest request) => TeamAnswers.FindChannel(request, channel => List(
        request, channel, channel.Messages.Where(message => message.ReplyToId == request.Ids[2])));

    public static GraphAnswer Reply(GraphRequest request) => TeamAnswers.FindChannel(request, channel => One(
        request, channel, message => message.Id == request.Ids[3] && message.ReplyToId == request.Ids[2]));

    public static GraphAnswer InChat(GraphRequest request) => ChatAnswers.Find(request, chat => List(request, chat, chat.Messages));

    public static GraphAnswer ChatMessage(GraphRequest request) => ChatAnswers.Find(request, chat => One(
        request, chat, message => message.Id == request.Ids[1]));

    private static GraphAnswer List(GraphRequest request, Conversation conversation, IEnumerable<Message> messages) => GraphPage.Of(
        request, [.. messages.OrderByDescending(message => message.CreatedAt)], message => Json(request.Tenant, conversation, message), DefaultSize, MaxSize);

    private static GraphAnswer One(GraphRequest request, Conversation conversation, Predicate<Message> which)
    {
        if (request.Query.ContainsKey("$select") || request.Query.ContainsKey("$expand"))
        {
            return GraphError.BadRequest("Query option 'Select' is not allowed.");
        }

        return conversation.Messages.Find(which) is { } message
            ? GraphAnswer.Ok(Json(request.Tenant, conversation, message))
            : GraphError.NotFound("NotFound");
    }

    private static JsonObject Json(TenantContent tenant, Conversation conversation, Message message)
    {
        var channel = tenant.FindChannel(conversation.Id);
        var author = message.FromPerson is { } id ? tenant.FindPerson(id) : null;
        var gone = message.DeletedAt is not null;
        return new JsonObject
        {
            ["id"] = message.Id,
            ["replyToId"] = message.ReplyToId,
            ["etag"] = $"{(message.DeletedAt ?? message.EditedAt ?? message.CreatedAt).ToUnixTimeMilliseconds()}",
            ["messageType"] = "message",
            ["createdDateTime"] = message.CreatedAt,
            ["lastModifiedDateTime"] = message.DeletedAt ?? message.EditedAt ?? message.CreatedAt,
            ["lastEditedDateTime"] = message.EditedAt,
            ["deletedDateTime"] = message.DeletedAt,
            ["subject"] = gone ? null : message.Subject,
            ["summary"] = null,
            ["chatId"] = channel is null ? conversation.Id : null,
            ["importance"] = "normal",
            ["locale"] = "sv-se",
            ["webUrl"] = MessageLink.To(tenant, conversation, message),
            ["channelIdentity"] = channel is var (team, _)
                ? new JsonObject { ["teamId"] = team.Id.ToString(), ["channelId"] = conversation.Id }
                : null,
            ["from"] = author is null
                ? new JsonObject { ["user"] = null, ["application"] = new JsonObject { ["displayName"] = "TillitTeams", ["applicationIdentityType"] = "bot" } }
                : new JsonObject
                {
                    ["application"] = null,
                    ["user"] = new JsonObject
                    {
                        ["@odata.type"] = "#microsoft.graph.teamworkUserIdentity",
                        ["id"] = author.Id.ToString(),
                        ["displayName"] = author.DisplayName,
                        ["userIdentityType"] = "aadUser",
                        ["tenantId"] = tenant.Id.ToString(),
                    },
                },
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = gone ? "" : message.Html },
            ["attachments"] = message.CardJson is null || gone
                ? new JsonArray()
                : new JsonArray(new JsonObject
                {
                    ["id"] = message.Id,
                    ["contentType"] = "application/vnd.microsoft.card.adaptive",
                    ["content"] = message.CardJson,
                }),
            ["mentions"] = new JsonArray(),
            ["reactions"] = new JsonArray(),
        };
    }
}
