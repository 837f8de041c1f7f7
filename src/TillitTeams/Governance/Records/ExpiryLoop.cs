using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records;

/// <summary>Removes exports whose time is over, tenant after tenant.</summary>
internal sealed partial class ExpiryLoop(IServiceScopeFactory scopes, AllowedTenants tenants, TimeProvider clock, ILogger<ExpiryLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in tenants.All)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
                await scope.ServiceProvider.GetRequiredService<ExpireRecords>().RunAsync(cancellationToken);
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
            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The exports of tenant {TenantId} whose time is over could not be removed; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
