using Microsoft.AspNetCore.Http.HttpResults;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Client;

/// <param name="Replies">Empty in a chat, where every message stands on its own.</param>
public sealed record ThreadView(MessageView Root, IReadOnlyList<MessageView> Replies);

/// <param name="More">Whether there is older to read.</param>
/// <param name="Found">Whether the message asked for is there.</param>
public sealed record MessagePage(IReadOnlyList<ThreadView> Threads, bool More, bool Found);

/// <summary>A page of a conversation, oldest first: the newest, those before one, those from one on, or those around one.</summary>
internal static class ReadMessages
{
    private const int ThreadsOnPage = 20;
    private const int ChatMessagesOnPage = 60;

    public static Results<Ok<MessagePage>, NotFound> Page(
        string id, string? before, string? from, string? around, Viewer viewer, SandboxTenant tenant, AppPackage package, ReactionLog reactions)
    {
        var app = package.Read("sv");
        var page = tenant.Read(content =>
            content.FindConversation(id) is { } conversation && content.IsMember(viewer.Id, conversation)
                ? Read(conversation, before, from, around, new MessageViews(content, conversation, viewer, app, reactions))
                : null);
        return page is null ? TypedResults.NotFound() : TypedResults.Ok(page);
    }

    private static MessagePage Read(Conversation conversation, string? before, string? from, string? around, MessageViews views)
    {
        var roots = conversation.Messages.Where(message => message.ReplyToId is null).ToList();
        var replies = conversation.Messages.Where(message => message.ReplyToId is not null).ToLookup(message => message.ReplyToId, StringComparer.Ordinal);
        var sought = conversation.Messages.Find(message => message.Id == around);
        var size = conversation is Chat ? ChatMessagesOnPage : ThreadsOnPage;

        var end = before is null ? roots.Count : Math.Max(0, roots.FindIndex(root => root.Id == before));
        var start = Math.Max(0, end - size);
        if (from is not null)
        {
            start = Math.Max(0, roots.FindIndex(root => root.Id == from));
        }
        else if (sought is not null)
        {
            var at = roots.FindIndex(root => root.Id == (sought.ReplyToId ?? sought.Id));
            start = Math.Clamp(at - (size / 4), 0, start);
        }

        return new MessagePage(
            [.. roots[start..end].Select(root => new ThreadView(views.Of(root), [.. replies[root.Id].Select(views.Of)]))],
            start > 0,
            around is null || sought is { DeletedAt: null });
    }
}
