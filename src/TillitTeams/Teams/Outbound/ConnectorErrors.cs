using System.Net;

namespace TillitTeams.Teams;

/// <summary>What a failed call says about the message (<i>Status codes from bot conversational APIs</i>).</summary>
internal static class ConnectorErrors
{
    private const string MessageGone = "ActivityNotFoundInConversation";

    /// <summary>The bot is known and kept from writing all the same.</summary>
    private static readonly string[] Blocked =
    [
        "BotDisabledByAdmin",
        "ConversationBlockedByUser",
        // Stands in a JSON text inside the JSON, as "subCode" (Send proactive messages).
        "MessageWritesBlocked",
        "NotEnoughPermissions",
    ];

    public static async Task<ConnectorState> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode switch
        {
            HttpStatusCode.Forbidden or HttpStatusCode.NotFound => ReadCode(await response.Content.ReadAsStringAsync(cancellationToken)),
            // The app's credentials, which somebody will set right.
            HttpStatusCode.Unauthorized => ConnectorState.NotNow,
            HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests => ConnectorState.NotNow,
            // Without it, something in between may have given up on an answer.
            HttpStatusCode.ServiceUnavailable when response.Headers.RetryAfter is not null => ConnectorState.NotNow,
            HttpStatusCode.RequestTimeout => ConnectorState.Unavailable,
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => ConnectorState.Refused,
            _ => ConnectorState.Unavailable,
        };

    /// <summary>There was no connection to send anything over.</summary>
    public static bool IsBeforeSending(HttpRequestError error) =>
        error is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static ConnectorState ReadCode(string body) =>
        body.Contains(MessageGone, StringComparison.Ordinal) ? ConnectorState.MessageGone
        : Blocked.Any(code => body.Contains(code, StringComparison.Ordinal)) ? ConnectorState.Blocked
        : ConnectorState.NotAllowed;
}
