using Microsoft.Extensions.Caching.Memory;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>The links to messages that the caller can open, remembered per conversation.</summary>
internal sealed class VisibleMessages(GraphAsViewer graph, SightCache cache, Caller caller)
{
    /// <summary>A chat's links may lie further apart than one list of its messages reaches.</summary>
    private const int MostLooks = 3;

    public async Task<Visible> OfAsync(IReadOnlyList<Link> links, CancellationToken cancellationToken)
    {
        var wanted = links.Where(link => link.Message is not null).ToLookup(link => link.Message!.ConversationId, StringComparer.Ordinal);
        var sights = wanted.ToDictionary(
            conversation => conversation.Key,
            conversation => cache.Store.Get<ConversationSight>(KeyOf(conversation.Key)) ?? ConversationSight.Unknown,
            StringComparer.Ordinal);
        var asked = wanted.Select(conversation => conversation.Key).ToList();
        for (var look = 0; look < MostLooks && Questions(asked, wanted, sights) is { Count: > 0 } questions; look++)
        {
            asked = [];
            foreach (var (conversation, seen) in await graph.LookAsync(questions, cancellationToken))
            {
                sights[conversation] = Merge(sights[conversation], seen);
                if (seen.Messages.Count > 0)
                {
                    asked.Add(conversation);
                }

                // What was not answered now is no reason to believe an older answer for longer.
                if (seen.Access != Access.Unknown)
                {
                    Remember(conversation, sights[conversation]);
                }
            }
        }

        var visible = new List<VisibleLink>();
        var lost = new List<Link>();
        var inDoubt = false;
        foreach (var link in wanted.SelectMany(conversation => conversation))
        {
            var source = link.Message!;
            var sight = sights[source.ConversationId];
            var message = sight.Messages.GetValueOrDefault(source.MessageId);
            if (link.State != SourceState.Gone && !Answers(sight, source))
            {
                inDoubt = true;
            }
            else if (link.State == SourceState.Gone || sight.Access == Access.Closed || message is { IsGone: true })
            {
                lost.Add(link);
            }
            else
            {
                visible.Add(new VisibleLink(link, link.State == SourceState.Edited || message?.EditedAt > link.TaggedAt));
            }
        }

        return new Visible(
            visible, lost, [.. sights.Where(sight => sight.Value.Access == Access.Closed).Select(sight => sight.Key)], inDoubt);
    }

    private static List<SightQuestion> Questions(
        IEnumerable<string> conversations, ILookup<string, Link> wanted, Dictionary<string, ConversationSight> sights)
    {
        var questions = new List<SightQuestion>();
        foreach (var conversation in conversations)
        {
            var unseen = wanted[conversation].Where(link => !Answers(sights[conversation], link.Message!)).OrderByDescending(link => link.OccurredAt).ToList();
            if (unseen is [var newest, .. var older])
            {
                questions.Add(new SightQuestion(newest.Message!, older.Count > 0 ? newest.OccurredAt : null));
            }
        }

        return questions;
    }

    /// <summary>
    /// Who can read a channel can read all of it; in a chat somebody who joined later may not see what came
    /// before, so there each message speaks for itself.
    /// </summary>
    private static bool Answers(ConversationSight sight, MessageSource source) => sight switch
    {
        { Access: Access.Closed } => true,
        { Access: Access.Open } when source.ChatId is null => true,
        _ => sight.Messages.ContainsKey(source.MessageId),
    };

    private static ConversationSight Merge(ConversationSight known, ConversationSight seen) =>
        seen.Access == Access.Closed
            ? seen
            : new ConversationSight(
                seen.Access == Access.Unknown ? known.Access : seen.Access,
                new Dictionary<string, MessageSight>(seen.Messages.Concat(known.Messages).DistinctBy(pair => pair.Key), StringComparer.Ordinal));

    private void Remember(string conversation, ConversationSight sight) =>
        cache.Remember(KeyOf(conversation), sight, 1 + sight.Messages.Count);

    private (Guid Tenant, Guid Person, string Conversation) KeyOf(string conversation) => (caller.TenantId, caller.UserId, conversation);
}
