using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Graph.Files;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>
/// Who may open what, in the order that Graph asks: the permissions of the token, whether the thing
/// exists, and for a person whether he or she is in it. What is refused comes back; null lets through.
/// </summary>
internal static partial class GraphAccess
{
    public static GraphAnswer? Authorize(this GraphCall call, GraphRoute route)
    {
        var needed = route.Permissions;
        if (call.Holding(needed) is { } held)
        {
            call.Record.LetsIn(route.Call, call.Caller.IsApp, held);
            return null;
        }

        call.Record.Refuses(route.Call, call.Caller.IsApp);

        if (!call.Caller.IsApp)
        {
            return route.Rate == GraphRate.Directory ? GraphAnswer.RequestDenied()
                : route.Rate is GraphRate.Files or GraphRate.Search ? DriveErrors.Denied()
                : GraphAnswer.Forbidden(
                    $"Missing scope permissions on the request. API requires one of '{Join(needed.Delegated)}'. Scopes on the request '{Join(call.Caller.Scopes)}'");
        }

        if (route.Segments[0] == "me")
        {
            return GraphAnswer.BadRequest("/me request is only valid with delegated authentication flow.");
        }

        return route.Rate == GraphRate.Directory ? GraphAnswer.RequestDenied()
            : route.Rate is GraphRate.Files or GraphRate.Search ? DriveErrors.Denied()
            : GraphAnswer.Forbidden(
                $"Missing role permissions on the request. API requires one of '{Join([.. needed.ResourceSpecific, .. needed.Application])}'. "
                + $"Roles on the request '{Join(call.Caller.Roles)}'. Resource specific consent grants on the request '{Join(call.ConsentsOnResource())}'.");
    }

    /// <returns>The least of the permissions that are enough and that the caller holds; null when there is none.</returns>
    public static string? Holding(this GraphCall call, GraphPermissions needed) => call.Caller.IsApp
        ? needed.ResourceSpecific.FirstOrDefault(call.ConsentsOnResource().Contains) ?? needed.Application.FirstOrDefault(call.Caller.Roles.Contains)
        : needed.Delegated.FirstOrDefault(call.Caller.Scopes.Contains);

    public static GraphAnswer? OpenTeam(this GraphCall call, out Team team)
    {
        if (call.FindTeam(out team) is { } refusal)
        {
            return refusal;
        }

        return call.Caller.UserId is { } person && !team.Members.Contains(person) ? GraphAnswer.NotMember(person, team.General.Id) : null;
    }

    /// <summary>A shared channel opens to its own members, who need not be in the team that hosts it.</summary>
    public static GraphAnswer? OpenChannel(this GraphCall call, out Team team, out Channel channel)
    {
        channel = null!;
        if (call.FindTeam(out team) is { } refusal)
        {
            return refusal;
        }

        if (!ThreadId().IsMatch(call["channel"]))
        {
            return GraphAnswer.BadRequest("Bad Request");
        }

        if (team.Channels.Find(candidate => candidate.Id == call["channel"]) is not { IsDeleted: false } found)
        {
            return GraphAnswer.NotFound();
        }

        channel = found;
        return call.MayOpen(found) ? null : GraphAnswer.NotMember(call.Caller.UserId, found.Id);
    }

    public static GraphAnswer? OpenChat(this GraphCall call, out Chat chat)
    {
        chat = null!;
        if (!ThreadId().IsMatch(call["chat"]))
        {
            return GraphAnswer.BadRequest("Bad Request");
        }

        if (call.Tenant.Chats.Find(candidate => candidate.Id == call["chat"]) is not { } found)
        {
            return GraphAnswer.NotFound();
        }

        chat = found;
        return call.MayOpen(found) ? null : GraphAnswer.NotMember(call.Caller.UserId, found.Id);
    }

    /// <summary>A person's membership; the app itself has been let through by its permission already.</summary>
    public static bool MayOpen(this GraphCall call, Conversation conversation) =>
        call.Caller.UserId is not { } person || call.Tenant.IsMember(person, conversation);

    private static GraphAnswer? FindTeam(this GraphCall call, out Team team)
    {
        team = null!;
        if (!Guid.TryParseExact(call["team"], "D", out var id))
        {
            return GraphAnswer.BadRequest("teamId needs to be a valid GUID.");
        }

        if (call.Tenant.FindTeam(id) is not { } found)
        {
            return GraphAnswer.NotFound($"No team found with Group Id {id}");
        }

        team = found;
        return null;
    }

    /// <summary>What was consented to for this very team or chat, by installing the app in it.</summary>
    private static IReadOnlyCollection<string> ConsentsOnResource(this GraphCall call)
    {
        var installed = call.Values.TryGetValue("team", out var team)
            ? Guid.TryParseExact(team, "D", out var id) && call.Tenant.FindTeam(id) is { AppInstalled: true }
            : call.Values.TryGetValue("chat", out var chat) && call.Tenant.Chats.Exists(candidate => candidate.Id == chat && candidate.AppInstalled);
        // The client has the app pinned for everybody, which installs it for them until they remove it.
        if (call.Values.TryGetValue("user", out var user))
        {
            installed = Guid.TryParse(user, out var personId) && call.Tenant.FindPerson(personId) is not null
                && call.Tenant.FindAppChat(personId) is not { IsAppBlocked: true };
        }

        var kind = user is not null ? ".User" : team is null ? ".Chat" : ".Group";
        return installed ? [.. call.App.ResourceSpecificPermissions.Where(consent => consent.EndsWith(kind, StringComparison.Ordinal))] : [];
    }

    private static string Join(IEnumerable<string> permissions) => string.Join(", ", permissions);

    [GeneratedRegex(@"^19:[^/?#\s]+@(thread\.(tacv2|skype|v2)|unq\.gbl\.spaces)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ThreadId();
}
