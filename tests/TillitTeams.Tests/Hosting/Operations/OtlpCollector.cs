using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>Takes what is sent in OpenTelemetry's protocol, as bytes: texts stand in them as they are.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication app;

    private OtlpCollector(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.Single());

    /// <summary>By <c>traces</c>, <c>metrics</c>, <c>logs</c>.</summary>
    public ConcurrentBag<(string Signal, byte[] Sent)> Taken { get; } = [];

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        collector.app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var sent = new MemoryStream();
            await request.Body.CopyToAsync(sent);
            collector.Taken.Add((signal, sent.ToArray()));
            return Results.Bytes([], "application/x-protobuf");
        });
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public byte[] Of(string signal) => [.. Taken.Where(taken => taken.Signal == signal).SelectMany(taken => taken.Sent)];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
