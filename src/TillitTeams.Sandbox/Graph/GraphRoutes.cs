using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Graph.Files;

namespace TillitTeams.Sandbox.Graph;

/// <summary>One path of Graph that the tenant answers.</summary>
/// <param name="Template">The path after <c>/v1.0</c>, as <see cref="GraphPermissions.Table"/> names it, with the method before it when that is not GET.</param>
/// <param name="Rate">Which of the documented limits counts the request.</param>
/// <param name="Allowed">The query options that the page in the reference allows and that work here.</param>
/// <param name="Elsewhere">Options that Graph allows and the Sandbox has not: answered 501, never ignored.</param>
internal sealed record GraphRoute(
    string Template, GraphRate Rate, Func<GraphCall, GraphAnswer> Answer, GraphOptions Allowed = default, GraphOptions Elsewhere = default)
{
    public string Method { get; } = Template.StartsWith('/') ? HttpMethods.Get : Template.Split(' ')[0];

    /// <summary>The template with its method, whatever that is.</summary>
    public string Call { get; } = Template.StartsWith('/') ? $"{HttpMethods.Get} {Template}" : Template;

    public string[] Segments { get; } = Template[Template.IndexOf('/', StringComparison.Ordinal)..].Split('/', StringSplitOptions.RemoveEmptyEntries);

    public GraphPermissions Permissions { get; } = GraphPermissions.Table[Template];
}

/// <summary>The one table of what Graph answers. What may read it stands in <see cref="GraphPermissions"/>.</summary>
internal static partial class GraphRoutes
{
    private const GraphOptions Paging = GraphOptions.Top | GraphOptions.SkipToken;
    private const GraphOptions Roster = Paging | GraphOptions.Filter | GraphOptions.Select;

    public static readonly IReadOnlyList<GraphRoute> Table =
    [
        new("/me", GraphRate.Directory, DirectoryAnswers.Me, GraphOptions.Select, GraphOptions.Expand),
        new("/users/{user}", GraphRate.Directory, DirectoryAnswers.Get, GraphOptions.Select, GraphOptions.Expand),

        new("POST /users/{user}/teamwork/sendActivityNotification", GraphRate.OtherTeams, ActivityAnswers.Send),
        new("/me/joinedTeams", GraphRate.Team, TeamAnswers.Joined, GraphOptions.Select),
        new("/me/teamwork/associatedTeams", GraphRate.OtherTeams, TeamAnswers.Associated),
        new("/teams/{team}", GraphRate.Team, TeamAnswers.Get, GraphOptions.Select, GraphOptions.Expand),
        new("/teams/{team}/members", GraphRate.Roster, MemberAnswers.OfTeam, Roster),
        new("/teams/{team}/allChannels", GraphRate.OtherTeams, ChannelAnswers.ListAll, GraphOptions.Filter | GraphOptions.Select),
        new("/teams/{team}/channels", GraphRate.Roster, ChannelAnswers.List, GraphOptions.Filter | GraphOptions.Select, GraphOptions.Expand),
        new("/teams/{team}/channels/{channel}", GraphRate.Channel, ChannelAnswers.Get, GraphOptions.Select, GraphOptions.Filter),
        new("/teams/{team}/channels/{channel}/members", GraphRate.Roster, MemberAnswers.OfChannel, Roster),
        new("/teams/{team}/channels/{channel}/allMembers", GraphRate.OtherTeams, MemberAnswers.OfChannelAll, GraphOptions.Filter | GraphOptions.Select | GraphOptions.SkipToken),
        new("/teams/{team}/channels/{channel}/messages", GraphRate.ChannelMessage, MessageAnswers.ListInChannel, Paging | GraphOptions.Expand),
        new(
            "/teams/{team}/channels/{channel}/messages/delta", GraphRate.ChannelMessage, DeltaAnswers.InChannel,
            Paging | GraphOptions.DeltaToken | GraphOptions.Expand | GraphOptions.Filter, GraphOptions.Skip),
        new("/teams/{team}/channels/{channel}/messages/{message}", GraphRate.ChannelMessage, MessageAnswers.GetInChannel),
        new("/teams/{team}/channels/{channel}/messages/{message}/replies", GraphRate.ChannelMessage, MessageAnswers.ListReplies, Paging),
        new("/teams/{team}/channels/{channel}/messages/{message}/replies/{reply}", GraphRate.ChannelMessage, MessageAnswers.GetReply),

        new("/me/chats", GraphRate.Chat, ChatAnswers.Mine, Paging | GraphOptions.Expand | GraphOptions.Filter, GraphOptions.OrderBy),
        new("/chats/{chat}", GraphRate.Chat, ChatAnswers.Get, GraphOptions.Expand),
        new("/chats/{chat}/members", GraphRate.OtherTeams, MemberAnswers.OfChat, GraphOptions.SkipToken),
        new("/chats/{chat}/messages", GraphRate.ChatMessage, MessageAnswers.ListInChat, Paging | GraphOptions.OrderBy | GraphOptions.Filter),
        new("/chats/{chat}/messages/{message}", GraphRate.ChatMessage, MessageAnswers.GetInChat),

        new("/applications", GraphRate.Directory, AppAnswers.Applications, GraphOptions.Filter | GraphOptions.Select, GraphOptions.Expand | GraphOptions.Top),
        new("/servicePrincipals", GraphRate.Directory, AppAnswers.ServicePrincipals, GraphOptions.Filter | GraphOptions.Select, GraphOptions.Expand | GraphOptions.Top),
        new("/servicePrincipals/{principal}/appRoleAssignments", GraphRate.Directory, AppAnswers.RoleAssignments, GraphOptions.None, GraphOptions.Filter | GraphOptions.Top),
        new("/oauth2PermissionGrants", GraphRate.Directory, AppAnswers.Grants, GraphOptions.Filter, GraphOptions.Top),

        .. FileRoutes.Table,
    ];

    /// <summary>Path segments compare without regard to case, as in Graph.</summary>
    /// <remarks>A path that has other methods only is found too, so that it can be refused as such.</remarks>
    public static bool TryMatch(
        string method, string path, [NotNullWhen(true)] out GraphRoute? route, out IReadOnlyDictionary<string, string> values)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        route = null;
        values = new Dictionary<string, string>();
        foreach (var candidate in Table)
        {
            if (Match(candidate.Segments, segments) is { } found)
            {
                route = candidate;
                values = found;
                if (string.Equals(candidate.Method, method, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return route is not null;
    }

    private static Dictionary<string, string>? Match(string[] template, string[] segments)
    {
        if (template.Length != segments.Length)
        {
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is ['{', .. var name, '}'])
            {
                values[name] = Uri.UnescapeDataString(segments[i]);
            }
            else if (Call().Match(segments[i]) is { Success: true } call && string.Equals(template[i], call.Groups["function"].Value, StringComparison.OrdinalIgnoreCase))
            {
                if (call.Groups["token"].Success)
                {
                    values["token"] = Uri.UnescapeDataString(call.Groups["token"].Value);
                }
            }
            else if (!string.Equals(template[i], segments[i], StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return values;
    }

    /// <summary>A function may be called with its parentheses and its namespace: <c>delta()</c>, <c>microsoft.graph.delta(token='…')</c>.</summary>
    [GeneratedRegex(@"^(microsoft\.graph\.)?(?<function>[A-Za-z]+)\((token=(%27|')(?<token>[^']*?)(%27|'))?\)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Call();
}
