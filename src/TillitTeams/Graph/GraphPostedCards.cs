using System.Runtime.CompilerServices;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;

namespace TillitTeams.Graph;

/// <param name="Verdict">Whether it is there; <see cref="GraphVerdict.NotPermitted"/> where the app cannot look.</param>
public sealed record PostedCard(GraphVerdict Verdict, string? MessageId = null);

/// <summary>
/// Reads back what the app's bot has posted in a channel or a group chat, by resource-specific consent
/// (<c>ChannelMessage.Read.Group</c>, <c>ChatMessage.Read.Chat</c>).
/// </summary>
public sealed class GraphPostedCards(GraphServiceClient graph)
{
    private const int PageSize = 50;

    /// <param name="teamId">Null for a chat.</param>
    /// <param name="mark">What the card carries and no other has.</param>
    public async Task<PostedCard> FindAsync(
        Guid tenantId, string? teamId, string conversationId, DateTimeOffset since, string mark, CancellationToken cancellationToken)
    {
        try
        {
            var messages = teamId is null
                ? InChatAsync(tenantId, conversationId, since, cancellationToken)
                : InChannelAsync(tenantId, teamId, conversationId, since, cancellationToken);
            await foreach (var message in messages)
            {
                if (message.From?.Application is not null
                    && message.Attachments?.Any(attachment => attachment.Content?.Contains(mark, StringComparison.OrdinalIgnoreCase) == true) == true)
                {
                    return new PostedCard(GraphVerdict.Yes, message.Id);
                }
            }

            return new PostedCard(GraphVerdict.No);
        }
        catch (ODataError refusal) when (refusal.ResponseStatusCode is StatusCodes.Status400BadRequest
            or StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
        {
            return new PostedCard(GraphVerdict.NotPermitted);
        }
        catch (Exception exception) when (exception is MsalException || GraphOutage.Is(exception, cancellationToken))
        {
            return new PostedCard(GraphVerdict.Unavailable);
        }
    }

    /// <summary>Delta takes a time to begin at, which a plain list does not; it leaves replies out (<i>chatMessage: delta</i>).</summary>
    private async IAsyncEnumerable<ChatMessage> InChannelAsync(
        Guid tenantId, string teamId, string channelId, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var app = new AsApp(tenantId);
        var delta = graph.Teams[teamId].Channels[channelId].Messages.Delta;
        var page = await delta.GetAsDeltaGetResponseAsync(
            request =>
            {
                request.Options.Add(app);
                request.QueryParameters.Top = PageSize;
                request.QueryParameters.Filter = $"lastModifiedDateTime gt {Text(since)}";
            },
            cancellationToken);
        while (page is not null)
        {
            foreach (var message in page.Value ?? [])
            {
                yield return message;
            }

            page = page.OdataNextLink is { } next
                ? await delta.WithUrl(next).GetAsDeltaGetResponseAsync(request => request.Options.Add(app), cancellationToken)
                : null;
        }
    }

    private async IAsyncEnumerable<ChatMessage> InChatAsync(
        Guid tenantId, string chatId, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var app = new AsApp(tenantId);
        var messages = graph.Chats[chatId].Messages;
        var page = await messages.GetAsync(
            request =>
            {
                request.Options.Add(app);
                request.QueryParameters.Top = PageSize;
                // The filter counts only together with the same order (List messages in a chat).
                request.QueryParameters.Orderby = ["lastModifiedDateTime desc"];
                request.QueryParameters.Filter = $"lastModifiedDateTime gt {Text(since)}";
            },
            cancellationToken);
        while (page is not null)
        {
            foreach (var message in page.Value ?? [])
            {
                yield return message;
            }

            page = page.OdataNextLink is { } next
                ? await messages.WithUrl(next).GetAsync(request => request.Options.Add(app), cancellationToken)
                : null;
        }
    }

    private static string Text(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}";
}
