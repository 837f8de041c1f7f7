using System.Globalization;

namespace TillitTeams.Sandbox;

public enum CloudService
{
    Graph,
    Connector,
    Entra,
}

/// <summary>What goes wrong in the cloud, when a test wants it to. Each fault is used up by the requests it meets.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private (int Left, TimeSpan RetryAfter) throttledInBatch;

    /// <summary>Answers 429 as documented, to so many requests.</summary>
    public void Throttle(CloudService service, int requests, TimeSpan retryAfter) =>
        Add(new Fault(service, requests, StatusCodes.Status429TooManyRequests, retryAfter, TimeSpan.Zero));

    public void Unavailable(CloudService service, int requests) =>
        Add(new Fault(service, requests, StatusCodes.Status503ServiceUnavailable, TimeSpan.FromSeconds(1), TimeSpan.Zero));

    /// <summary>Answers as usual, but late.</summary>
    public void Slow(CloudService service, int requests, TimeSpan delay) => Add(new Fault(service, requests, null, null, delay));

    /// <summary>Closes the connection without an answer.</summary>
    public void Drop(CloudService service, int requests) => Add(new Fault(service, requests, 0, null, TimeSpan.Zero));

    /// <summary>Throttles so many single requests inside a batch, which itself is answered 200.</summary>
    public void ThrottleInsideBatch(int requests, TimeSpan retryAfter)
    {
        lock (gate)
        {
            throttledInBatch = (requests, retryAfter);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
            throttledInBatch = default;
        }
    }

    internal TimeSpan? TakeInsideBatch()
    {
        lock (gate)
        {
            if (throttledInBatch.Left == 0)
            {
                return null;
            }

            throttledInBatch.Left--;
            return throttledInBatch.RetryAfter;
        }
    }

    internal Fault? Take(CloudService service)
    {
        lock (gate)
        {
            if (faults.Find(candidate => candidate.Service == service) is not { } fault)
            {
                return null;
            }

            if (--fault.Left == 0)
            {
                faults.Remove(fault);
            }

            return fault;
        }
    }

    private void Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    internal sealed class Fault(CloudService service, int requests, int? status, TimeSpan? retryAfter, TimeSpan delay)
    {
        public CloudService Service { get; } = service;

        public int? Status { get; } = status;

        public TimeSpan? RetryAfter { get; } = retryAfter;

        public TimeSpan Delay { get; } = delay;

        public int Left { get; set; } = requests;
    }
}

public static class FaultsMiddleware
{
    public static void UseFaults(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (ServiceOf(context.Request.Path) is not { } service
            || context.RequestServices.GetRequiredService<Faults>().Take(service) is not { } fault)
        {
            await next(context);
            return;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await Task.Delay(fault.Delay, TimeProvider.System, context.RequestAborted);
        }

        switch (fault.Status)
        {
            case null:
                await next(context);
                break;
            case 0:
                context.Abort();
                break;
            default:
                context.Response.StatusCode = fault.Status.Value;
                context.Response.Headers.RetryAfter = Math.Ceiling(fault.RetryAfter!.Value.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                await context.Response.WriteAsJsonAsync(
                    fault.Status == StatusCodes.Status429TooManyRequests
                        ? Graph.GraphError.Body("TooManyRequests", "Too many requests", "429")
                        : Graph.GraphError.Body("ServiceUnavailable", "Service unavailable", null),
                    context.RequestAborted);
                break;
        }
    });

    private static CloudService? ServiceOf(PathString path) =>
        path.StartsWithSegments("/v1.0", StringComparison.Ordinal) ? CloudService.Graph
        : path.StartsWithSegments("/connector", StringComparison.Ordinal) ? CloudService.Connector
        : path.Value!.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) ? CloudService.Entra
        : null;
}
