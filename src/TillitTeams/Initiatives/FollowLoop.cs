using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;

namespace TillitTeams.Initiatives;

public sealed class FollowOptions
{
    public const string Section = "Follow";

    /// <summary>How often it is looked whether there is news.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Nobody is told of the same initiative more than once in this time.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan Pause { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long Graph is left alone after it did not answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(5);
}

/// <summary>Tells followers what is new, tenant after tenant. All that it needs to know is stored.</summary>
internal sealed partial class FollowLoop(
    IServiceScopeFactory scopes, AllowedTenants tenants, IOptions<FollowOptions> options, TimeProvider clock, ILogger<FollowLoop> logger)
    : TenantLoop(scopes, tenants, clock)
{
    protected override TimeSpan Interval => options.Value.Interval;

    protected override async Task RunAsync(IServiceProvider services, Guid tenant, CancellationToken cancellationToken)
    {
        var tell = services.GetRequiredService<TellFollowers>();
        while (await tell.RunAsync(tenant, Clock.GetUtcNow(), cancellationToken) > 0)
        {
            // Until there is no more news.
        }
    }

    protected override void Fail(Guid tenant, Exception exception) => Log.Failed(logger, tenant, exception);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Followers in tenant {TenantId} could not be told; it is tried again.")]
        public static partial void Failed(ILogger logger, Guid tenantId, Exception exception);
    }
}
