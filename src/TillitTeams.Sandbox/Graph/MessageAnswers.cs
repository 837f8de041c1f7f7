using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The <c>chatMessage</c> resource in channels and chats: newest first, replies under their root.</summary>
internal static class MessageAnswers
{
    private const string Type = "microsoft.graph.chatMessage";

    private static readonly GraphPageSize Size = new(20, 50);

    public static GraphAnswer ListInChannel(GraphCall call) =>
        call.RefuseExpand("replies") ?? call.OpenChannel(out _, out var channel) ?? List(
            call,
            InChannel(call),
            channel.Messages.Where(message => message.ReplyToId is null),
            message => call.Query.Expand is null ? MessageJson.Of(call, channel, message) : WithReplies(call, channel, message));

    public static GraphAnswer GetInChannel(GraphCall call) =>
        call.OpenChannel(out _, out var channel)
        ?? One(call, InChannel(call), channel, message => message.Id == call["message"] && message.ReplyToId is null);

    public static GraphAnswer ListReplies(GraphCall call) =>
        call.OpenChannel(out _, out var channel)
        ?? RefuseId(call["message"])
        ?? (channel.Messages.Exists(message => message.Id == call["message"] && message.ReplyToId is null)
            ? List(
                call,
                $"{InChannel(call)}('{call["message"]}')/replies",
                channel.Messages.Where(message => message.ReplyToId == call["message"]),
                message => MessageJson.Of(call, channel, message))
            : GraphAnswer.NotFound());

    public static GraphAnswer GetReply(GraphCall call) =>
        call.OpenChannel(out _, out var channel)
        ?? RefuseId(call["reply"])
        ?? One(
            call,
            $"{InChannel(call)}('{call["message"]}')/replies",
            channel,
            message => message.Id == call["reply"] && message.ReplyToId == call["message"]);

    public static GraphAnswer ListInChat(GraphCall call) =>
        call.OpenChat(out var chat)
        ?? MessageRange.Read(call.Query.OrderBy, call.Query.Range, out var range)
        ?? call.Page(InChat(call), range.Of(chat.Messages).Select(message => MessageJson.Of(call, chat, message)), Type, Size, isFiltered: true);

    public static GraphAnswer GetInChat(GraphCall call) =>
        call.OpenChat(out var chat) ?? One(call, InChat(call), chat, message => message.Id == call["message"]);

    private static GraphAnswer List(GraphCall call, string set, IEnumerable<Message> messages, Func<Message, JsonObject> json) =>
        call.Page(set, messages.OrderByDescending(message => message.CreatedAt).Select(json), Type, Size);

    private static GraphAnswer One(GraphCall call, string set, Conversation conversation, Predicate<Message> which) =>
        RefuseId(call["message"])
        ?? (conversation.Messages.Find(which) is { } message
            ? call.Entity(set, MessageJson.Of(call, conversation, message), Type)
            : GraphAnswer.NotFound());

    public static JsonObject WithReplies(GraphCall call, Channel channel, Message root)
    {
        var replies = channel.Messages.Where(message => message.ReplyToId == root.Id).OrderByDescending(message => message.CreatedAt).ToList();
        var json = MessageJson.Of(call, channel, root);
        json["replies@odata.context"] = call.Context($"{InChannel(call)}('{root.Id}')/replies");
        json["replies@odata.count"] = replies.Count;
        json["replies"] = new JsonArray([.. replies.Select(reply => MessageJson.Of(call, channel, reply))]);
        return json;
    }

    /// <summary>A message's id is a moment in milliseconds.</summary>
    private static GraphAnswer? RefuseId(string id) =>
        id.Length is > 0 and < 20 && id.All(char.IsAsciiDigit) ? null : GraphAnswer.BadRequest("Bad Request");

    private static string InChannel(GraphCall call) =>
        $"{GraphJson.Key("teams", call["team"])}/{GraphJson.Key("channels", call["channel"])}/messages";

    private static string InChat(GraphCall call) => $"{GraphJson.Key("chats", call["chat"])}/messages";
}
