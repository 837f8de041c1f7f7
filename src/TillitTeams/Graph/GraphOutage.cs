using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Identity.Client;
using Microsoft.Kiota.Abstractions;
using Polly.Timeout;

namespace TillitTeams.Graph;

/// <summary>
/// Graph is down, slow, throttling or refuses, or Entra is and gives no token for it: reasons not to know, told apart from
/// bugs, and from what Entra will never give.
/// </summary>
internal static class GraphOutage
{
    public static bool Is(Exception exception, CancellationToken asked) =>
        exception is HttpRequestException or ODataError or ApiException or TimeoutRejectedException or MsalServiceException { IsRetryable: true }
        || (exception is OperationCanceledException && !asked.IsCancellationRequested);
}
