using System.Text;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The <c>conversationMember</c> resource: who is in a team, a channel or a chat.</summary>
internal static class MemberAnswers
{
    private const string Type = "microsoft.graph.conversationMember";

    private static readonly GraphPageSize Size = new(100, 999);

    public static GraphAnswer OfTeam(GraphCall call) => call.OpenTeam(out var team) ?? call.Page(
        $"{GraphJson.Key("teams", call["team"])}/members",
        call.Tenant.People
            .Where(person => team.Members.Contains(person.Id))
            .Select(person => Json(call, person, $"{team.Id}##{person.Id}", team.Owners.Contains(person.Id))),
        Type,
        Size);

    public static GraphAnswer OfChannel(GraphCall call) => OfChannel(call, "members");

    /// <summary>Those who reach a shared channel through another team count too; here everybody is added by name, so both lists are the same.</summary>
    public static GraphAnswer OfChannelAll(GraphCall call) => OfChannel(call, "allMembers");

    private static GraphAnswer OfChannel(GraphCall call, string list) => call.OpenChannel(out var team, out var channel) ?? call.Page(
        $"{GraphJson.Key("teams", call["team"])}/{GraphJson.Key("channels", call["channel"])}/{list}",
        call.Tenant.People
            .Where(person => call.Tenant.IsMember(person.Id, channel))
            .Select(person => Json(call, person, $"{team.Id}##{channel.Id}##{person.Id}", team.Owners.Contains(person.Id))),
        Type,
        Size);

    public static GraphAnswer OfChat(GraphCall call) => call.OpenChat(out var chat) ?? call.Page(
        $"{GraphJson.Key("chats", call["chat"])}/members", InChat(call, chat), Type, Size);

    /// <summary>Everybody in a chat has the role of an owner.</summary>
    public static IEnumerable<JsonObject> InChat(GraphCall call, Chat chat) => call.Tenant.People
        .Where(person => chat.Members.Contains(person.Id))
        .Select(person => Json(call, person, $"0##{call.Tenant.Id}##{chat.Id}##{person.Id}", isOwner: true));

    private static JsonObject Json(GraphCall call, Person person, string membership, bool isOwner) => new()
    {
        ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
        // Opaque to clients; Graph makes it in this way.
        ["id"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(membership)),
        ["roles"] = isOwner ? new JsonArray("owner") : new JsonArray(),
        ["displayName"] = person.DisplayName,
        ["visibleHistoryStartDateTime"] = "0001-01-01T00:00:00Z",
        ["userId"] = person.Id.ToString(),
        ["email"] = person.UserPrincipalName,
        ["tenantId"] = call.Tenant.Id.ToString(),
    };
}
