using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace TillitTeams.Teams;

/// <summary>
/// When a call may be made again (<i>Optimize your bot with rate limiting in Teams</i>: 412, 429, 502 and
/// 504, with exponential back-off and jitter). A POST whose fate is unknown is never repeated: a card
/// twice in a thread is worse than a sentence saying that it may be missing.
/// </summary>
internal static class ConnectorRetries
{
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    /// <summary>Marks a request whose sender decides when it is made again.</summary>
    public static readonly HttpRequestOptionsKey<bool> Once = new("once");

    public static HttpRetryStrategyOptions Options => new()
    {
        MaxRetryAttempts = 3,
        Delay = TimeSpan.FromMilliseconds(200),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldRetryAfterHeader = true,
        ShouldHandle = call => ValueTask.FromResult(
            call.Context.GetRequestMessage()?.Options.TryGetValue(Once, out _) != true
            && MayRepeat(call.Context.GetRequestMessage()?.Method, call.Outcome.Result, call.Outcome.Exception)),
    };

    internal static bool MayRepeat(HttpMethod? method, HttpResponseMessage? response, Exception? exception) =>
        response?.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => true,
            HttpStatusCode.PreconditionFailed or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => true,
            HttpStatusCode.ServiceUnavailable => method != HttpMethod.Post || response.Headers.RetryAfter is not null,
            HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout => method != HttpMethod.Post,
            null => method != HttpMethod.Post && exception is (HttpRequestException or TimeoutRejectedException),
            _ => false,
        };
}
