using System.Diagnostics;
using System.Net;
using TillitTeams.Hosting;

namespace TillitTeams.Graph;

/// <summary>
/// Gives Graph the trace's id as <c>client-request-id</c>, and writes down by which <c>request-id</c> Microsoft's support
/// finds a call that Graph could not answer (<em>Best practices for working with Microsoft Graph</em>, reliability and support).
/// </summary>
internal sealed partial class NameGraphCall(ILogger<NameGraphCall> logger) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("client-request-id", Guid.ParseExact(Reference.Current, "N").ToString());
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var named = answer.Headers.TryGetValues("request-id", out var ids) ? string.Join(',', ids) : null;
            Activity.Current?.SetTag("graph.request_id", named);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            {
                Log.Refused(logger, (int)answer.StatusCode, request.Method, UrlShape.Of(request.RequestUri), named);
            }

            return answer;
        }
        catch (Exception exception) when (GraphOutage.Is(exception, cancellationToken))
        {
            Log.Unanswered(logger, request.Method, UrlShape.Of(request.RequestUri), exception.GetType().Name);
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Microsoft Graph answered {Status} to {Method} {Path}; it calls the request {RequestId}.")]
        public static partial void Refused(ILogger logger, int status, HttpMethod method, string path, string? requestId);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Microsoft Graph gave no answer to {Method} {Path}: {Reason}.")]
        public static partial void Unanswered(ILogger logger, HttpMethod method, string path, string reason);
    }
}
