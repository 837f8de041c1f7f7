using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Seed;

/// <summary>Makes the invented Vadstena of the JSON files, dated so that it looks lived in today.</summary>
public static partial class TenantSeed
{
    private const string Domain = "vadstena.example";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");

    /// <exception cref="InvalidDataException">A file names somebody or something that is not there.</exception>
    public static TenantContent Load(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);
        var people = Read<PersonFile[]>("people.json").Select(PersonOf).ToList();
        return new TenantContent
        {
            Id = SeedIds.Tenant,
            DisplayName = "Vadstena kommun",
            Domain = Domain,
            People = people,
            Teams = [.. Read<string[]>("teams.json").Select(file => TeamOf(Read<TeamFile>($"team-{file}.json"), people, today))],
            Chats = [.. Read<ChatFile[]>("chats.json").Select(file => ChatOf(file, people, today))],
        };
    }

    private static Person PersonOf(PersonFile file)
    {
        var space = file.Name.IndexOf(' ', StringComparison.Ordinal);
        return new Person
        {
            Id = SeedIds.Person(file.Key),
            Key = file.Key,
            DisplayName = file.Name,
            GivenName = file.Name[..space],
            Surname = file.Name[(space + 1)..],
            UserPrincipalName = $"{Ascii(file.Name[..space])}.{Ascii(file.Name[(space + 1)..])}@{Domain}",
            JobTitle = file.Title,
            Department = file.Department,
            AppRoles = file.Roles ?? [],
            IsAdministrator = file.Administrator,
            CanSignIn = file.SignsIn,
        };
    }

    private static Team TeamOf(TeamFile file, List<Person> people, DateOnly today)
    {
        var team = new Team
        {
            Id = SeedIds.Team(file.Key),
            Key = file.Key,
            DisplayName = file.Name,
            Description = file.Description,
            Owners = Find(people, file.Owners, file.Key),
            Members = Find(people, [.. file.Owners, .. file.Members], file.Key),
            AppInstalled = file.App,
        };
        foreach (var channelFile in file.Channels)
        {
            var channel = new Channel
            {
                Id = SeedIds.Channel($"{file.Key}/{channelFile.Key}"),
                Key = $"{file.Key}/{channelFile.Key}",
                DisplayName = channelFile.Name,
                Description = channelFile.Description,
                MembershipType = channelFile.Membership switch
                {
                    null => MembershipType.Standard,
                    "private" => MembershipType.Private,
                    "shared" => MembershipType.Shared,
                    var other => throw new InvalidDataException($"{file.Key}/{channelFile.Key}: no membership '{other}'."),
                },
                OwnMembers = Find(people, channelFile.Members ?? [], channelFile.Key),
            };
            var members = channel.MembershipType == MembershipType.Standard ? team.Members : channel.OwnMembers;
            Write(channel, channelFile.Threads, people, members, today);
            team.Channels.Add(channel);
        }

        return team;
    }

    private static Chat ChatOf(ChatFile file, List<Person> people, DateOnly today)
    {
        var members = Find(people, file.Members, file.Key);
        var chat = new Chat
        {
            Id = SeedIds.Chat(file.Key),
            Key = file.Key,
            ChatType = file.Type switch { "oneOnOne" => ChatType.OneOnOne, "meeting" => ChatType.Meeting, _ => ChatType.Group },
            Topic = file.Topic,
            Members = members,
            AppInstalled = file.App,
        };
        Write(chat, file.Messages, people, members, today);
        return chat;
    }

    private static void Write(Conversation conversation, ThreadFile[] threads, List<Person> people, HashSet<Guid> members, DateOnly today)
    {
        foreach (var thread in threads)
        {
            var root = Add(conversation, thread, null, people, members, today);
            foreach (var reply in thread.Replies ?? [])
            {
                var added = Add(conversation, reply, root.Id, people, members, today);
                if (added.CreatedAt <= root.CreatedAt)
                {
                    throw new InvalidDataException($"{conversation.Key}: the reply of {reply.At} stands before its thread.");
                }
            }
        }

        conversation.Messages.Sort((one, other) => one.CreatedAt.CompareTo(other.CreatedAt));
    }

    private static Message Add(Conversation conversation, ThreadFile file, string? root, List<Person> people, HashSet<Guid> members, DateOnly today)
    {
        var author = SeedIds.Person(file.By);
        if (!members.Contains(author))
        {
            throw new InvalidDataException($"{conversation.Key}: {file.By} writes without being a member.");
        }

        var at = Time(file.At, today);
        while (conversation.Messages.Exists(message => message.CreatedAt == at))
        {
            at = at.AddSeconds(17).AddMilliseconds(311);
        }

        var message = new Message
        {
            Id = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ReplyToId = root,
            FromPerson = people.Single(person => person.Id == author).Id,
            CreatedAt = at,
            Subject = file.Subject,
            Html = Html(file.Text),
            Reactions = file.Likes ?? [],
        };
        conversation.Messages.Add(message);
        return message;
    }

    private static string Html(string text)
    {
        var mention = 0;
        return string.Concat(text.Split('\n').Select(paragraph =>
            $"<p>{Mention().Replace(HtmlText.Encode(paragraph), match => $"<at id=\"{mention++}\">{match.Groups["name"].Value}</at>")}</p>"));
    }

    private static DateTimeOffset Time(string at, DateOnly today)
    {
        var parts = at.Split(' ');
        var day = today;
        for (var left = int.Parse(parts[0], CultureInfo.InvariantCulture); left > 0; left--)
        {
            do
            {
                day = day.AddDays(-1);
            }
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        }

        var local = day.ToDateTime(TimeOnly.Parse(parts[1], CultureInfo.InvariantCulture));
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static HashSet<Guid> Find(List<Person> people, IEnumerable<string> keys, string where) =>
        [.. keys.Select(key => people.Find(person => person.Key == key)?.Id ?? throw new InvalidDataException($"{where}: no person '{key}'."))];

    private static string Ascii(string name) => name.ToLowerInvariant()
        .Replace('å', 'a').Replace('ä', 'a').Replace('ö', 'o').Replace('é', 'e').Replace(' ', '-');

    private static T Read<T>(string file)
    {
        var assembly = typeof(TenantSeed).Assembly;
        using var stream = assembly.GetManifestResourceStream($"TillitTeams.Sandbox.Seed.{file}")
            ?? throw new InvalidDataException($"The seed has no file {file}.");
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidDataException($"{file} is empty.");
    }

    [GeneratedRegex(@"@\[(?<name>[^\]]+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mention();
}
