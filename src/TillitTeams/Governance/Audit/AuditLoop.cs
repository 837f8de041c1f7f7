using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Governance.Audit;

/// <summary>Seals what has been noted, tenant after tenant.</summary>
internal sealed partial class AuditLoop(
    IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<AuditOptions> options, TimeProvider clock, ILogger<AuditLoop> logger) : BackgroundService
{
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in tenants.All)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
                await scope.ServiceProvider.GetRequiredService<SealAudit>().RunAllAsync(cancellationToken);
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
        [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail of tenant {TenantId} could not be sealed; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
