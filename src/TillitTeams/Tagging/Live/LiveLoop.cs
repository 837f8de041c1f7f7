using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Tagging.Documents;

namespace TillitTeams.Tagging.Live;

/// <summary>Looks, tenant after tenant, whether something is due. All that it needs to know is stored, so a restart loses nothing.</summary>
internal sealed partial class LiveLoop(
    IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<LiveOptions> options, TimeProvider clock, ILogger<LiveLoop> logger)
    : TenantLoop(scopes, tenants, clock)
{
    private readonly HashSet<Guid> begun = [];

    protected override TimeSpan Interval => options.Value.Interval;

    protected override async Task RunAsync(IServiceProvider services, Guid tenant, CancellationToken cancellationToken)
    {
        var (subscriptions, documents) = (services.GetRequiredService<KeepSubscriptions>(), services.GetRequiredService<FollowDocuments>());
        if (!begun.Contains(tenant))
        {
            await subscriptions.RenewAllAsync(cancellationToken);
            await documents.BeginAsync(tenant, cancellationToken);
            begun.Add(tenant);
        }

        await subscriptions.RunAsync(tenant, cancellationToken);
        while (await services.GetRequiredService<RecheckLinks>().RunAsync(tenant, cancellationToken))
        {
            // Until nothing is due.
        }

        await documents.RunAsync(tenant, cancellationToken);
    }

    protected override void Fail(Guid tenant, Exception exception) => Log.Failed(logger, tenant, exception);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Links of tenant {TenantId} could not be kept up to date; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
