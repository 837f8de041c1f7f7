using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace TillitTeams.Sandbox.Graph.Subscriptions;

/// <summary>Asks an endpoint whether it wants what is about to be sent to it (<em>notificationUrl validation</em>).</summary>
internal sealed class Handshake(SandboxSettings settings) : IDisposable
{
    private readonly HttpClient http = new(LocalCertificate.CreateTrustingHandler()) { Timeout = settings.SubscriptionLimits.AnswerWithin };

    /// <summary>TLS is demanded everywhere but on this computer, where the app listens without, unless a test says otherwise.</summary>
    public GraphAnswer? RefuseAddress(string? address, string property) =>
        address is null ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url is { Scheme: "http", IsLoopback: true } && settings.PlainLoopbackNotifications))
            ? null
            : SubscriptionOrder.Invalid($"The '{property}' must be a well-formed address that begins with https.");

    public async Task<GraphAnswer?> AskAsync(Uri endpoint, string requestId, CancellationToken cancellationToken)
    {
        // Spaces and a colon on purpose: whoever forgets to decode it fails here as there.
        var token = $"Validation: Testing client application reachability for subscription Request-Id: {requestId}";
        try
        {
            using var content = new StringContent("", Encoding.UTF8, MediaTypeHeaderValue.Parse("text/plain; charset=utf-8"));
            using var answer = await http.PostAsync(
                new Uri(QueryHelpers.AddQueryString(endpoint.ToString(), "validationToken", token)), content, cancellationToken);
            return answer.StatusCode != HttpStatusCode.OK
                ? Failed("Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.")
                : answer.Content.Headers.ContentType?.MediaType != "text/plain" || await answer.Content.ReadAsStringAsync(cancellationToken) != token
                    ? Failed("Subscription validation request failed. Response must exactly match validationToken query parameter.")
                    : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed("Subscription validation request timed out.");
        }
        catch (HttpRequestException)
        {
            return Failed("Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.");
        }
    }

    public void Dispose() => http.Dispose();

    private static GraphAnswer Failed(string message) => GraphAnswer.Refuse(StatusCodes.Status400BadRequest, "ValidationError", message);
}
