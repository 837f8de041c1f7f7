using System.Globalization;
using System.Net;
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
public sealed class GraphAsViewer(GraphServiceClient graph, TimeProvider clock)
{
    /// <summary>The most messages that Graph lists at a time.</summary>
    private const int MessagesAtOnce = 50;

    private const int Attempts = 3;

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Errors = new(StringComparer.Ordinal)
    {
        ["XXX"] = ODataError.CreateFromDiscriminatorValue,
    };

    /// <summary>Graph counts per second; whoever is told to wait longer than this is not waited for.</summary>
    private static readonly TimeSpan Throttled = TimeSpan.FromSeconds(1);

    /// <returns>By <see cref="MessageSource.ConversationId"/>, one answer to each question.</returns>
    /// <exception cref="Microsoft.Identity.Web.MicrosoftIdentityWebChallengeUserException">The permissions are not consented to.</exception>
    public async Task<IReadOnlyDictionary<string, ConversationSight>> LookAsync(
        IReadOnlyCollection<SightQuestion> questions, CancellationToken cancellationToken)
    {
        var sights = questions.ToDictionary(question => question.Source.ConversationId, _ => ConversationSight.Unknown, StringComparer.Ordinal);
        if (questions.Count == 0)
        {
            return sights;
        }

        try
        {
            var left = questions;
            for (var attempt = 0; left.Count > 0 && attempt < Attempts; attempt++)
            {
                if (attempt > 0)
                {
                    await Task.Delay(Throttled, clock, cancellationToken);
                }

                left = await AskAsync(left, sights, cancellationToken);
            }
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            // Whatever was not answered stays unknown, and what is unknown is not shown.
        }

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

    /// <returns>The questions that were throttled, to be asked again.</returns>
    private async Task<List<SightQuestion>> AskAsync(
        IReadOnlyCollection<SightQuestion> questions, Dictionary<string, ConversationSight> sights, CancellationToken cancellationToken)
    {
        // Splits by itself into batches of the 20 requests that Graph takes.
        var batch = new BatchRequestContentCollection(graph);
        var steps = new List<(string Id, SightQuestion Question)>();
        foreach (var question in questions)
        {
            steps.Add((await batch.AddBatchRequestStepAsync(RequestFor(question)), question));
        }

        var answers = await graph.Batch.PostAsync(batch, cancellationToken);
        var throttled = new List<SightQuestion>();
        foreach (var (id, question) in steps)
        {
            using var answer = await answers.GetResponseByIdAsync(id);
            if (answer?.StatusCode == HttpStatusCode.TooManyRequests && (answer.Headers.RetryAfter?.Delta ?? Throttled) <= Throttled)
            {
                throttled.Add(question);
            }
            else
            {
                sights[question.Source.ConversationId] = await ReadAsync(answers, id, (int?)answer?.StatusCode, question);
            }
        }

        return throttled;
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

    private static async Task<ConversationSight> ReadAsync(BatchResponseContentCollection answers, string step, int? status, SightQuestion question)
    {
        switch (status)
        {
            case StatusCodes.Status200OK when question.Several:
                var listed = await answers.GetResponseByIdAsync<ChatMessageCollectionResponse>(step);
                return Open(listed.Value?.SelectMany(message => (message.Replies ?? []).Prepend(message)) ?? []);
            case StatusCodes.Status200OK:
                return Open([await answers.GetResponseByIdAsync<ChatMessage>(step)]);
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
