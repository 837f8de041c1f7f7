using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

internal static class ChatAnswers
{
    public static GraphAnswer Mine(GraphRequest request) => GraphPage.Of(
        request, [.. request.Tenant.Chats.Where(chat => chat.Members.Contains(request.Caller.UserId!.Value))], Json, 20, 50);

    public static GraphAnswer Chat(GraphRequest request) => Find(request, chat => GraphAnswer.Ok(Json(chat)));

    public static GraphAnswer Members(GraphRequest request) => Find(request, chat => GraphPage.Of(
        request, [.. request.Tenant.People.Where(person => chat.Members.Contains(person.Id))], TeamAnswers.MemberJson));

    public static GraphAnswer Find(GraphRequest request, Func<Chat, GraphAnswer> answer)
    {
        if (request.Tenant.Chats.Find(chat => chat.Id == request.Ids[0]) is not { } found)
        {
            return GraphError.NotFound("NotFound");
        }

        return request.Caller.IsApp || found.Members.Contains(request.Caller.UserId!.Value)
            ? answer(found)
            : GraphError.Forbidden("The user is not a member of the chat.");
    }

    private static JsonObject Json(Chat chat) => new()
    {
        ["id"] = chat.Id,
        ["topic"] = chat.Topic,
        ["chatType"] = chat.ChatType switch { ChatType.OneOnOne => "oneOnOne", ChatType.Meeting => "meeting", _ => "group" },
    };
}
