namespace TillitTeams.Sandbox.Tenant;

/// <summary>A member of the directory. All are invented.</summary>
public sealed record Person
{
    /// <summary>The Entra object id.</summary>
    public required Guid Id { get; init; }
    public required string Key { get; init; }
    public required string DisplayName { get; init; }
    public required string GivenName { get; init; }
    public required string Surname { get; init; }
    public required string UserPrincipalName { get; init; }
    public required string JobTitle { get; init; }
    public required string Department { get; init; }

    /// <summary>Values of the app roles assigned to the person.</summary>
    public IReadOnlyList<string> AppRoles { get; init; } = [];

    /// <summary>May consent for the whole tenant.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>Stands in the client's switch for who is signed in.</summary>
    public bool CanSignIn { get; init; }
}

public enum MembershipType
{
    Standard,
    Private,
    Shared,
}

public enum ChatType
{
    OneOnOne,
    Group,
    Meeting,
}

public sealed class Team
{
    /// <summary>The Entra group id, which Graph uses.</summary>
    public required Guid Id { get; init; }
    public required string Key { get; init; }
    public required string DisplayName { get; set; }
    public required string Description { get; set; }
    public HashSet<Guid> Owners { get; init; } = [];
    public HashSet<Guid> Members { get; init; } = [];
    public bool IsArchived { get; set; }
    public bool AppInstalled { get; set; }
    public List<Channel> Channels { get; init; } = [];

    /// <summary>The General channel; its thread id is also what the Bot Connector calls the team's id.</summary>
    public Channel General => Channels[0];
}

/// <summary>A place that people write in: a channel or a chat.</summary>
public abstract class Conversation
{
    /// <summary>The thread id: <c>19:…@thread.tacv2</c>, <c>19:…@thread.v2</c> or <c>19:…@unq.gbl.spaces</c>; <c>a:1…</c> with a bot.</summary>
    public required string Id { get; init; }
    public required string Key { get; init; }

    /// <summary>In order of time; a reply stands on its own and names its root.</summary>
    public List<Message> Messages { get; init; } = [];
}

public sealed class Channel : Conversation
{
    public required string DisplayName { get; set; }
    public required string Description { get; set; }
    public MembershipType MembershipType { get; init; }

    /// <summary>Members of a private or shared channel, of whichever team; a standard one has the team's.</summary>
    public HashSet<Guid> OwnMembers { get; init; } = [];
    public bool IsDeleted { get; set; }

    /// <summary>Apps beside the posts, in the order they were added.</summary>
    public List<AppTab> Tabs { get; init; } = [];
}

/// <summary>A page of the app's that somebody put beside a channel's posts, or on an intranet page.</summary>
public sealed record AppTab
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The app's own name for what it shows.</summary>
    public required string EntityId { get; init; }
    public required string ContentUrl { get; init; }
    public string? WebsiteUrl { get; init; }
    public string? RemoveUrl { get; init; }
}

public sealed class Chat : Conversation
{
    public ChatType ChatType { get; init; }
    public string? Topic { get; init; }
    public HashSet<Guid> Members { get; init; } = [];
    public bool AppInstalled { get; set; }

    /// <summary>The person has blocked the app's bot, or taken the app away.</summary>
    public bool IsAppBlocked { get; set; }

    /// <summary>Between one person and the app's bot: nobody else reads it, and Graph does not know it.</summary>
    public bool IsWithApp => Id.StartsWith("a:", StringComparison.Ordinal);
}

public sealed class Message
{
    /// <summary>Milliseconds since 1970, as text: also the message's Graph id.</summary>
    public required string Id { get; init; }

    /// <summary>The thread's first message, in a channel; null for that message itself and in chats.</summary>
    public string? ReplyToId { get; init; }

    /// <summary>Null when the app's bot wrote it.</summary>
    public Guid? FromPerson { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EditedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When anything last happened to it; null as long as nothing has.</summary>
    public DateTimeOffset? ModifiedAt { get; set; }
    public string? Subject { get; set; }

    /// <summary>HTML as Graph returns it; empty when the message is only a card.</summary>
    public string Html { get; set; } = "";

    /// <summary>An Adaptive Card in JSON that the bot posted.</summary>
    public string? CardJson { get; set; }

    /// <summary>Files in SharePoint or OneDrive that were sent with it.</summary>
    public List<FileAttachment> Files { get; init; } = [];

    /// <summary>Emoji to how many reacted with it.</summary>
    public Dictionary<string, int> Reactions { get; init; } = [];
}

/// <param name="Id">The file's unique id in SharePoint.</param>
/// <param name="Url">Where it lay when it was sent; a later move leaves it as it was.</param>
public sealed record FileAttachment(Guid Id, string Name, string Url);
