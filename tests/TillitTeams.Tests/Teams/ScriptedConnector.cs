using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Identity.Abstractions;
using TillitTeams.Hosting;
using TillitTeams.Teams;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Teams;

public sealed record ConnectorCall(string Method, string Address, string? Authorization, string Body);

/// <summary>The outbound half of the edge, as the product wires it, against answers written down beforehand.</summary>
internal sealed class ScriptedConnector : HttpMessageHandler, IAuthorizationHeaderProvider
{
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    private readonly WebApplication app;
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> script = new();

    public ScriptedConnector()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureAd:TenantId"] = Guid.NewGuid().ToString(),
            ["AzureAd:ClientId"] = Guid.NewGuid().ToString(),
        });
        builder.AddHosting();
        builder.AddIdentity();
        builder.AddTeams();
        builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(Logs));
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Services.Replace(ServiceDescriptor.Singleton<IAuthorizationHeaderProvider>(this));
        builder.Services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(() => this));
        app = builder.Build();
        Connector = app.Services.GetRequiredService<Connector>();
    }

    public Connector Connector { get; }

    public AwaitedClock Clock { get; } = new();

    public FakeLogCollector Logs { get; } = new();

    public List<ConnectorCall> Calls { get; } = [];

    /// <summary>How long was waited between the calls.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public Exception? NoToken { get; set; }

    public PersonalChats Chats => app.Services.GetRequiredService<PersonalChats>();

    public ScriptedConnector Answer(HttpStatusCode status, string? json = null, TimeSpan? retryAfter = null, DateTimeOffset? retryAt = null)
    {
        script.Enqueue(_ =>
        {
            var answer = new HttpResponseMessage(status) { Content = new StringContent(json ?? "", new MediaTypeHeaderValue("application/json")) };
            answer.Headers.RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait)
                : retryAt is { } moment ? new RetryConditionHeaderValue(moment)
                : null;
            return Task.FromResult(answer);
        });
        return this;
    }

    public ScriptedConnector Cut(HttpRequestError error = HttpRequestError.ResponseEnded)
    {
        script.Enqueue(_ => throw new HttpRequestException(error, "The connection was closed."));
        return this;
    }

    public ScriptedConnector NeverAnswer()
    {
        script.Enqueue(async cancellationToken =>
        {
            Clock.Advance(AttemptLimit);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("The attempt did not end.");
        });
        return this;
    }

    /// <summary>Lets the time pass that is waited for.</summary>
    public async Task<T> PassTimeUntil<T>(Task<T> done)
    {
        while (true)
        {
            var waiting = Clock.NextWaitAsync(TestContext.Current.CancellationToken);
            if (await Task.WhenAny(done, waiting) == done)
            {
                return await done;
            }

            if (await waiting is var wait && wait != AttemptLimit)
            {
                Waits.Add(wait);
                Clock.Advance(wait);
            }
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Calls.Add(new ConnectorCall(request.Method.Method, request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(), body));
        return await script.Dequeue()(cancellationToken);
    }

    Task<string> IAuthorizationHeaderProvider.CreateAuthorizationHeaderForAppAsync(
        string scopes, AuthorizationHeaderProviderOptions? downstreamApiOptions, CancellationToken cancellationToken) =>
        NoToken is null ? Task.FromResult($"Bearer token-for-{scopes}") : throw NoToken;

    Task<string> IAuthorizationHeaderProvider.CreateAuthorizationHeaderForUserAsync(
        IEnumerable<string> scopes, AuthorizationHeaderProviderOptions? authorizationHeaderProviderOptions, System.Security.Claims.ClaimsPrincipal? claimsPrincipal, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The bot speaks for nobody.");

    Task<string> IAuthorizationHeaderProvider.CreateAuthorizationHeaderAsync(
        IEnumerable<string> scopes, AuthorizationHeaderProviderOptions? options, System.Security.Claims.ClaimsPrincipal? claimsPrincipal, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The bot speaks for nobody.");
}
