using Quartz;
using TillitTeams.Hosting;
using TillitTeams.Model;

namespace TillitTeams.Digest;

/// <summary>
/// What Quartz runs every so often. When each letter is due stands with its subscription, because it depends on
/// the municipality's holidays and on what was sent before: no trigger of Quartz' can say it.
/// </summary>
[DisallowConcurrentExecution]
internal sealed partial class SendDigestsJob(IServiceScopeFactory scopes, AllowedTenants tenants, ILogger<SendDigestsJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunOnceAsync(cancellationToken);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in tenants.All)
        {
            try
            {
                Guid? after = Guid.Empty;
                while (after is { } last)
                {
                    await using var scope = scopes.CreateAsyncScope();
                    scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
                    after = await scope.ServiceProvider.GetRequiredService<SendDigests>().RunAsync(last, cancellationToken);
                }
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Log.Failed(logger, tenant, exception);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The letters of tenant {TenantId} could not be looked through; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
