using System.Security.Cryptography;
using TillitTeams.Digest;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Graph.Subscriptions;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Digest;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Chaos;

/// <summary>
/// Vadstena whose product is three processes on one PostgreSQL, and a team whose channels' letters are due a while after
/// they began. Whatever an instance that is killed held is free again within seconds.
/// </summary>
internal sealed class ThreeInstances(ChaosRecord record) : ManyLetters(TimeSpan.FromSeconds(60))
{
    /// <summary>Where people talk: open to whole teams, and closed.</summary>
    private static readonly string[] Places = ["omsorg/hemtjansten", "omsorg/allmant", "kansli/allmant", "skola/klosterangen", "skola/elevhalsa", "bibliotek/allmant"];

    public IReadOnlyList<Channel> Talked { get; private set; } = [];

    protected override int Size => 20;

    protected override IReadOnlyDictionary<string, string?> Store => TestStore.InPostgres(Folder);

    protected override SandboxSettings Settings => base.Settings with
    {
        GraphLimits = GraphLimits.None,
        SubscriptionLimits = new SubscriptionLimits { FirstRetry = TimeSpan.FromSeconds(1) },
        AppSettings = new Dictionary<string, string?>(base.Settings.AppSettings)
        {
            ["Storage:TokenKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["Outbox:TenantPerSecond"] = "15",
            ["Live:Interval"] = "00:00:01",
            ["Live:RetryAfter"] = "00:00:02",
            ["Live:Lease"] = "00:00:05",
            ["Audit:Interval"] = "00:00:01",
        },
    };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Talked = [.. Places.Select(place => (Channel)Conversation(place))];
    }

    public IReadOnlyList<Person> MembersOf(Channel channel) => People(channel, isMember: true);

    public IReadOnlyList<Person> OthersThanMembersOf(Channel channel) => People(channel, isMember: false);

    /// <summary>Whoever sees that something could not be saved presses the button again.</summary>
    public override HttpClient AppClient(string? person) => new(new PressAgain(record))
    {
        BaseAddress = Host.AppUrl,
        DefaultRequestHeaders = { Authorization = new("Bearer", Host.Tokens.MintTabToken(Person(person!))) },
    };

    private List<Person> People(Channel channel, bool isMember) => Tenant.Read(content =>
        content.People.Where(person => person.CanSignIn && content.IsMember(person.Id, channel) == isMember).ToList());
}
