using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <param name="Template">Path segments, <c>*</c> where an id stands.</param>
/// <param name="Scopes">Delegated permissions of which one is enough.</param>
/// <param name="Consents">Resource-specific consents of which one is enough for the app itself; none where only people may ask.</param>
internal sealed record GraphRoute(string Template, string[] Scopes, string[] Consents, Func<GraphRequest, GraphAnswer> Answer);

/// <summary>
/// The table of what can be asked and with which permission (each method's page in the <em>Microsoft Graph
/// REST API v1.0 reference</em>, least privileged first).
/// </summary>
public sealed class GraphService(SandboxTenant tenant, AppRegistration app, SandboxAddresses addresses)
{
    private static readonly string[] ReadChannelMessages = ["ChannelMessage.Read.All"];
    private static readonly string[] ReadChatMessages = ["Chat.Read", "Chat.ReadWrite"];

    private static readonly GraphRoute[] Routes =
    [
        new("me", ["User.Read"], [], DirectoryAnswers.Me),
        new("users/*", ["User.ReadBasic.All"], [], DirectoryAnswers.User),
        new("me/joinedTeams", ["Team.ReadBasic.All"], [], TeamAnswers.Joined),
        new("me/chats", ["Chat.ReadBasic", "Chat.Read"], [], ChatAnswers.Mine),
        new("teams/*", ["Team.ReadBasic.All"], ["TeamSettings.Read.Group"], TeamAnswers.Team),
        new("teams/*/channels", ["Channel.ReadBasic.All"], ["ChannelSettings.Read.Group"], TeamAnswers.Channels),
        new("teams/*/channels/*", ["Channel.ReadBasic.All"], ["ChannelSettings.Read.Group"], TeamAnswers.Channel),
        new("teams/*/members", ["TeamMember.Read.All"], ["TeamMember.Read.Group"], TeamAnswers.Members),
        new("teams/*/channels/*/members", ["ChannelMember.Read.All"], ["ChannelMember.Read.Group"], TeamAnswers.ChannelMembers),
        new("teams/*/channels/*/messages", ReadChannelMessages, ["ChannelMessage.Read.Group"], MessageAnswers.InChannel),
        new("teams/*/channels/*/messages/*", ReadChannelMessages, ["ChannelMessage.Read.Group"], MessageAnswers.ChannelMessage),
        new("teams/*/channels/*/messages/*/replies", ReadChannelMessages, ["ChannelMessage.Read.Group"], MessageAnswers.Replies),
        new("teams/*/channels/*/messages/*/replies/*", ReadChannelMessages, ["ChannelMessage.Read.Group"], MessageAnswers.Reply),
        new("chats/*", ["Chat.ReadBasic", "Chat.Read"], ["ChatSettings.Read.Chat"], ChatAnswers.Chat),
        new("chats/*/members", ["Chat.ReadBasic", "Chat.Read"], ["ChatMember.Read.Chat"], ChatAnswers.Members),
        new("chats/*/messages", ReadChatMessages, ["ChatMessage.Read.Chat"], MessageAnswers.InChat),
        new("chats/*/messages/*", ReadChatMessages, ["ChatMessage.Read.Chat"], MessageAnswers.ChatMessage),
    ];

    public Uri BaseUrl => addresses.GraphUrl;

    public GraphAnswer Answer(string method, string path, string query, TokenClaims caller)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        if (Array.Find(Routes, route => Matches(route, segments)) is not { } found)
        {
            return GraphError.BadRequest($"Resource not found for the segment '{segments.LastOrDefault()}'.");
        }

        if (!string.Equals(method, "GET", StringComparison.OrdinalIgnoreCase))
        {
            return new GraphAnswer(StatusCodes.Status405MethodNotAllowed, GraphError.Body("BadRequest", "Specified HTTP method is not allowed for the request target."));
        }

        var ids = found.Template.Split('/').Zip(segments).Where(pair => pair.First == "*").Select(pair => pair.Second).ToArray();
        return tenant.Read(content =>
            Refusal(found, ids, caller, content)
            ?? found.Answer(new GraphRequest(ids, string.Join('/', segments), GraphRequest.ParseQuery(query), caller, content, this)));
    }

    private static bool Matches(GraphRoute route, string[] segments)
    {
        var template = route.Template.Split('/');
        return template.Length == segments.Length
            && template.Zip(segments).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private GraphAnswer? Refusal(GraphRoute route, string[] ids, TokenClaims caller, TenantContent content)
    {
        if (!caller.IsApp)
        {
            return route.Scopes.Any(caller.Scopes.Contains)
                ? null
                : GraphError.Forbidden($"Missing scope permissions on the request. API requires one of '{string.Join(", ", route.Scopes)}'.");
        }

        var consented = route.Consents.Any(consent => app.ResourceSpecificPermissions.Contains(consent, StringComparer.Ordinal));
        var installed = route.Template.StartsWith("teams/", StringComparison.Ordinal)
            ? Guid.TryParse(ids[0], out var team) && content.FindTeam(team) is { AppInstalled: true }
            : content.Chats.Exists(chat => chat.Id == ids[0] && chat.AppInstalled);
        return consented && installed
            ? null
            : GraphError.Forbidden($"Missing role permissions on the request. API requires one of '{string.Join(", ", route.Consents)}'.");
    }
}
