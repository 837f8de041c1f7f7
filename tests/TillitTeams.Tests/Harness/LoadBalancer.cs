using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// Stands before several instances where Microsoft 365 and people know the app to be, as load balancers do: whoever asks is
/// sent to any of them, and on to another when the connection is refused or breaks before it was answered. A POST that broke
/// is made again in half of the cases, as some balancers do; in the others whoever asked is told, as by those that do not
/// because it may have been done already.
/// </summary>
public sealed class LoadBalancer : IAsyncDisposable
{
    /// <summary>Says that it is the balancer that answers, and no instance.</summary>
    public const string Broken = "X-Balancer";

    private const int Attempts = 6;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication app;
    private readonly IReadOnlyList<Uri> instances;
    private readonly Random dice;
    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private int answered;
    private int repeated;
    private int brokenOff;

    private LoadBalancer(WebApplication app, IReadOnlyList<Uri> instances, Random dice) => (this.app, this.instances, this.dice) = (app, instances, dice);

    /// <summary>What instances answered that they must not, each with its reference.</summary>
    public ConcurrentQueue<string> ServerErrors { get; } = [];

    /// <summary>Requests that no instance took, however often they were tried.</summary>
    public ConcurrentQueue<string> Unanswered { get; } = [];

    /// <summary>What the run was like: a chaos in which nothing ever broke tests nothing.</summary>
    public (int Answered, int Repeated, int BrokenOff) Count => (Volatile.Read(ref answered), Volatile.Read(ref repeated), Volatile.Read(ref brokenOff));

    public static async Task<LoadBalancer> StartAsync(Uri at, IReadOnlyList<Uri> instances, int seed, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(at.Port));
        var balancer = new LoadBalancer(builder.Build(), instances, new Random(seed));
        balancer.app.Run(balancer.AnswerAsync);
        await balancer.app.StartAsync(cancellationToken);
        return balancer;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        http.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var order = Shuffle();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var instance = order[attempt % order.Length];
            try
            {
                using var request = Copy(context.Request, instance, body.ToArray());
                using var answer = await http.SendAsync(request, context.RequestAborted);
                // An answer that breaks off in its middle is none.
                var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
                await PassAsync(context, answer, content);
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException && !context.RequestAborted.IsCancellationRequested)
            {
                var isRefused = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError };
                if (!isRefused && !HttpMethods.IsGet(context.Request.Method) && Throw(2) == 0)
                {
                    Interlocked.Increment(ref brokenOff);
                    await RefuseAsync(context, StatusCodes.Status502BadGateway, "broken");
                    return;
                }

                Interlocked.Increment(ref repeated);
                await Task.Delay(isRefused ? Pause : TimeSpan.Zero, TimeProvider.System, context.RequestAborted);
            }
        }

        Unanswered.Enqueue(Name(context.Request));
        await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "nobody there");
    }

    private async Task PassAsync(HttpContext context, HttpResponseMessage answer, byte[] content)
    {
        Interlocked.Increment(ref answered);
        if ((int)answer.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            ServerErrors.Enqueue($"{TimeProvider.System.GetLocalNow():HH:mm:ss.fff} {Name(context.Request)}: {(int)answer.StatusCode} with reference {Reference(answer)} from {answer.RequestMessage!.RequestUri!.Port}");
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !IsOfConnection(header.Key)))
        {
            context.Response.Headers[name] = new StringValues([.. values]);
        }

        await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private static string Reference(HttpResponseMessage answer) => answer.Headers.TryGetValues("X-Correlation-Id", out var ids) ? ids.Single() : "none";

    private static string Name(HttpRequest request) => $"{request.Method} {request.Path}";

    private static Task RefuseAsync(HttpContext context, int status, string why)
    {
        context.Response.StatusCode = status;
        context.Response.Headers[Broken] = why;
        return Task.CompletedTask;
    }

    private static HttpRequestMessage Copy(HttpRequest request, Uri instance, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(instance, $"{request.Path}{request.QueryString}"));
        copy.Headers.Host = request.Host.ToString();
        if (body.Length > 0)
        {
            copy.Content = new ByteArrayContent(body);
            copy.Content.Headers.ContentType = request.ContentType is { } type ? MediaTypeHeaderValue.Parse(type) : null;
        }

        foreach (var (name, values) in request.Headers.Where(header => !IsOfConnection(header.Key)))
        {
            copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return copy;
    }

    private static bool IsOfConnection(string header) => header is "Host" or "Connection" or "Keep-Alive" or "Transfer-Encoding" || header.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && !header.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);

    private Uri[] Shuffle()
    {
        Uri[] order = [.. instances];
        lock (dice)
        {
            dice.Shuffle(order);
        }

        return order;
    }

    private int Throw(int sides)
    {
        lock (dice)
        {
            return dice.Next(sides);
        }
    }
}
