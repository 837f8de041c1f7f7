using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Microsoft.Graph;

namespace TillitTeams.Graph;

public static class GraphWiring
{
    internal const string ClientName = "graph";

    public static void AddGraph(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GraphOptions>()
            .BindConfiguration(GraphOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        // The standard handler honours Retry-After on 429 and 503.
        builder.Services.AddHttpClient(ClientName).AddStandardResilienceHandler();
        builder.Services.AddScoped<GraphTokens>();
        builder.Services.AddScoped<GraphAsApp>();
        builder.Services.AddScoped<GraphAsViewer>();
        builder.Services.AddScoped<GraphBatch>();
        builder.Services.AddScoped<GraphDocuments>();
        builder.Services.AddScoped<GraphReach>();
        builder.Services.AddScoped<GraphChannels>();
        builder.Services.AddScoped<GraphSubscriptions>();
        builder.Services.AddScoped<GraphSites>();
        builder.Services.AddScoped<GraphLibrary>();
        builder.Services.AddScoped(services => new GraphServiceClient(
            services.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName),
            services.GetRequiredService<GraphTokens>(),
            services.GetRequiredService<IOptions<GraphOptions>>().Value.BaseUrl.ToString()));
    }
}

public sealed class GraphOptions
{
    public const string Section = "Graph";

    /// <summary>Differs only in national clouds, and in a local tenant.</summary>
    [Required]
    public Uri BaseUrl { get; init; } = new("https://graph.microsoft.com/v1.0");

    /// <summary>Everything that the app registration asks of Graph.</summary>
    public string DefaultScope() => new Uri(BaseUrl, "/.default").ToString();
}
