using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Seed;

/// <summary>Makes the invented Vadstena of the JSON files beside this one.</summary>
public static class TenantSeed
{
    private const string Domain = "vadstena.example";

    /// <summary>In the order that the client lists them.</summary>
    private static readonly string[] TeamKeys = ["omsorg", "skola", "gata", "bygg", "bibliotek", "kansli"];

    /// <param name="now">The start: everything was written on working days before it.</param>
    public static TenantContent Load(DateTimeOffset now) => Read(Embedded, now);

    /// <param name="file">Gives the text of the file with the name.</param>
    /// <param name="now">The start: everything was written on working days before it.</param>
    /// <exception cref="InvalidDataException">A file says what cannot be; the message says where.</exception>
    public static TenantContent Read(Func<string, string> file, DateTimeOffset now)
    {
        var clock = new SeedClock(now);
        var people = SeedPeople.Read(SeedJson.Read<PeopleFile>("people.json", file("people.json")), Domain);
        var content = new TenantContent
        {
            Id = SeedIds.Tenant,
            DisplayName = "Vadstena kommun",
            Domain = Domain,
            People = [.. people.Values],
            Teams = [.. TeamKeys.Select(key => ReadTeam(SeedJson.Read<TeamFile>($"{key}.json", file($"{key}.json")), people, clock))],
            Chats = [.. SeedJson.Read<ChatsFile>("chats.json", file("chats.json")).Chats.Select(chat => ReadChat(chat, people, clock))],
            Sites = [],
        };
        SeedRules.RequireDistinct(content.Teams.Select(team => team.Key), "teams");
        SeedRules.RequireDistinct(content.Teams.SelectMany(team => team.Channels).Select(channel => channel.Key), "channels");
        SeedRules.RequireDistinct(content.Chats.Select(chat => chat.Key), "chats.json");
        new SiteSeed(content, people, clock).Write(SeedJson.Read<DocumentsFile>("documents.json", file("documents.json")));
        return content;
    }

    /// <summary>The text of a file of the seed.</summary>
    public static string Embedded(string file)
    {
        using var stream = typeof(TenantSeed).Assembly.GetManifestResourceStream($"TillitTeams.Sandbox.Seed.{file}")
            ?? throw new InvalidDataException($"{file}: no such file in the seed.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Team ReadTeam(TeamFile file, Dictionary<string, Person> people, SeedClock clock)
    {
        SeedRules.Require(file.Owners.Count > 0, file.Key, "a team has an owner.");
        var members = SeedPeople.Pick(people, [.. file.Owners, .. file.Members], file.Key);
        var team = new Team
        {
            Id = SeedIds.Team(file.Key),
            Key = file.Key,
            DisplayName = file.Name,
            Description = file.Description,
            Owners = SeedPeople.IdsOf(SeedPeople.Pick(people, file.Owners, file.Key)),
            Members = SeedPeople.IdsOf(members),
            AppInstalled = file.AppInstalled,
            Channels = [.. file.Channels.Select(channel => ReadChannel(channel, $"{file.Key}/{channel.Key}", members, people, clock))],
        };
        SeedRules.Require(team.Channels is [{ MembershipType: MembershipType.Standard } general, ..] && general.Key == $"{file.Key}/allmant", file.Key, "the first channel is allmant.");
        return team;
    }

    private static Channel ReadChannel(
        ChannelEntry entry, string key, Dictionary<string, Person> team, Dictionary<string, Person> people, SeedClock clock)
    {
        var type = entry.Membership switch
        {
            null => MembershipType.Standard,
            "private" => MembershipType.Private,
            "shared" => MembershipType.Shared,
            var other => throw new InvalidDataException($"{key}: no membership is '{other}'."),
        };
        SeedRules.Require((entry.Members is null) == (type == MembershipType.Standard), key, "members stand on a private or shared channel, and only there.");

        // Whoever is in a private channel is in its team; a shared one takes people from anywhere.
        var own = SeedPeople.Pick(type == MembershipType.Private ? team : people, entry.Members ?? [], key);
        var channel = new Channel
        {
            Id = SeedIds.Channel(key),
            Key = key,
            DisplayName = entry.Name,
            Description = entry.Description,
            MembershipType = type,
            OwnMembers = SeedPeople.IdsOf(own),
        };
        new SeedWriter(channel, type == MembershipType.Standard ? team : own, clock).WriteThreads(entry.Threads);
        return channel;
    }

    private static Chat ReadChat(ChatEntry entry, Dictionary<string, Person> people, SeedClock clock)
    {
        var (type, key) = entry.Type switch
        {
            "oneOnOne" => (ChatType.OneOnOne, $"chat/{string.Join('-', entry.Members)}"),
            "group" when !entry.Key.Contains('-', StringComparison.Ordinal) => (ChatType.Group, entry.Key),
            "meeting" when entry.Key.EndsWith("-mote", StringComparison.Ordinal) => (ChatType.Meeting, entry.Key),
            _ => (default, ""),
        };
        SeedRules.Require(key == entry.Key, entry.Key, $"the key does not suit '{entry.Type}': chat/a-b with its two members, chat/…-mote, or chat/name for a group.");

        var members = SeedPeople.Pick(people, entry.Members, entry.Key);
        var chat = new Chat
        {
            Id = SeedIds.Chat(entry.Key),
            Key = entry.Key,
            ChatType = type,
            Topic = entry.Topic,
            Members = SeedPeople.IdsOf(members),
            AppInstalled = entry.AppInstalled,
        };
        new SeedWriter(chat, members, clock).WriteChat(entry.Messages);
        return chat;
    }
}
