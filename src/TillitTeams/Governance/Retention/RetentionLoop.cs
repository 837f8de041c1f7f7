using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Governance.Retention;

/// <summary>
/// Once a day, what has been kept for long enough goes. Not just when the app has started: what came back while it was down is
/// then still to be heard of.
/// </summary>
internal sealed partial class RetentionLoop(
    IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<RetentionLoop> logger)
    : TenantLoop(scopes, tenants, clock)
{
    protected override TimeSpan Interval => options.Value.Interval;

    protected override TimeSpan FirstAfter => options.Value.FirstAfter;

    protected override Task RunAsync(IServiceProvider services, Guid tenant, CancellationToken cancellationToken) =>
        services.GetRequiredService<DisposeOfRows>().RunAsync(cancellationToken);

    protected override void Fail(Guid tenant, Exception exception) => Log.Failed(logger, tenant, exception);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What tenant {TenantId} has kept for long enough could not be removed; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
