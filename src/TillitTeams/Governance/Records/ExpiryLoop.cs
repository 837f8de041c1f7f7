using TillitTeams.Governance.Records.Gathering;
using TillitTeams.Hosting;

namespace TillitTeams.Governance.Records;

/// <summary>Removes exports whose time is over.</summary>
internal sealed partial class ExpiryLoop(IServiceScopeFactory scopes, AllowedTenants tenants, TimeProvider clock, ILogger<ExpiryLoop> logger)
    : TenantLoop(scopes, tenants, clock)
{
    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    protected override Task RunAsync(IServiceProvider services, Guid tenant, CancellationToken cancellationToken) =>
        services.GetRequiredService<ExpireRecords>().RunAsync(cancellationToken);

    protected override void Fail(Guid tenant, Exception exception) => Log.Failed(logger, tenant, exception);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The exports of tenant {TenantId} whose time is over could not be removed; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
