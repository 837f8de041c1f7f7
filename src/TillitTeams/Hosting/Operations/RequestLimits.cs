using System.ComponentModel.DataAnnotations;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace TillitTeams.Hosting;

/// <summary>
/// How much one person, and one tenant, may ask of this instance: nobody's runaway script makes the app slow for others.
/// What the Bot Connector tells without being asked is not counted: it would be lost.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    /// <summary>A figure, and no line in the log for each: whoever asks too much would fill it.</summary>
    private static readonly Counter<long> Refused = Telemetry.Meter.CreateCounter<long>("tillitteams.requests.refused", description: "Requests that were refused because there were too many.");

    private readonly PartitionedRateLimiter<Asker> limiter;

    public RequestLimits(IOptions<LimitsOptions> options)
    {
        var limits = options.Value;
        limiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Asker, Asker>(asker => RateLimitPartition.GetTokenBucketLimiter(asker, _ => Bucket(limits.PersonPerSecond, limits.PersonBurst))),
            PartitionedRateLimiter.Create<Asker, Guid>(asker => RateLimitPartition.GetTokenBucketLimiter(asker.Tenant, _ => Bucket(limits.TenantPerSecond, limits.TenantBurst))));
    }

    /// <returns>Null when the request may be answered; else how long to wait before the next.</returns>
    public TimeSpan? Ask(Guid tenant, Guid person)
    {
        using var lease = limiter.AttemptAcquire(new Asker(tenant, person));
        if (lease.IsAcquired)
        {
            return null;
        }

        Refused.Add(1);
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    /// <summary>The tab's requests; its script has words for the refusal.</summary>
    public static ValueTask<object?> OfCaller(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var caller = http.RequestServices.GetRequiredService<Model.Caller>();
        return http.RequestServices.GetRequiredService<RequestLimits>().Ask(caller.TenantId, caller.UserId) is { } wait
            ? ValueTask.FromResult<object?>(Refuse(http.Response, wait))
            : next(context);
    }

    public static IResult Refuse(HttpResponse response, TimeSpan wait)
    {
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests);
    }

    public void Dispose() => limiter.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokensPerPeriod = perSecond,
        TokenLimit = Math.Max(burst, perSecond),
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        QueueLimit = 0,
    };

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Asker(Guid Tenant, Guid Person);
}

/// <summary>Each instance counts for itself.</summary>
public sealed class LimitsOptions
{
    public const string Section = "Limits";

    /// <summary>Requests in a second that one person may go on making. Opening a page makes about five.</summary>
    [Range(1, 10_000)]
    public int PersonPerSecond { get; init; } = 20;

    /// <summary>Requests that one person may make at once.</summary>
    [Range(1, 100_000)]
    public int PersonBurst { get; init; } = 120;

    /// <summary>The same for everybody in a tenant together.</summary>
    [Range(1, 100_000)]
    public int TenantPerSecond { get; init; } = 1_000;

    [Range(1, 1_000_000)]
    public int TenantBurst { get; init; } = 5_000;
}
