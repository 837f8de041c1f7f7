using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Polly.Timeout;

namespace TillitTeams.Graph;

/// <summary>Graph is down, slow, throttling or refuses: reasons not to know, told apart from bugs.</summary>
internal static class GraphOutage
{
    public static bool Is(Exception exception, CancellationToken asked) =>
        exception is HttpRequestException or ODataError or ApiException or TimeoutRejectedException
        || (exception is OperationCanceledException && !asked.IsCancellationRequested);
}
