using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TillitTeams.Sandbox.Entra;

namespace TillitTeams.Sandbox.BotConnector;

/// <param name="Body">The answer's JSON, when it is JSON.</param>
public sealed record BotReply(int Status, JsonNode? Body, bool TimedOut);

/// <summary>Sends activities to the app's bot, signed as the Bot Framework signs them.</summary>
public sealed class BotChannel(AppRegistration app, SandboxAddresses addresses) : IDisposable
{
    /// <summary>Teams gives up on an invoke after about this long.</summary>
    public static readonly TimeSpan InvokeTimeout = TimeSpan.FromSeconds(5);

    private static readonly SigningKey TeamsKey = new();
    private static readonly SigningKey OthersKey = new();

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly HttpClient http = new() { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The service is one for all tenants, and so are its keys.</summary>
    public SigningKey Key => TeamsKey;

    /// <summary>Published beside <see cref="Key"/>, but endorsed for other channels than Teams.</summary>
    public SigningKey OtherChannelsKey => OthersKey;

    public Task<BotReply> SendAsync(JsonObject activity, CancellationToken cancellationToken) =>
        SendAsync(activity.ToJsonString(), Mint(new TokenFlaws()), cancellationToken);

    /// <param name="activity">The body as it stands, so that a test can send what is not an activity at all.</param>
    /// <param name="token">Null sends no Authorization header.</param>
    /// <param name="cancellationToken">Ends the call before the platform would.</param>
    public async Task<BotReply> SendAsync(string activity, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(addresses.AppUrl, "api/messages"))
        {
            Content = new StringContent(activity, Encoding.UTF8, "application/json"),
        };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(InvokeTimeout);
        try
        {
            using var response = await http.SendAsync(request, limit.Token);
            var text = await response.Content.ReadAsStringAsync(limit.Token);
            return new BotReply((int)response.StatusCode, Parse(text), TimedOut: false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BotReply(StatusCodes.Status504GatewayTimeout, null, TimedOut: true);
        }
        catch (HttpRequestException)
        {
            return new BotReply(StatusCodes.Status502BadGateway, null, TimedOut: false);
        }
    }

    /// <summary>A token as the Bot Framework makes it, with whatever a test wants wrong with it.</summary>
    public string Mint(TokenFlaws flaws, string? serviceUrl = null)
    {
        var now = flaws.IssuedAt ?? TimeProvider.System.GetUtcNow();
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = flaws.Issuer ?? EntraTokens.BotAudience,
            Audience = flaws.Audience ?? app.BotId.ToString(),
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.AddHours(1).UtcDateTime,
            Subject = new ClaimsIdentity([new("serviceurl", serviceUrl ?? addresses.ConnectorUrl.ToString())]),
            SigningCredentials = (flaws.Key ?? Key).Credentials,
        });
    }

    public void Dispose() => http.Dispose();

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
