using Microsoft.Extensions.DependencyInjection.Extensions;
using TillitTeams.Sandbox.BotConnector;
using TillitTeams.Sandbox.Client;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Graph.Subscriptions;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox;

/// <summary>The local tenant and, beside it in the same process, the product configured to speak to it.</summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly SandboxSettings settings;
    private readonly WebApplication cloud;
    private readonly TenantStore store;
    private WebApplication? app;
    private Task events = Task.CompletedTask;

    private SandboxHost(SandboxSettings settings, WebApplication cloud, TenantStore store, SandboxAddresses addresses)
    {
        this.settings = settings;
        this.cloud = cloud;
        this.store = store;
        Addresses = addresses;
        ProductSettings = LocalProduct.Configure(settings, addresses, store.Tenant, App);
    }

    public SandboxAddresses Addresses { get; }

    public Uri ClientUrl => Addresses.ClientUrl;

    public Uri AppUrl => Addresses.AppUrl;

    public Uri CloudUrl => Addresses.CloudUrl;

    public SandboxTenant Tenant => store.Tenant;

    public Faults Faults => cloud.Services.GetRequiredService<Faults>();

    public BotChannel Bot => cloud.Services.GetRequiredService<BotChannel>();

    public Activities Activities => cloud.Services.GetRequiredService<Activities>();

    public EntraTokens Tokens => cloud.Services.GetRequiredService<EntraTokens>();

    public AppRegistration App => cloud.Services.GetRequiredService<AppRegistration>();

    /// <summary>What Graph was asked, by the app and by a test that asks itself.</summary>
    public GraphRecord GraphRecord => cloud.Services.GetRequiredService<GraphRecord>();

    /// <summary>What goes wrong with subscriptions and their notifications.</summary>
    public NotificationFaults NotificationFaults => cloud.Services.GetRequiredService<NotificationFaults>();

    /// <summary>What Graph does with subscriptions of its own accord.</summary>
    public SubscriptionWatch Subscriptions => cloud.Services.GetRequiredService<SubscriptionWatch>();

    /// <summary>What the product has to be told to live in this tenant, in this process or in one of its own.</summary>
    public IReadOnlyDictionary<string, string?> ProductSettings { get; }

    public IServiceProvider AppServices => (app ?? throw new InvalidOperationException("The product is stopped.")).Services;

    public static async Task<SandboxHost> StartAsync(SandboxSettings settings, CancellationToken cancellationToken)
    {
        var addresses = SandboxAddresses.Choose(settings);
        var store = TenantStore.Open(settings);
        var cloud = BuildCloud(settings, addresses, store.Tenant);
        await cloud.StartAsync(cancellationToken);
        var host = new SandboxHost(settings, cloud, store, addresses);
        await host.StartAppAsync(cancellationToken);

        var told = cloud.Services.GetRequiredService<AppEvents>();
        host.events = Task.WhenAll(told.RunAsync(host.stopping.Token), cloud.Services.GetRequiredService<Notifier>().RunAsync(host.stopping.Token));
        // From here on subscriptions that were kept expire and are challenged.
        _ = host.Subscriptions;
        if (store.IsNew)
        {
            told.AnnounceInstallations();
            await host.SettleAsync(cancellationToken);
        }

        return host;
    }

    /// <summary>Returns once the app has been told of everything that has happened in the tenant, or could not be.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        while (!cloud.Services.GetRequiredService<AppEvents>().IsIdle || !cloud.Services.GetRequiredService<Notifier>().IsIdle)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Microsoft 365 goes on while the product is down; its database stays where it was.</summary>
    public async Task StopAppAsync(CancellationToken cancellationToken)
    {
        if (app is not null)
        {
            await app.StopAsync(cancellationToken);
            await app.DisposeAsync();
            app = null;
        }
    }

    public async Task StartAppAsync(CancellationToken cancellationToken)
    {
        app = LocalProduct.Build(ProductSettings, LocalCertificate.Value.Thumbprint, builder =>
        {
            builder.Services.Replace(ServiceDescriptor.Singleton(settings.Clock));
            settings.ConfigureApp?.Invoke(builder);
        });
        await app.StartAsync(cancellationToken);
    }

    /// <summary>A client of the product; signed in through Teams as the person, unless null.</summary>
    public HttpClient CreateAppClient(Person? asPerson)
    {
        var client = new HttpClient { BaseAddress = AppUrl };
        if (asPerson is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", Tokens.MintTabToken(asPerson));
        }

        return client;
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) => cloud.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await events;
        await StopAppAsync(CancellationToken.None);
        await cloud.StopAsync();
        await cloud.DisposeAsync();
        store.Dispose();
        stopping.Dispose();
    }

    private static WebApplication BuildCloud(SandboxSettings settings, SandboxAddresses addresses, SandboxTenant tenant)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(SandboxHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(LocalProduct.Quiet);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ListenLocalhost(addresses.ClientUrl.Port);
            kestrel.ListenLocalhost(addresses.CloudUrl.Port, listen => listen.UseHttps(LocalCertificate.Value));
        });
        builder.WebHost.UseStaticWebAssets();
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(addresses)
            .AddSingleton(tenant)
            .AddSingleton(settings.Clock)
            .AddSingleton(settings.ConnectorLimits)
            .AddSingleton(new AppRegistration(Path.Combine(AppContext.BaseDirectory, "manifest"), settings.PublicUrl ?? addresses.AppUrl))
            .AddSingleton<Faults>()
            .AddHttpContextAccessor()
            .AddEntra()
            .AddBotConnector()
            .AddGraph()
            .AddClient();

        var cloud = builder.Build();
        cloud.UseFaults();
        cloud.MapEntra();
        cloud.MapBotConnector();
        cloud.MapGraph();
        cloud.MapClient();
        return cloud;
    }
}
