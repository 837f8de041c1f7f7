using System.Globalization;
using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph;

/// <summary>What Graph answers to one request, be it on its own or inside a batch.</summary>
internal sealed record GraphAnswer(int Status, JsonObject Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>It is done, and there is nothing to say about it.</summary>
    public static GraphAnswer Nothing => new(StatusCodes.Status204NoContent, []);

    public static GraphAnswer Ok(JsonObject body) => new(StatusCodes.Status200OK, body);

    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code that clients may act on.</param>
    /// <param name="message">For the developer.</param>
    /// <param name="inner">What the workload behind Graph said, where it says something.</param>
    public static GraphAnswer Refuse(int status, string code, string message, JsonObject? inner = null) =>
        new(status, new JsonObject
        {
            ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["innerError"] = inner ?? [] },
        });

    public static GraphAnswer Unauthenticated(string message) =>
        Refuse(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", message) with
        {
            Headers = new Dictionary<string, string>
            {
                ["WWW-Authenticate"] =
                    "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\"",
            },
        };

    public static GraphAnswer BadRequest(string message) => Refuse(StatusCodes.Status400BadRequest, "BadRequest", message);

    /// <summary>The OData layer of the Teams workload leaves the code empty.</summary>
    public static GraphAnswer BadQuery(string message) =>
        Refuse(
            StatusCodes.Status400BadRequest, "", $"The query specified in the URI is not valid. {message}", new JsonObject { ["message"] = message });

    public static GraphAnswer NotFound(string message = "NotFound") => Refuse(StatusCodes.Status404NotFound, "NotFound", message);

    /// <summary>How the Teams workload refuses whoever is not in the conversation.</summary>
    public static GraphAnswer NotMember(Guid? personId, string threadId) =>
        Refuse(StatusCodes.Status403Forbidden, "Forbidden", "InsufficientPrivileges", new JsonObject
        {
            ["code"] = "1",
            ["message"] = $"AclCheckFailed-The initiator 8:orgid:{personId} is not a member of the roster of the thread {threadId}",
        });

    /// <summary>How the directory refuses.</summary>
    public static GraphAnswer RequestDenied() =>
        Refuse(StatusCodes.Status403Forbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphAnswer Forbidden(string message) => Refuse(StatusCodes.Status403Forbidden, "Forbidden", message);

    /// <summary>The body is the sample of the page "Microsoft Graph throttling guidance".</summary>
    public static GraphAnswer TooManyRequests(TimeSpan retryAfter) =>
        Refuse(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Please retry again later.", new JsonObject
        {
            ["code"] = "429",
            ["message"] = "Please retry after",
            ["status"] = "429",
        }) with
        {
            Headers = RetryAfter(retryAfter),
        };

    public static GraphAnswer ServiceUnavailable(TimeSpan? retryAfter) =>
        Refuse(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable", "The service is temporarily unavailable. Please retry again later.") with
        {
            Headers = retryAfter is { } wait ? RetryAfter(wait) : new Dictionary<string, string>(),
        };

    /// <summary>For what Graph has and the local tenant has not: said aloud, so that nobody takes it for Graph's word.</summary>
    public static GraphAnswer NotHere(string what) =>
        Refuse(StatusCodes.Status501NotImplemented, "NotImplemented", $"The local tenant does not have {what}.");

    /// <summary>Puts the ids on an error that Microsoft's support would ask for.</summary>
    public GraphAnswer Stamp(GraphTrace trace, DateTimeOffset now)
    {
        if (Body["error"]?["innerError"] is JsonObject inner && !inner.ContainsKey("request-id"))
        {
            inner["date"] = now.UtcDateTime.ToString("s", CultureInfo.InvariantCulture);
            inner["request-id"] = trace.RequestId;
            inner["client-request-id"] = trace.ClientRequestId;
        }

        return this;
    }

    private static Dictionary<string, string> RetryAfter(TimeSpan wait) => new()
    {
        ["Retry-After"] = ((int)Math.Max(1, Math.Ceiling(wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture),
    };
}
