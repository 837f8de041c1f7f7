using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Identity.Client;
using Microsoft.Kiota.Abstractions;
using Polly.Timeout;
using TillitTeams.Model;

namespace TillitTeams.Graph;

/// <summary>
/// What the app may read by itself: only teams and chats where it is installed, by resource-specific
/// consent (<c>ChannelMessage.Read.Group</c>, <c>ChannelMember.Read.Group</c>, <c>ChatMessage.Read.Chat</c>,
/// <c>ChatMember.Read.Chat</c>).
/// </summary>
public sealed class GraphAsApp(GraphServiceClient graph)
{
    /// <summary>Whether the message is there and not deleted.</summary>
    public Task<GraphVerdict> MessageExistsAsync(Guid tenantId, MessageSource source, CancellationToken cancellationToken) =>
        JudgeAsync(
            async () => await ReadMessageAsync(new AsApp(tenantId), source, cancellationToken) is { DeletedDateTime: null });

    /// <summary>What the message is now; <see cref="GraphVerdict.No"/> when it is deleted.</summary>
    public async Task<MessageStanding> ReadAsync(Guid tenantId, MessageSource source, CancellationToken cancellationToken)
    {
        ChatMessage? message = null;
        var verdict = await JudgeAsync(async () =>
            (message = await ReadMessageAsync(new AsApp(tenantId), source, cancellationToken)) is { DeletedDateTime: null });
        cancellationToken.ThrowIfCancellationRequested();
        return new MessageStanding(
            verdict, message?.LastEditedDateTime, message?.Subject, message?.Body?.Content, message?.Body?.ContentType == BodyType.Html);
    }

    /// <summary>Whether the person can open the conversation: shared channels' other teams included.</summary>
    public Task<GraphVerdict> IsMemberAsync(Guid tenantId, MessageSource source, Guid userId, CancellationToken cancellationToken) =>
        JudgeAsync(
            () => source.ChatId is { } chatId
                ? IsInChatAsync(new AsApp(tenantId), chatId, userId, cancellationToken)
                : IsInChannelAsync(new AsApp(tenantId), source, userId, cancellationToken));

    private Task<ChatMessage?> ReadMessageAsync(AsApp app, MessageSource source, CancellationToken cancellationToken)
    {
        if (source.ChatId is { } chatId)
        {
            return graph.Chats[chatId].Messages[source.MessageId].GetAsync(request => request.Options.Add(app), cancellationToken);
        }

        var messages = graph.Teams[source.TeamId].Channels[source.ChannelId].Messages;
        return source.RootMessageId is { } rootId
            ? messages[rootId].Replies[source.MessageId].GetAsync(request => request.Options.Add(app), cancellationToken)
            : messages[source.MessageId].GetAsync(request => request.Options.Add(app), cancellationToken);
    }

    private async Task<bool> IsInChannelAsync(AsApp app, MessageSource source, Guid userId, CancellationToken cancellationToken)
    {
        // allMembers counts those who reach a shared channel through another team; members does not.
        var all = graph.Teams[source.TeamId].Channels[source.ChannelId].AllMembers;
        var page = await all.GetAsync(
            request =>
            {
                request.Options.Add(app);
                request.QueryParameters.Filter = $"(microsoft.graph.aadUserConversationMember/userId eq '{userId}')";
            },
            cancellationToken);
        while (page is not null)
        {
            if (Names(page.Value, userId))
            {
                return true;
            }

            page = page.OdataNextLink is { } next
                ? await all.WithUrl(next).GetAsync(request => request.Options.Add(app), cancellationToken)
                : null;
        }

        return false;
    }

    /// <summary>A chat's members can't be filtered (<i>List conversationMembers</i>).</summary>
    private async Task<bool> IsInChatAsync(AsApp app, string chatId, Guid userId, CancellationToken cancellationToken)
    {
        var members = graph.Chats[chatId].Members;
        var page = await members.GetAsync(request => request.Options.Add(app), cancellationToken);
        while (page is not null)
        {
            if (Names(page.Value, userId))
            {
                return true;
            }

            page = page.OdataNextLink is { } next
                ? await members.WithUrl(next).GetAsync(request => request.Options.Add(app), cancellationToken)
                : null;
        }

        return false;
    }

    private static bool Names(IEnumerable<ConversationMember>? members, Guid userId) =>
        members?.OfType<AadUserConversationMember>().Any(member => Guid.TryParse(member.UserId, out var id) && id == userId) == true;

    /// <summary>Whoever asks sets the time it may take; running out of it is an answer too.</summary>
    private static async Task<GraphVerdict> JudgeAsync(Func<Task<bool>> ask)
    {
        try
        {
            return await ask() ? GraphVerdict.Yes : GraphVerdict.No;
        }
        // What stands between here and Graph may refuse too, in words of its own.
        catch (ApiException error)
        {
            return error.ResponseStatusCode switch
            {
                StatusCodes.Status404NotFound => GraphVerdict.No,
                StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => GraphVerdict.NotPermitted,
                _ => GraphVerdict.Unavailable,
            };
        }
        catch (Exception exception) when (exception
            is HttpRequestException or TimeoutRejectedException or MsalException or OperationCanceledException)
        {
            return GraphVerdict.Unavailable;
        }
    }
}

public sealed record MessageStanding(GraphVerdict Verdict, DateTimeOffset? EditedAt, string? Subject, string? Body, bool IsHtml);

public enum GraphVerdict
{
    Yes,
    No,

    /// <summary>The app is not installed there, so it may not know.</summary>
    NotPermitted,

    /// <summary>Graph was slow, throttled or down.</summary>
    Unavailable,
}
