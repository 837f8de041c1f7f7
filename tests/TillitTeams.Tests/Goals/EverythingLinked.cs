using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Tenant;
using TillitTeams.Tests.Harness;
using MessageLink = TillitTeams.Sandbox.Tenant.MessageLink;

namespace TillitTeams.Tests.Goals;

/// <summary>
/// Vadstena with every message of every conversation linked: each to all goals and one principle, with
/// words in title and <i>why</i> that stand nowhere else, so that a leak shows.
/// </summary>
public class EverythingLinked : LocalTenant
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await LinkAllAsync();
    }

    /// <summary>The secret of a source: in its title, and with another ending in its <i>why</i>.</summary>
    public static string SecretOf(Message message) => $"hemlig{message.Id}";

    public IReadOnlyList<(Conversation Conversation, Message Message)> Sources() => Tenant.Read(content =>
        content.Teams.SelectMany(team => team.Channels).Concat<Conversation>(content.Chats)
            .SelectMany(conversation => conversation.Messages.Where(message => message.FromPerson is not null).Select(message => (conversation, message)))
            .ToList());

    /// <summary>What the tenant itself says that the person can open.</summary>
    public IReadOnlySet<string> SecretsOpenTo(Person person) => Tenant.Read(content => Sources()
        .Where(source => content.IsMember(person.Id, source.Conversation) && source.Message.DeletedAt is null)
        .Select(source => SecretOf(source.Message))
        .ToHashSet(StringComparer.Ordinal));

    public IReadOnlyList<Person> SixPeople => Tenant.Read(content => content.People.Where(person => person.CanSignIn).ToList());

    /// <summary>Links messages besides those of the seed.</summary>
    public Task<int> LinkAsync(Conversation conversation, IReadOnlyCollection<Message> messages) => InDatabase(async db =>
    {
        var goals = await db.Goals.ToListAsync();
        var principle = await db.Principles.FirstAsync();
        db.AddRange(messages.Select(message => LinkTo(conversation, message, Person("elin").Id, goals, principle)));
        return await db.SaveChangesAsync();
    });

    private Task<int> LinkAllAsync() => InDatabase(async db =>
    {
        var goals = await db.Goals.ToListAsync();
        var principles = await db.Principles.OrderBy(principle => principle.Order).ToListAsync();
        // Who reads their own page reads of what they can no longer open, too.
        var taggers = SixPeople;
        foreach (var (source, at) in Sources().Select((source, at) => (source, at)))
        {
            db.Add(LinkTo(source.Conversation, source.Message, taggers[at % taggers.Count].Id, goals, principles[at % principles.Count]));
        }

        return await db.SaveChangesAsync();
    });

    private Link LinkTo(Conversation conversation, Message message, Guid tagger, List<Goal> goals, Principle principle) => Tenant.Read(content =>
    {
        var source = content.FindChannel(conversation.Id) is { } channel
            ? MessageSource.InChannel(channel.Team.Id.ToString(), conversation.Id, message.Id, message.ReplyToId)
            : MessageSource.InChat(conversation.Id, message.Id);
        var id = Guid.CreateVersion7(message.CreatedAt);
        return new Link
        {
            Id = id,
            TenantId = content.Id,
            SourceKey = source.Key,
            Message = source,
            WebUrl = MessageLink.To(content, conversation, message),
            Title = SecretOf(message),
            PlaceName = conversation.Key,
            ContainerId = source.ContainerId,
            OccurredAt = message.CreatedAt,
            Why = $"{SecretOf(message)}därför",
            TaggedById = tagger,
            TaggedAt = message.CreatedAt,
            ChangedAt = message.CreatedAt,
            Version = Guid.NewGuid(),
            Goals = [.. goals.Select(goal => new LinkGoal { TenantId = content.Id, LinkId = id, GoalId = goal.Id })],
            Principles = [new LinkPrinciple { TenantId = content.Id, LinkId = id, PrincipleId = principle.Id }],
        };
    });
}
