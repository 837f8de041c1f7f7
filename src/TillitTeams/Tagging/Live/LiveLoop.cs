using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Tagging.Documents;

namespace TillitTeams.Tagging.Live;

/// <summary>Looks, tenant after tenant, whether something is due. All that it needs to know is stored, so a restart loses nothing.</summary>
internal sealed partial class LiveLoop(
    IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<LiveOptions> options, TimeProvider clock, ILogger<LiveLoop> logger) : BackgroundService
{
    private readonly HashSet<Guid> begun = [];

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in tenants.All)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
                var subscriptions = scope.ServiceProvider.GetRequiredService<KeepSubscriptions>();
                var documents = scope.ServiceProvider.GetRequiredService<FollowDocuments>();
                if (!begun.Contains(tenant))
                {
                    await subscriptions.RenewAllAsync(cancellationToken);
                    await documents.BeginAsync(tenant, cancellationToken);
                    begun.Add(tenant);
                }

                await subscriptions.RunAsync(tenant, cancellationToken);
                while (await scope.ServiceProvider.GetRequiredService<RecheckLinks>().RunAsync(tenant, cancellationToken))
                {
                    // Until nothing is due.
                }

                await documents.RunAsync(tenant, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, tenant, exception);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await RunOnceAsync(stoppingToken);
            await Task.Delay(options.Value.Interval, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Links of tenant {TenantId} could not be kept up to date; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
