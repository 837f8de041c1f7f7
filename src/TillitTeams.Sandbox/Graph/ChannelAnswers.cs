using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The <c>channel</c> resource. Who is not in a private or shared channel does not see that it exists.</summary>
internal static class ChannelAnswers
{
    private const string Type = "microsoft.graph.channel";

    public static GraphAnswer List(GraphCall call) =>
        call.OpenTeam(out var team) ?? call.Collection($"{GraphJson.Key("teams", call["team"])}/channels", Visible(call, team), Type);

    /// <summary>Adds the channels that other teams share with this one, of which this tenant has none.</summary>
    public static GraphAnswer ListAll(GraphCall call) =>
        call.OpenTeam(out var team) ?? call.Collection(
            $"{GraphJson.Key("teams", call["team"])}/allChannels",
            Visible(call, team).Select(channel =>
            {
                channel.Insert(0, "@odata.id", $"{call.Root}/tenants/{call.Tenant.Id}/teams/{team.Id}/channels/{channel["id"]}");
                return channel;
            }),
            Type);

    public static GraphAnswer Get(GraphCall call) =>
        call.OpenChannel(out var team, out var channel)
        ?? call.Entity($"{GraphJson.Key("teams", call["team"])}/channels", Json(call, team, channel), Type);

    private static IEnumerable<JsonObject> Visible(GraphCall call, Team team) => team.Channels
        .Where(channel => !channel.IsDeleted && call.MayOpen(channel))
        .Select(channel => Json(call, team, channel));

    private static JsonObject Json(GraphCall call, Team team, Channel channel) => new()
    {
        ["id"] = channel.Id,
        ["createdDateTime"] = GraphJson.Time(channel.Messages.FirstOrDefault()?.CreatedAt),
        ["displayName"] = channel.DisplayName,
        ["description"] = channel.Description,
        ["isFavoriteByDefault"] = null,
        ["email"] = "",
        ["tenantId"] = call.Tenant.Id.ToString(),
        ["webUrl"] = $"https://teams.microsoft.com/l/channel/{Uri.EscapeDataString(channel.Id)}/{Uri.EscapeDataString(channel.DisplayName)}?groupId={team.Id}&tenantId={call.Tenant.Id}",
        ["membershipType"] = channel.MembershipType switch
        {
            MembershipType.Private => "private",
            MembershipType.Shared => "shared",
            _ => "standard",
        },
        ["isArchived"] = team.IsArchived,
    };
}
