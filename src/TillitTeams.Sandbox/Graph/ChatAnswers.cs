using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The <c>chat</c> resource.</summary>
internal static class ChatAnswers
{
    private const string Type = "microsoft.graph.chat";

    public static GraphAnswer Mine(GraphCall call) => call.RefuseExpand("members") ?? call.Page(
        "chats",
        call.Tenant.Chats
            .Where(chat => chat.Members.Contains(call.Caller.UserId!.Value) && !chat.IsWithApp)
            .OrderByDescending(chat => chat.Messages.LastOrDefault()?.CreatedAt)
            .Select(chat => Json(call, chat)),
        Type,
        new GraphPageSize(20, 50));

    public static GraphAnswer Get(GraphCall call) =>
        call.RefuseExpand("members") ?? call.OpenChat(out var chat) ?? call.Entity("chats", Json(call, chat), Type);

    private static JsonObject Json(GraphCall call, Chat chat)
    {
        var json = new JsonObject
        {
            ["id"] = chat.Id,
            ["topic"] = chat.Topic,
            ["createdDateTime"] = GraphJson.Time(chat.Messages.FirstOrDefault()?.CreatedAt),
            ["lastUpdatedDateTime"] = GraphJson.Time(chat.Messages.LastOrDefault()?.CreatedAt),
            ["chatType"] = chat.ChatType switch
            {
                ChatType.OneOnOne => "oneOnOne",
                ChatType.Meeting => "meeting",
                _ => "group",
            },
            ["webUrl"] = $"https://teams.microsoft.com/l/chat/{Uri.EscapeDataString(chat.Id)}/0?tenantId={call.Tenant.Id}",
            ["tenantId"] = call.Tenant.Id.ToString(),
            ["onlineMeetingInfo"] = chat.ChatType == ChatType.Meeting
                ? new JsonObject
                {
                    ["calendarEventId"] = null,
                    ["joinWebUrl"] = $"https://teams.microsoft.com/l/meetup-join/{Uri.EscapeDataString(chat.Id)}/0",
                    ["organizer"] = null,
                }
                : null,
            ["viewpoint"] = null,
        };
        if (call.Query.Expand is not null)
        {
            json["members@odata.context"] = call.Context($"{GraphJson.Key("chats", chat.Id)}/members");
            json["members"] = new JsonArray([.. MemberAnswers.InChat(call, chat)]);
        }

        return json;
    }
}
