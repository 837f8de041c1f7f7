using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The <c>team</c> resource.</summary>
internal static class TeamAnswers
{
    private const string Type = "microsoft.graph.team";

    /// <summary>"Returns all other properties null" (<em>List joinedTeams</em>).</summary>
    private static readonly string[] Joins = ["id", "displayName", "description", "isArchived", "tenantId"];

    public static GraphAnswer Joined(GraphCall call) => call.Collection(
        "teams",
        call.Tenant.Teams.Where(team => team.Members.Contains(call.Caller.UserId!.Value)).Select(team => Brief(Json(call, team))),
        Type);

    /// <summary>Also the teams that host shared channels which the person is in (<em>List associatedTeamInfo</em>).</summary>
    public static GraphAnswer Associated(GraphCall call) => call.Collection(
        "teams",
        call.Tenant.Teams
            .Where(team => team.Members.Contains(call.Caller.UserId!.Value)
                || team.Channels.Exists(channel => channel.MembershipType == MembershipType.Shared && call.MayOpen(channel)))
            .Select(team => new JsonObject
            {
                ["id"] = team.Id.ToString(),
                ["displayName"] = team.DisplayName,
                ["tenantId"] = call.Tenant.Id.ToString(),
            }),
        "microsoft.graph.associatedTeamInfo");

    public static GraphAnswer Get(GraphCall call) =>
        call.OpenTeam(out var team) ?? call.Entity("teams", Json(call, team), Type);

    private static JsonObject Brief(JsonObject json)
    {
        foreach (var property in json.Select(pair => pair.Key).Except(Joins, StringComparer.Ordinal).ToList())
        {
            json[property] = null;
        }

        return json;
    }

    private static JsonObject Json(GraphCall call, Team team) => new()
    {
        ["id"] = team.Id.ToString(),
        ["createdDateTime"] = GraphJson.Time(team.General.Messages.FirstOrDefault()?.CreatedAt),
        ["displayName"] = team.DisplayName,
        ["description"] = team.Description,
        ["internalId"] = team.General.Id,
        ["classification"] = null,
        ["specialization"] = "none",
        ["visibility"] = "private",
        ["webUrl"] = $"https://teams.microsoft.com/l/team/{Uri.EscapeDataString(team.General.Id)}/conversations?groupId={team.Id}&tenantId={call.Tenant.Id}",
        ["isArchived"] = team.IsArchived,
        ["isMembershipLimitedToOwners"] = false,
        ["tenantId"] = call.Tenant.Id.ToString(),
        ["memberSettings"] = new JsonObject
        {
            ["allowCreateUpdateChannels"] = true,
            ["allowCreatePrivateChannels"] = true,
            ["allowDeleteChannels"] = true,
            ["allowAddRemoveApps"] = true,
            ["allowCreateUpdateRemoveTabs"] = true,
            ["allowCreateUpdateRemoveConnectors"] = true,
        },
        ["guestSettings"] = new JsonObject { ["allowCreateUpdateChannels"] = false, ["allowDeleteChannels"] = false },
        ["messagingSettings"] = new JsonObject
        {
            ["allowUserEditMessages"] = true,
            ["allowUserDeleteMessages"] = true,
            ["allowOwnerDeleteMessages"] = true,
            ["allowTeamMentions"] = true,
            ["allowChannelMentions"] = true,
        },
        ["funSettings"] = new JsonObject
        {
            ["allowGiphy"] = true,
            ["giphyContentRating"] = "moderate",
            ["allowStickersAndMemes"] = true,
            ["allowCustomMemes"] = true,
        },
        ["summary"] = new JsonObject
        {
            ["ownersCount"] = team.Owners.Count,
            ["membersCount"] = team.Members.Count - team.Owners.Count,
            ["guestsCount"] = 0,
        },
    };
}
