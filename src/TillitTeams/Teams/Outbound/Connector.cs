using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Identity.Abstractions;
using Microsoft.Identity.Client;
using Polly.Timeout;
using TillitTeams.Hosting;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace TillitTeams.Teams;

/// <summary>
/// The Bot Connector's REST protocol (<i>Bot Connector API reference</i>), as much of it as the product
/// uses. The service URL comes with each call: it differs by region and conversation, and may change.
/// </summary>
public sealed partial class Connector(
    HttpClient http, IAuthorizationHeaderProvider tokens, ServiceUrls serviceUrls, TimeProvider clock, ILogger<Connector> logger)
{
    internal const string Scope = "https://api.botframework.com/.default";
    private const int MembersPerPage = 500;

    /// <returns>The id of the message as Teams knows it.</returns>
    public async Task<ConnectorAnswer<string>> SendAsync(ConversationAddress to, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(message.ToActivity(), ActivityJson.Sent.OutgoingActivity);
        var answer = await CallAsync(HttpMethod.Post, to.ServiceUrl, Activities(to), content, ActivityJson.Default.PostedActivity, cancellationToken);
        return answer.Map(posted => posted.Id);
    }

    /// <summary>Into a channel's thread; chats have none, so there it is a new message.</summary>
    public Task<ConnectorAnswer<string>> ReplyAsync(
        ConversationAddress to, string rootMessageId, OutgoingMessage message, CancellationToken cancellationToken) =>
        SendAsync(to.InThread(rootMessageId), message, cancellationToken);

    public async Task<ConnectorAnswer<string>> UpdateAsync(
        ConversationAddress to, string messageId, OutgoingMessage message, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(message.ToActivity(), ActivityJson.Sent.OutgoingActivity);
        var answer = await CallAsync(
            HttpMethod.Put, to.ServiceUrl, $"{Activities(to)}/{messageId}", content, ActivityJson.Default.PostedActivity, cancellationToken);
        return answer.Map(_ => messageId);
    }

    /// <inheritdoc cref="SendAsync(ConversationAddress, OutgoingMessage, CancellationToken)"/>
    public async Task<ConnectorAnswer<string>> SendAsync(ConversationAddress to, StoredCard card, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(card.ToActivity(), ActivityJson.Sent.OutgoingActivity);
        var answer = await CallAsync(
            HttpMethod.Post, to.ServiceUrl, Activities(to), content, ActivityJson.Default.PostedActivity, cancellationToken, once: true);
        return answer.Map(posted => posted.Id);
    }

    /// <summary>Puts the card in the place of the posted one.</summary>
    public async Task<ConnectorAnswer<string>> UpdateAsync(
        ConversationAddress to, string messageId, StoredCard card, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(card.ToActivity(), ActivityJson.Sent.OutgoingActivity);
        var answer = await CallAsync<PostedActivity>(
            HttpMethod.Put, to.ServiceUrl, $"{Activities(to)}/{messageId}", content, type: null, cancellationToken, once: true);
        return new ConnectorAnswer<string>(answer.State, messageId) { RetryAfter = answer.RetryAfter };
    }

    public async Task<ConnectorAnswer<string>> DeleteAsync(ConversationAddress to, string messageId, CancellationToken cancellationToken)
    {
        var answer = await CallAsync<PostedActivity>(
            HttpMethod.Delete, to.ServiceUrl, $"{Activities(to)}/{messageId}", content: null, type: null, cancellationToken);
        return answer.Map(_ => messageId);
    }

    /// <summary>Everybody in the channel or chat; ends early when the bot may not ask.</summary>
    public async IAsyncEnumerable<ConversationMember> MembersAsync(
        ConversationAddress of, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var path = $"v3/conversations/{Uri.EscapeDataString(of.ConversationId)}/pagedmembers?pageSize={MembersPerPage}"
                + (next is null ? "" : $"&continuationToken={Uri.EscapeDataString(next)}");
            var page = await CallAsync(HttpMethod.Get, of.ServiceUrl, path, content: null, ActivityJson.Default.MembersPage, cancellationToken);
            foreach (var member in page.Value?.Members ?? [])
            {
                yield return member;
            }

            next = page.Value?.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    /// <param name="serviceUrl">The one that the team's latest activity came with.</param>
    /// <param name="teamThreadId">The thread id of the team's General channel.</param>
    public Task<ConnectorAnswer<TeamDetails>> TeamAsync(string serviceUrl, string teamThreadId, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, serviceUrl, $"v3/teams/{Uri.EscapeDataString(teamThreadId)}", content: null, ActivityJson.Default.TeamDetails, cancellationToken);

    /// <summary>The channels that the bot can see in the team.</summary>
    public Task<ConnectorAnswer<TeamChannels>> TeamChannelsAsync(string serviceUrl, string teamThreadId, CancellationToken cancellationToken) =>
        CallAsync(HttpMethod.Get, serviceUrl, $"v3/teams/{Uri.EscapeDataString(teamThreadId)}/conversations", content: null, ActivityJson.Default.TeamChannels, cancellationToken);

    /// <summary>The 1:1 chat with the person: the one that there is, or a new one.</summary>
    internal async Task<ConnectorAnswer<string>> OpenChatAsync(string serviceUrl, NewConversation chat, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(chat, ActivityJson.Sent.NewConversation);
        var answer = await CallAsync(HttpMethod.Post, serviceUrl, "v3/conversations", content, ActivityJson.Default.PostedActivity, cancellationToken, once: true);
        return answer.Map(opened => opened.Id);
    }

    private static string Activities(ConversationAddress to) =>
        $"v3/conversations/{Uri.EscapeDataString(to.ConversationId)}/activities";

    private async Task<ConnectorAnswer<T>> CallAsync<T>(
        HttpMethod method, string serviceUrl, string path, HttpContent? content, JsonTypeInfo<T>? type, CancellationToken cancellationToken, bool once = false)
        where T : class
    {
        if (!serviceUrls.Allow(serviceUrl))
        {
            throw new InvalidOperationException("The app's token is not sent to a service URL outside the list.");
        }

        using var request = new HttpRequestMessage(method, new Uri(new Uri(serviceUrl.TrimEnd('/') + '/'), path)) { Content = content };
        if (once)
        {
            request.Options.Set(ConnectorRetries.Once, true);
        }

        try
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(
                await tokens.CreateAuthorizationHeaderForAppAsync(Scope, TokenRequest.Ours(), cancellationToken));
        }
        // Whoever keeps account of what was sent needs to know that nothing was.
        catch (Exception exception) when (exception is HttpRequestException or MsalException || (once && exception is OperationCanceledException))
        {
            Log.Unanswered(logger, method, UrlShape.OfPath(path), exception);
            return new(ConnectorState.NotNow, null);
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            // Not being installed there is an answer like any other.
            if (!response.IsSuccessStatusCode && response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound))
            {
                Log.Refused(logger, method, UrlShape.OfPath(path), (int)response.StatusCode);
            }

            return response switch
            {
                { IsSuccessStatusCode: false } => new(await ConnectorErrors.ReadAsync(response, cancellationToken), null) { RetryAfter = RetryAfterOf(response) },
                _ when type is null || response.Content.Headers.ContentLength == 0 => new(ConnectorState.Done, null),
                _ => new(ConnectorState.Done, await response.Content.ReadFromJsonAsync(type, cancellationToken)),
            };
        }
        // An answer that is not the protocol's JSON comes from something in between, and says nothing.
        catch (Exception exception) when (exception is HttpRequestException or TimeoutRejectedException or JsonException)
        {
            Log.Unanswered(logger, method, UrlShape.OfPath(path), exception);
            return new(exception is HttpRequestException { HttpRequestError: var error } && ConnectorErrors.IsBeforeSending(error) ? ConnectorState.NotNow : ConnectorState.Unavailable, null);
        }
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) =>
        response.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - clock.GetUtcNow() : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The Bot Connector answered {Status} to {Method} {Path}.")]
        public static partial void Refused(ILogger logger, HttpMethod method, string path, int status);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The Bot Connector gave no answer to {Method} {Path}.")]
        public static partial void Unanswered(ILogger logger, HttpMethod method, string path, Exception exception);
    }
}
