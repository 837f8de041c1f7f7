using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Tests.Harness;

/// <summary>Further instances of the product, in this process, on what the tenant's own runs on.</summary>
public sealed class OtherInstances(LocalTenant vadstena) : IAsyncDisposable
{
    private readonly List<WebApplication> started = [];

    /// <param name="differ">What is set otherwise than in the tenant's own.</param>
    /// <param name="configure">What is put in the place of its services.</param>
    public async Task<WebApplication> StartAsync(IEnumerable<KeyValuePair<string, string?>>? differ = null, Action<WebApplicationBuilder>? configure = null)
    {
        var settings = new Dictionary<string, string?>(vadstena.Host.ProductSettings) { ["Urls"] = "http://127.0.0.1:0" };
        foreach (var (key, value) in differ ?? [])
        {
            settings[key] = value;
        }

        var app = LocalProduct.Build(settings, LocalCertificate.Value.Thumbprint, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(vadstena.Watched);
            configure?.Invoke(builder);
        });
        lock (started)
        {
            started.Add(app);
        }

        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in started)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }
}
