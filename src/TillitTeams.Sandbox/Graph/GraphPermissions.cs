using TillitTeams.Sandbox.Graph.Files;

namespace TillitTeams.Sandbox.Graph;

/// <summary>
/// Which permissions open which path, least privileged first, from the permission table of each page in
/// the Microsoft Graph v1.0 reference. Any one of a kind is enough.
/// </summary>
internal sealed record GraphPermissions
{
    /// <summary>Values of <c>scp</c> when a person is signed in.</summary>
    public required IReadOnlyList<string> Delegated { get; init; }

    /// <summary>Values of <c>roles</c> when the app calls as itself.</summary>
    public required IReadOnlyList<string> Application { get; init; }

    /// <summary>What the app may instead hold for just the team or chat where it is installed.</summary>
    public IReadOnlyList<string> ResourceSpecific { get; init; } = [];

    private static readonly GraphPermissions Self = new()
    {
        Delegated = ["User.Read", "User.ReadWrite", "User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        Application = [],
    };

    private static readonly GraphPermissions Apps = new()
    {
        Delegated = ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        Application = ["Application.Read.All", "Application.ReadWrite.All", "Directory.Read.All"],
    };

    private static readonly GraphPermissions ChannelList = new()
    {
        Delegated = ["Channel.ReadBasic.All", "ChannelSettings.Read.All", "ChannelSettings.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        Application = ["Channel.ReadBasic.All", "ChannelSettings.Read.All", "ChannelSettings.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        ResourceSpecific = ["ChannelSettings.Read.Group", "ChannelSettings.ReadWrite.Group"],
    };

    private static readonly GraphPermissions ChannelMessages = new()
    {
        Delegated = ["ChannelMessage.Read.All", "Group.Read.All", "Group.ReadWrite.All"],
        Application = ["ChannelMessage.Read.All", "Group.Read.All", "Group.ReadWrite.All"],
        ResourceSpecific = ["ChannelMessage.Read.Group"],
    };

    private static readonly GraphPermissions ChatMessages = new()
    {
        Delegated = ["Chat.Read", "Chat.ReadWrite"],
        Application = ["Chat.Read.All", "Chat.ReadWrite.All"],
        ResourceSpecific = ["ChatMessage.Read.Chat"],
    };

    /// <summary>The pages "Create subscription" and "chatMessage: delta", where <c>Group.Read.All</c> no longer counts.</summary>
    public static readonly GraphPermissions ChannelSubscription = new()
    {
        Delegated = ["ChannelMessage.Read.All"],
        Application = ["ChannelMessage.Read.All"],
        ResourceSpecific = ["ChannelMessage.Read.Group"],
    };

    /// <summary>"Get change notifications for messages in Teams channels and chats", Subscribe to messages in a chat.</summary>
    public static readonly GraphPermissions ChatSubscription = new()
    {
        Delegated = ["Chat.Read", "Chat.ReadWrite"],
        Application = ["Chat.Read.All"],
        ResourceSpecific = ["ChatMessage.Read.Chat"],
    };

    public static readonly IReadOnlyDictionary<string, GraphPermissions> Table = new Dictionary<string, GraphPermissions>(FilePermissions.Table, StringComparer.Ordinal)
    {
        ["/me"] = Self,
        ["/users/{user}"] = Self with
        {
            Application = ["User.ReadBasic.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        },
        ["POST /users/{user}/teamwork/sendActivityNotification"] = new()
        {
            Delegated = ["TeamsActivity.Send"],
            Application = ["TeamsActivity.Send"],
            ResourceSpecific = ["TeamsActivity.Send.User"],
        },
        ["/me/joinedTeams"] = new()
        {
            Delegated = ["Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All", "User.Read.All", "User.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
            Application = [],
        },
        ["/me/teamwork/associatedTeams"] = new()
        {
            Delegated = ["Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All"],
            Application = [],
        },
        ["/teams/{team}"] = new()
        {
            Delegated = ["Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
            Application = ["Team.ReadBasic.All", "TeamSettings.Read.All", "TeamSettings.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"],
            ResourceSpecific = ["TeamSettings.Read.Group", "TeamSettings.ReadWrite.Group"],
        },
        ["/teams/{team}/members"] = new()
        {
            Delegated = ["TeamMember.Read.All", "TeamMember.ReadWrite.All"],
            Application = ["TeamMember.Read.All", "TeamMember.ReadWrite.All"],
            ResourceSpecific = ["TeamMember.Read.Group"],
        },
        ["/teams/{team}/allChannels"] = new()
        {
            Delegated = ["Channel.ReadBasic.All", "ChannelSettings.Read.All", "ChannelSettings.ReadWrite.All"],
            Application = ["Channel.ReadBasic.All", "ChannelSettings.Read.All", "ChannelSettings.ReadWrite.All"],
        },
        ["/teams/{team}/channels"] = ChannelList,
        ["/teams/{team}/channels/{channel}"] = ChannelList,
        ["/teams/{team}/channels/{channel}/members"] = new()
        {
            Delegated = ["ChannelMember.Read.All", "ChannelMember.ReadWrite.All", "Group.Read.All"],
            Application = ["ChannelMember.Read.All", "ChannelMember.ReadWrite.All"],
            ResourceSpecific = ["ChannelMember.Read.Group", "ChannelMember.ReadWrite.Group"],
        },
        ["/teams/{team}/channels/{channel}/allMembers"] = new()
        {
            Delegated = ["ChannelMember.Read.All", "ChannelMember.ReadWrite.All"],
            Application = ["ChannelMember.Read.All", "ChannelMember.ReadWrite.All"],
            ResourceSpecific = ["ChannelMember.Read.Group", "ChannelMember.ReadWrite.Group"],
        },
        ["/teams/{team}/channels/{channel}/messages"] = ChannelMessages,
        ["/teams/{team}/channels/{channel}/messages/delta"] = ChannelSubscription,
        ["/teams/{team}/channels/{channel}/messages/{message}"] = ChannelMessages,
        ["/teams/{team}/channels/{channel}/messages/{message}/replies"] = ChannelMessages,
        ["/teams/{team}/channels/{channel}/messages/{message}/replies/{reply}"] = ChannelMessages,
        ["/applications"] = Apps,
        ["/servicePrincipals"] = Apps,
        ["/servicePrincipals/{principal}/appRoleAssignments"] = Apps,
        ["/oauth2PermissionGrants"] = new()
        {
            Delegated = ["Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"],
            Application = ["Directory.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"],
        },
        ["/me/chats"] = new()
        {
            Delegated = ["Chat.ReadBasic", "Chat.Read", "Chat.ReadWrite"],
            Application = [],
        },
        ["/chats/{chat}"] = new()
        {
            Delegated = ["Chat.ReadBasic", "Chat.Read", "Chat.ReadWrite"],
            Application = ["Chat.ReadBasic.All", "Chat.Read.All", "Chat.ReadWrite.All"],
            ResourceSpecific = ["ChatSettings.Read.Chat", "ChatSettings.ReadWrite.Chat", "Chat.Manage.Chat"],
        },
        ["/chats/{chat}/members"] = new()
        {
            Delegated = ["Chat.ReadBasic", "ChatMember.Read", "ChatMember.ReadWrite", "Chat.Read", "Chat.ReadWrite"],
            Application = ["ChatMember.Read.All", "ChatMember.ReadWrite.All", "Chat.ReadBasic.All", "Chat.Read.All", "Chat.ReadWrite.All"],
            ResourceSpecific = ["ChatMember.Read.Chat", "Chat.Manage.Chat"],
        },
        ["/chats/{chat}/messages"] = ChatMessages,
        ["/chats/{chat}/messages/{message}"] = ChatMessages,
    };
}
