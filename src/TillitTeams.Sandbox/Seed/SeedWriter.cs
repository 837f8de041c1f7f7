using System.Globalization;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Seed;

/// <summary>Writes what people said into one conversation, and refuses what could not have been said there.</summary>
internal sealed class SeedWriter(Conversation conversation, IReadOnlyDictionary<string, Person> members, SeedClock clock)
{
    private readonly HashSet<DateTimeOffset> taken = [];

    /// <summary>A channel's threads, in whichever order they are written down.</summary>
    public void WriteThreads(IEnumerable<MessageEntry> threads)
    {
        foreach (var thread in threads)
        {
            var root = Write(thread, null);
            var last = root.CreatedAt;
            foreach (var reply in thread.Replies)
            {
                Require(reply.Replies.Count == 0 && reply.Subject is null, reply, "a reply has neither a subject nor replies of its own.");
                last = After(last, Write(reply, root.Id), reply);
            }
        }

        conversation.Messages.Sort((one, other) => one.CreatedAt.CompareTo(other.CreatedAt));
    }

    /// <summary>A chat's messages, one after another.</summary>
    public void WriteChat(IEnumerable<MessageEntry> messages)
    {
        var last = DateTimeOffset.MinValue;
        foreach (var message in messages)
        {
            Require(message.Replies.Count == 0 && message.Subject is null, message, "a chat has neither subjects nor threads.");
            last = After(last, Write(message, null), message);
        }
    }

    private Message Write(MessageEntry entry, string? rootId)
    {
        Require(members.ContainsKey(entry.From), entry, $"{entry.From} is not a member.");
        Require(entry.Reactions.All(reaction => reaction.Value > 0 && reaction.Value < members.Count), entry, "more reactions than others who can read it.");

        var at = Try(entry, () => clock.At(entry.At));
        while (!taken.Add(at))
        {
            at = at.AddMilliseconds(1); // the id is the time, and unique in a conversation
        }

        var message = new Message
        {
            Id = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
            ReplyToId = rootId,
            FromPerson = members[entry.From].Id,
            CreatedAt = at,
            Subject = entry.Subject,
            Html = Try(entry, () => entry.Text.ToHtml(key => members.TryGetValue(key, out var person)
                ? person
                : throw new InvalidDataException($"{key} is mentioned but not a member."))),
            Reactions = entry.Reactions,
        };
        conversation.Messages.Add(message);
        return message;
    }

    private DateTimeOffset After(DateTimeOffset last, Message message, MessageEntry entry)
    {
        Require(message.CreatedAt > last, entry, "it stands after what was written later.");
        return message.CreatedAt;
    }

    private T Try<T>(MessageEntry entry, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(Where(entry, exception.Message), exception);
        }
    }

    private void Require(bool condition, MessageEntry entry, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidDataException(Where(entry, otherwise));
        }
    }

    private string Where(MessageEntry entry, string what) => $"{conversation.Key}, {entry.From} at '{entry.At}': {what}";
}
