using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Governance.Audit;

/// <summary>Seals what has been noted, tenant after tenant.</summary>
internal sealed partial class AuditLoop(
    IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<AuditOptions> options, TimeProvider clock, ILogger<AuditLoop> logger)
    : TenantLoop(scopes, tenants, clock)
{
    protected override TimeSpan Interval => options.Value.Interval;

    protected override Task RunAsync(IServiceProvider services, Guid tenant, CancellationToken cancellationToken) =>
        services.GetRequiredService<SealAudit>().RunAllAsync(cancellationToken);

    protected override void Fail(Guid tenant, Exception exception) => Log.Failed(logger, tenant, exception);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The audit trail of tenant {TenantId} could not be sealed; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
