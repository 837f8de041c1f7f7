using System.Globalization;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using TillitTeams.Model;

namespace TillitTeams.Graph;

public enum Access
{
    Open,
    Closed,

    /// <summary>Graph did not say: it was slow, throttled or down.</summary>
    Unknown,
}

public sealed record MessageSight(bool IsGone, DateTimeOffset? EditedAt);

/// <summary>What a person can see of a conversation.</summary>
/// <param name="Messages">By message id, as far as they were read.</param>
public sealed record ConversationSight(Access Access, IReadOnlyDictionary<string, MessageSight> Messages)
{
    public static ConversationSight Closed { get; } = new(Access.Closed, new Dictionary<string, MessageSight>());

    public static ConversationSight Unknown { get; } = new(Access.Unknown, new Dictionary<string, MessageSight>());
}

/// <summary>A message as the person reads it; only <see cref="Access"/> where they cannot.</summary>
public sealed record MessageRead(Access Access, string? Subject = null, string? Body = null, bool IsHtml = false, DateTimeOffset? CreatedAt = null, string? WebUrl = null)
{
    public static MessageRead Closed { get; } = new(Access.Closed);

    public static MessageRead Unknown { get; } = new(Access.Unknown);
}

/// <param name="Source">The message that is wanted most.</param>
/// <param name="Newest">
/// When several of the same conversation are wanted, the time of the newest: its messages are listed instead.
/// A chat's from there backwards; a channel's always from its latest (<em>List channel messages</em> knows no filter).
/// </param>
public sealed record SightQuestion(MessageSource Source, DateTimeOffset? Newest = null)
{
    public bool Several => Newest is not null;
}

/// <summary>
/// Asks Graph on behalf of the person who looks. Graph allows an app one request per second to a given
/// channel or chat, each request in a batch counted by itself (<em>Microsoft Graph service-specific
/// throttling limits</em>, Microsoft Teams), so a conversation is asked once for all its messages.
/// </summary>
internal sealed class GraphAsViewer(GraphServiceClient graph, GraphBatch batch)
{
    /// <summary>The most messages that Graph lists at a time.</summary>
    private const int MessagesAtOnce = 50;

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors = new(StringComparer.Ordinal)
    {
        ["XXX"] = ODataError.CreateFromDiscriminatorValue,
    };

    /// <returns>By <see cref="MessageSource.ConversationId"/>, one answer to each question.</returns>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<IReadOnlyDictionary<string, ConversationSight>> LookAsync(
        IReadOnlyCollection<SightQuestion> questions, CancellationToken cancellationToken)
    {
        var sights = questions.ToDictionary(question => question.Source.ConversationId, _ => ConversationSight.Unknown, StringComparer.Ordinal);
        await batch.AskAsync(
            questions, RequestFor, async (question, answer) => sights[question.Source.ConversationId] = await ReadAsync(question, answer), cancellationToken);
        return sights;
    }

    /// <summary>One message, for somebody who wants to link it. A deleted one is closed to everybody.</summary>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<MessageRead> ReadAsync(MessageSource source, CancellationToken cancellationToken)
    {
        try
        {
            var message = await graph.RequestAdapter.SendAsync(
                RequestFor(new SightQuestion(source)), ChatMessage.CreateFromDiscriminatorValue, Errors, cancellationToken);
            return message is null or { DeletedDateTime: not null }
                ? MessageRead.Closed
                : new MessageRead(
                    Access.Open, message.Subject, message.Body?.Content, message.Body?.ContentType == BodyType.Html, message.CreatedDateTime, message.WebUrl);
        }
        catch (ODataError refusal) when (refusal.ResponseStatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
        {
            return MessageRead.Closed;
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            return MessageRead.Unknown;
        }
    }

    private RequestInformation RequestFor(SightQuestion question)
    {
        var source = question.Source;
        if (source.ChatId is { } chatId)
        {
            var inChat = graph.Chats[chatId].Messages;
            return question.Newest is { } newest
                ? inChat.ToGetRequestInformation(request =>
                {
                    request.QueryParameters.Top = MessagesAtOnce;
                    request.QueryParameters.Orderby = ["createdDateTime desc"];
                    // Only before a time can be asked for, and the newest is to be among them.
                    request.QueryParameters.Filter = string.Create(CultureInfo.InvariantCulture, $"createdDateTime lt {newest.AddSeconds(1).UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}");
                })
                : inChat[source.MessageId].ToGetRequestInformation();
        }

        var inChannel = graph.Teams[source.TeamId].Channels[source.ChannelId].Messages;
        return question.Several
            ? inChannel.ToGetRequestInformation(request =>
            {
                request.QueryParameters.Top = MessagesAtOnce;
                request.QueryParameters.Expand = ["replies"];
            })
            : source.RootMessageId is { } root
                ? inChannel[root].Replies[source.MessageId].ToGetRequestInformation()
                : inChannel[source.MessageId].ToGetRequestInformation();
    }

    private static async Task<ConversationSight> ReadAsync(SightQuestion question, GraphBatchAnswer answer)
    {
        switch (answer.Status)
        {
            case StatusCodes.Status200OK when question.Several:
                var listed = await answer.ReadAsync<ChatMessageCollectionResponse>();
                return Open(listed.Value?.SelectMany(message => (message.Replies ?? []).Prepend(message)) ?? []);
            case StatusCodes.Status200OK:
                return Open([await answer.ReadAsync<ChatMessage>()]);
            case StatusCodes.Status404NotFound when !question.Several:
                // Says nothing of the conversation's other messages.
                return new ConversationSight(Access.Unknown, new Dictionary<string, MessageSight>(StringComparer.Ordinal)
                {
                    [question.Source.MessageId] = new(IsGone: true, EditedAt: null),
                });
            case StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound:
                return ConversationSight.Closed;
            default:
                return ConversationSight.Unknown;
        }
    }

    private static ConversationSight Open(IEnumerable<ChatMessage> messages) => new(
        Access.Open,
        messages.ToDictionary(
            message => message.Id!,
            message => new MessageSight(message.DeletedDateTime is not null, message.LastEditedDateTime),
            StringComparer.Ordinal));
}
