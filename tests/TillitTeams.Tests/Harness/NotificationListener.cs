using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Xunit;

namespace TillitTeams.Tests.Harness;

/// <summary>Somebody who listens to Graph's notifications, as well or as badly as a test wants.</summary>
public sealed class NotificationListener : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<JsonObject> received = Channel.CreateUnbounded<JsonObject>();

    private NotificationListener(WebApplication app) => this.app = app;

    public Uri Url => new(new Uri(app.Urls.Single()), "/changes");

    public Uri LifecycleUrl => new(new Uri(app.Urls.Single()), "/lifecycle");

    /// <summary>The validation tokens that were asked about, by path.</summary>
    public ConcurrentQueue<(string Path, string Token, string? ContentType)> Handshakes { get; } = new();

    /// <summary>How often Graph came with a notification, taken or not.</summary>
    public int Attempts { get; private set; }

    /// <summary>How a handshake is answered: correctly, unless a test says otherwise.</summary>
    public Func<HttpContext, string, Task> Shake { get; set; } = AgreeAsync;

    /// <summary>What a notification is answered with; only 2xx are kept.</summary>
    public Func<HttpContext, Task<int>> Take { get; set; } = _ => Task.FromResult(StatusCodes.Status202Accepted);

    public static async Task<NotificationListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new NotificationListener(builder.Build());
        listener.app.MapPost("/{path}", listener.AnswerAsync);
        await listener.app.StartAsync(TestContext.Current.CancellationToken);
        return listener;
    }

    /// <summary>The next notification that was taken.</summary>
    public async Task<JsonObject> NextAsync() => await received.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Those that were taken and not yet asked for.</summary>
    public IReadOnlyList<JsonObject> Rest()
    {
        List<JsonObject> rest = [];
        while (received.Reader.TryRead(out var notification))
        {
            rest.Add(notification);
        }

        return rest;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private static Task AgreeAsync(HttpContext context, string token)
    {
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(token);
    }

    private async Task AnswerAsync(HttpContext context, string path)
    {
        if (context.Request.Query["validationToken"] is [{ } token])
        {
            Handshakes.Enqueue((path, token, context.Request.ContentType));
            await Shake(context, token);
            return;
        }

        Attempts++;
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        context.Response.StatusCode = await Take(context);
        if (context.Response.StatusCode < StatusCodes.Status300MultipleChoices)
        {
            foreach (var notification in body["value"]!.AsArray())
            {
                received.Writer.TryWrite(notification!.AsObject());
            }
        }
    }
}
