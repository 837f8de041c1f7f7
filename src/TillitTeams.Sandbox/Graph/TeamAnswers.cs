using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

internal static partial class TeamAnswers
{
    public static GraphAnswer Joined(GraphRequest request) => GraphPage.Of(
        request, [.. request.Tenant.Teams.Where(team => team.Members.Contains(request.Caller.UserId!.Value))], TeamJson);

    public static GraphAnswer Team(GraphRequest request) => Find(request, team => GraphAnswer.Ok(TeamJson(team)));

    public static GraphAnswer Channels(GraphRequest request) => Find(request, team => GraphPage.Of(
        request, [.. team.Channels.Where(channel => !channel.IsDeleted && Sees(request, channel))], channel => ChannelJson(request, channel)));

    public static GraphAnswer Channel(GraphRequest request) => FindChannel(request, channel => GraphAnswer.Ok(ChannelJson(request, channel)));

    public static GraphAnswer Members(GraphRequest request) => Find(request, team => GraphPage.Of(
        request, [.. request.Tenant.People.Where(person => team.Members.Contains(person.Id))], MemberJson));

    public static GraphAnswer ChannelMembers(GraphRequest request) => FindChannel(request, channel =>
    {
        var members = request.Tenant.People.Where(person => request.Tenant.IsMember(person.Id, channel));
        if (request.Query.TryGetValue("$filter", out var filter))
        {
            if (MemberFilter().Match(filter) is not { Success: true } match)
            {
                return GraphError.BadRequest("Invalid filter clause.");
            }

            members = members.Where(person => string.Equals(person.Id.ToString(), match.Groups["id"].Value, StringComparison.OrdinalIgnoreCase));
        }

        return GraphPage.Of(request, [.. members], MemberJson);
    });

    /// <summary>The channel named in the path, when the caller may open it; its team's path or one it is shared with.</summary>
    public static GraphAnswer FindChannel(GraphRequest request, Func<Channel, GraphAnswer> answer)
    {
        if (!Guid.TryParse(request.Ids[0], out var teamId))
        {
            return GraphError.BadRequest("teamId needs to be a valid GUID.");
        }

        if (request.Tenant.FindTeam(teamId)?.Channels.Find(channel => channel.Id == request.Ids[1]) is not { IsDeleted: false } found)
        {
            return GraphError.NotFound("NotFound");
        }

        return Sees(request, found)
            ? answer(found)
            : GraphError.Forbidden("UnableToFetchPrivateChannels, ErrorCode: Forbidden. User is not a member of the channel.");
    }

    public static JsonObject MemberJson(Person person) => new()
    {
        ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
        ["id"] = Convert.ToBase64String(person.Id.ToByteArray()),
        ["roles"] = new JsonArray(),
        ["displayName"] = person.DisplayName,
        ["userId"] = person.Id.ToString(),
        ["email"] = person.UserPrincipalName,
    };

    private static GraphAnswer Find(GraphRequest request, Func<Team, GraphAnswer> answer)
    {
        if (!Guid.TryParse(request.Ids[0], out var id))
        {
            return GraphError.BadRequest("teamId needs to be a valid GUID.");
        }

        if (request.Tenant.FindTeam(id) is not { } team)
        {
            return GraphError.NotFound($"No team found with Group Id {id}");
        }

        return request.Caller.IsApp || team.Members.Contains(request.Caller.UserId!.Value)
            ? answer(team)
            : GraphError.Forbidden("Failed to execute request, user is not a member of the team.");
    }

    private static bool Sees(GraphRequest request, Channel channel) =>
        request.Caller.IsApp || request.Tenant.IsMember(request.Caller.UserId!.Value, channel);

    private static JsonObject TeamJson(Team team) => new()
    {
        ["id"] = team.Id.ToString(),
        ["displayName"] = team.DisplayName,
        ["description"] = team.Description,
        ["isArchived"] = team.IsArchived,
        ["visibility"] = "private",
        ["internalId"] = team.General.Id,
    };

    private static JsonObject ChannelJson(GraphRequest request, Channel channel) => new()
    {
        ["id"] = channel.Id,
        ["displayName"] = channel.DisplayName,
        ["description"] = channel.Description,
        ["membershipType"] = channel.MembershipType switch { MembershipType.Private => "private", MembershipType.Shared => "shared", _ => "standard" },
        ["webUrl"] = $"https://teams.microsoft.com/l/channel/{Uri.EscapeDataString(channel.Id)}/{Uri.EscapeDataString(channel.DisplayName)}?groupId={request.Ids[0]}&tenantId={request.Tenant.Id}",
        ["tenantId"] = request.Tenant.Id.ToString(),
    };

    [GeneratedRegex(@"^\(?\s*microsoft\.graph\.aadUserConversationMember/userId eq '(?<id>[0-9a-fA-F-]{36})'\s*\)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MemberFilter();
}
