using TillitTeams.Model;

namespace TillitTeams.Hosting;

/// <summary>
/// Does something for one tenant after the other, and again after a while. What fails for one fails for no other, and is
/// tried again.
/// </summary>
internal abstract class TenantLoop(IServiceScopeFactory scopes, AllowedTenants tenants, TimeProvider clock) : BackgroundService
{
    protected abstract TimeSpan Interval { get; }

    /// <summary>How long after the app has started.</summary>
    protected virtual TimeSpan FirstAfter => TimeSpan.Zero;

    protected TimeProvider Clock { get; } = clock;

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in tenants.All)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<Caller>().Identify(tenant, Guid.Empty);
                await RunAsync(scope.ServiceProvider, tenant, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                Fail(tenant, exception);
            }
        }
    }

    /// <param name="services">Of a scope in which the tenant itself is the caller.</param>
    /// <param name="tenant">Whose turn it is.</param>
    /// <param name="cancellationToken">Ends it where it is.</param>
    protected abstract Task RunAsync(IServiceProvider services, Guid tenant, CancellationToken cancellationToken);

    /// <summary>Says in the log what could not be done.</summary>
    protected abstract void Fail(Guid tenant, Exception exception);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (FirstAfter > TimeSpan.Zero)
        {
            await Task.Delay(FirstAfter, Clock, stoppingToken);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await RunOnceAsync(stoppingToken);
            await Task.Delay(Interval, Clock, stoppingToken);
        }
    }
}
