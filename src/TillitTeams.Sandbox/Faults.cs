using TillitTeams.Sandbox.Graph;

namespace TillitTeams.Sandbox;

public enum CloudService
{
    Graph,
    Connector,
    Entra,
}

/// <summary>
/// What goes wrong in the cloud, when a test or somebody at the client wants it to. Each fault is used up
/// by the requests it meets; one with a path meets only requests whose path, as sent, it accepts.
/// </summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private (CloudService Service, Random Dice, double Share, IReadOnlyList<FaultKind> Kinds)? storm;

    /// <summary>What is still to happen.</summary>
    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    /// <summary>Answers 429 as documented, to so many requests.</summary>
    public void Throttle(CloudService service, int requests, TimeSpan retryAfter, Func<string, bool>? path = null) =>
        Add(new Fault(service, FaultKind.Throttle, retryAfter, path), requests);

    public void Unavailable(CloudService service, int requests, Func<string, bool>? path = null) =>
        Add(new Fault(service, FaultKind.Unavailable, TimeSpan.FromSeconds(1), path), requests);

    /// <summary>Answers with an error of the service's own, such as 413 <c>MessageSizeTooBig</c>.</summary>
    public void Refuse(CloudService service, int requests, int status, string code, Func<string, bool>? path = null) =>
        Add(new Fault(service, FaultKind.Refuse, TimeSpan.Zero, path) { Status = status, Code = code }, requests);

    /// <summary>Answers as usual, but late.</summary>
    public void Slow(CloudService service, int requests, TimeSpan delay, Func<string, bool>? path = null) =>
        Add(new Fault(service, FaultKind.Slow, delay, path), requests);

    /// <summary>Closes the connection without an answer.</summary>
    public void Drop(CloudService service, int requests, Func<string, bool>? path = null) =>
        Add(new Fault(service, FaultKind.Drop, TimeSpan.Zero, path), requests);

    /// <summary>Does what was asked, and closes the connection instead of saying so.</summary>
    public void LoseAnswer(CloudService service, int requests, Func<string, bool>? path = null) =>
        Add(new Fault(service, FaultKind.LoseAnswer, TimeSpan.Zero, path), requests);

    /// <summary>Until <see cref="Clear"/>, a share of the service's requests goes wrong in one of these ways, as the dice fall.</summary>
    public void Storm(CloudService service, Random dice, double share, params IReadOnlyList<FaultKind> kinds)
    {
        lock (gate)
        {
            storm = (service, dice, share, kinds);
        }
    }

    /// <summary>Throttles so many single requests inside a batch, which itself is answered 200.</summary>
    public void ThrottleInsideBatch(int requests, TimeSpan retryAfter, Func<string, bool>? path = null) =>
        Add(new Fault(CloudService.Graph, FaultKind.ThrottleInsideBatch, retryAfter, path), requests);

    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
            storm = null;
        }
    }

    /// <param name="path">After <c>/v1.0</c>, as it stands in the batch.</param>
    internal TimeSpan? TakeInsideBatch(string path) =>
        Take(fault => fault.Kind == FaultKind.ThrottleInsideBatch && fault.Meets(path))?.Time;

    internal Fault? Take(CloudService service, string path) =>
        Take(fault => fault.Service == service && fault.Kind != FaultKind.ThrottleInsideBatch && fault.Meets(path)) ?? TakeFromStorm(service);

    private Fault? TakeFromStorm(CloudService service)
    {
        lock (gate)
        {
            return storm is { } raging && raging.Service == service && raging.Dice.NextDouble() < raging.Share
                ? new Fault(service, raging.Kinds[raging.Dice.Next(raging.Kinds.Count)], TimeSpan.FromSeconds(1), null)
                : null;
        }
    }

    private Fault? Take(Predicate<Fault> which)
    {
        lock (gate)
        {
            if (faults.Find(which) is not { } fault)
            {
                return null;
            }

            faults.Remove(fault);
            return fault;
        }
    }

    private void Add(Fault fault, int times)
    {
        lock (gate)
        {
            faults.AddRange(Enumerable.Repeat(fault, times));
        }
    }
}

public enum FaultKind
{
    Throttle,
    ThrottleInsideBatch,
    Unavailable,
    Slow,
    Drop,
    LoseAnswer,
    Refuse,
}

/// <summary>One request that will go wrong.</summary>
/// <param name="Time">How long it takes, or how long the client is told to wait.</param>
public sealed record Fault(CloudService Service, FaultKind Kind, TimeSpan Time, Func<string, bool>? Path)
{
    /// <summary>What a refusal answers.</summary>
    public int Status { get; init; }

    public string Code { get; init; } = "";

    internal bool Meets(string path) => Path is null || Path(path);
}

public static class FaultsMiddleware
{
    public static void UseFaults(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (ServiceOf(context.Request.Path) is not { } service
            || context.RequestServices.GetRequiredService<Faults>().Take(service, context.Request.Path.Value!) is not { } fault)
        {
            await next(context);
            return;
        }

        switch (fault.Kind)
        {
            case FaultKind.Slow:
                await Task.Delay(fault.Time, TimeProvider.System, context.RequestAborted);
                await next(context);
                break;
            case FaultKind.Drop:
                context.Abort();
                break;
            case FaultKind.LoseAnswer:
                context.Response.Body = Stream.Null;
                await next(context);
                context.Abort();
                break;
            case FaultKind.Refuse:
                await GraphEndpoints.RefuseAsync(context, GraphAnswer.Refuse(fault.Status, fault.Code, "Refused on request."));
                break;
            case FaultKind.Throttle:
                await GraphEndpoints.RefuseAsync(context, GraphAnswer.TooManyRequests(fault.Time));
                break;
            default:
                await GraphEndpoints.RefuseAsync(context, GraphAnswer.ServiceUnavailable(fault.Time));
                break;
        }
    });

    private static CloudService? ServiceOf(PathString path) =>
        path.StartsWithSegments("/v1.0", StringComparison.Ordinal) ? CloudService.Graph
        : path.StartsWithSegments("/connector", StringComparison.Ordinal) ? CloudService.Connector
        : path.Value!.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal) ? CloudService.Entra
        : null;
}
