using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace TillitTeams.Hosting;

/// <summary>
/// Says first that no more work is wanted, and goes on with what comes until the load balancer has taken notice. Then the
/// server takes no more requests, those under way are answered, and the loops hand back what they hold.
/// </summary>
internal sealed class DrainBeforeStop(IOptions<ShutdownOptions> options) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool stopping;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(stopping ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        stopping = true;
        return Task.Delay(options.Value.DrainFor, TimeProvider.System, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

public sealed class ShutdownOptions
{
    public const string Section = "Shutdown";

    /// <summary>
    /// How long an instance that is to stop still takes requests, while it says that it is not ready: longer than the load
    /// balancer takes to ask twice. None where nothing stands before it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan DrainFor { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// How long what is under way may take after that, before it is cut off. Longer than a card that is being posted is
    /// waited for; both together shorter than whatever stops the app waits before it kills it.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(60);
}
