using TillitTeams.Sandbox.Tenant.Documents;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>What the tenant holds; serialised as a whole to keep it between starts.</summary>
public sealed class TenantContent
{
    public required Guid Id { get; init; }
    public required string DisplayName { get; init; }

    /// <summary>The verified domain of the tenant: <c>vadstena.example</c>.</summary>
    public required string Domain { get; init; }
    public List<Person> People { get; init; } = [];
    public List<Team> Teams { get; init; } = [];
    public List<Chat> Chats { get; init; } = [];

    /// <summary>SharePoint and OneDrive.</summary>
    public required List<Site> Sites { get; init; }

    /// <summary>What stands on the intranet's page in SharePoint, which everybody in the tenant can open.</summary>
    public List<AppTab> IntranetTabs { get; init; } = [];

    /// <summary>Graph no longer knows delta tokens of before this.</summary>
    public DateTimeOffset DeltaTokensSince { get; set; }
    /// <summary>What stands in people's activity feeds, oldest first.</summary>
    public List<FeedActivity> Activities { get; init; } = [];
    public List<ChangeSubscription> Subscriptions { get; init; } = [];

    public Person? FindPerson(Guid id) => People.Find(person => person.Id == id);

    public Team? FindTeam(Guid id) => Teams.Find(team => team.Id == id);

    public Conversation? FindConversation(string id) =>
        (Conversation?)Chats.Find(chat => chat.Id == id) ?? FindChannel(id)?.Channel;

    public (Team Team, Channel Channel)? FindChannel(string id)
    {
        foreach (var team in Teams)
        {
            if (team.Channels.Find(channel => channel.Id == id) is { } channel)
            {
                return (team, channel);
            }
        }

        return null;
    }

    /// <summary>Whether the person can open the conversation: the one rule of access in the tenant.</summary>
    public bool IsMember(Guid personId, Conversation conversation) => conversation switch
    {
        Chat chat => chat.Members.Contains(personId),
        Channel { IsDeleted: true } => false,
        Channel { MembershipType: MembershipType.Standard } channel =>
            FindChannel(channel.Id) is { } found && found.Team.Members.Contains(personId),
        Channel channel => channel.OwnMembers.Contains(personId),
        _ => false,
    };
}
