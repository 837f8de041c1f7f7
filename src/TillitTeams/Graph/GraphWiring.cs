using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Microsoft.Graph;
using Polly;
using Polly.Retry;
using TillitTeams.Hosting;

namespace TillitTeams.Graph;

public static class GraphWiring
{
    internal const string ClientName = "graph";

    private static readonly Lock MakingClient = new();
    private static readonly TimeSpan TotalLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(10);

    public static void AddGraph(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GraphOptions>().BindConfiguration(GraphOptions.Section);
        // Not the standard handler: its circuit breaker counts a 429 as a failure, and Graph throttles per
        // person, team and site. What one of them is refused would shut everybody out.
        builder.Services.AddTransient<NameGraphCall>();
        builder.Services.AddTransient<HeedStatusAlone>();
        builder.Services.AddHttpClient(ClientName)
            .AddHttpMessageHandler<NameGraphCall>()
            .AddHttpMessageHandler<HeedStatusAlone>()
            .AddResilienceHandler("graph", (pipeline, context) => pipeline
                .AddTimeout(TotalLimit)
                .AddRetry(new HttpRetryStrategyOptions
                {
                    Delay = context.ServiceProvider.GetRequiredService<IOptions<GraphOptions>>().Value.RetryDelay,
                    UseJitter = true,
                    ShouldHandle = IsWorthWaitingFor,
                })
                .AddTimeout(AttemptLimit));
        builder.Services.AddScoped<GraphTokens>();
        builder.Services.AddScoped<GraphAsApp>();
        builder.Services.AddScoped<GraphAsViewer>();
        builder.Services.AddScoped<GraphBatch>();
        builder.Services.AddScoped<GraphDocuments>();
        builder.Services.AddScoped<GraphReach>();
        builder.Services.AddSingleton<SightCache>();
        builder.Services.AddScoped<ViewerReach>();
        builder.Services.AddScoped<ViewerChannels>();
        builder.Services.AddScoped<VisibleMessages>();
        builder.Services.AddScoped<VisibleDocuments>();
        builder.Services.AddScoped<VisibleLinks>();
        builder.Services.AddScoped<ChannelAudience>();
        builder.Services.AddScoped<TeamDocuments>();
        builder.Services.AddScoped<GraphChannels>();
        builder.Services.AddScoped<GraphSubscriptions>();
        builder.Services.AddScoped<GraphPostedCards>();
        builder.Services.AddScoped<GraphSites>();
        builder.Services.AddScoped<GraphLibrary>();
        builder.Services.AddScoped<GraphActivityFeed>();
        builder.Services.AddScoped<GraphDirectory>();
        builder.Services.AddScoped(services => MakeClient(
            services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName),
            services.GetRequiredService<GraphTokens>(),
            services.GetRequiredService<IOptions<GraphOptions>>().Value.BaseUrl));
    }

    /// <summary>Whoever is told to come back later than anybody waits is told so at once, and not after the wait.</summary>
    private static ValueTask<bool> IsWorthWaitingFor(RetryPredicateArguments<HttpResponseMessage> attempt) => ValueTask.FromResult(
        HttpClientResiliencePredicates.IsTransient(attempt.Outcome) && !(attempt.Outcome.Result?.Headers.RetryAfter?.Delta >= TotalLimit));

    /// <summary>
    /// One at a time: the SDK wraps the writers of the whole process when its first client is made. Two made at once
    /// wrap them twice, and from then on everything that was set to null is written twice, which Graph cannot read.
    /// </summary>
    private static GraphServiceClient MakeClient(HttpClient http, GraphTokens tokens, Uri baseUrl)
    {
        lock (MakingClient)
        {
            return new GraphServiceClient(http, tokens, baseUrl.ToString());
        }
    }
}

public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>Differs only in national clouds, and in a local tenant.</summary>
    [Required]
    [SecureAddress]
    public Uri BaseUrl { get; init; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>How long an answer of Graph's about who may open what is believed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:15:00")]
    public TimeSpan SightLifetime { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long after a failed request it is sent again, where Graph does not say; longer each time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a form waits to hear which sensitivity labels are on a document.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan LabelLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Everything that the app registration asks of Graph.</summary>
    public string DefaultScope() => new Uri(BaseUrl, "/.default").ToString();
}
