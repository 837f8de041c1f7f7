using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Graph.Subscriptions;

namespace TillitTeams.Sandbox.Graph;

/// <summary>Microsoft Graph v1.0, as far as the product calls it.</summary>
public static class GraphEndpoints
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IServiceCollection AddGraph(this IServiceCollection services) => services
        .AddSingleton(provider => new GraphThrottle(provider.GetService<SandboxSettings>()?.GraphLimits ?? new GraphLimits()))
        .AddSingleton<GraphRecord>()
        .AddSingleton<GraphService>()
        .AddSingleton<GraphBatch>()
        .AddSubscriptions();

    public static void MapGraph(this WebApplication app)
    {
        app.MapSubscriptions();
        app.MapPost("/v1.0/$batch", async (HttpContext context, GraphBatch batch, GraphService graph) =>
        {
            var trace = GraphTrace.Of(context.Request);
            var answer = await batch.AnswerAsync(Read(context.Request), context.Request.Body, trace, context.RequestAborted);
            await WriteAsync(context, graph.Finish(answer, trace), trace);
        });
        app.Map("/v1.0/{**path}", async (HttpContext context, GraphService graph) =>
        {
            var trace = GraphTrace.Of(context.Request);
            await WriteAsync(context, graph.Finish(graph.Answer(await ReadAsync(context.Request)), trace), trace);
        });
    }

    /// <summary>For what goes wrong before Graph, or another service that refuses alike, has seen the request.</summary>
    internal static Task RefuseAsync(HttpContext context, GraphAnswer answer)
    {
        var trace = GraphTrace.Of(context.Request);
        return WriteAsync(context, answer.Stamp(trace, context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow()), trace);
    }

    internal static GraphRequest Read(HttpRequest request)
    {
        request.Path.StartsWithSegments("/v1.0", StringComparison.Ordinal, out var rest);
        return new GraphRequest(
            request.Method, rest.ToUriComponent(), request.QueryString.Value ?? "", request.Headers.Authorization is [{ } header] ? header : null)
        {
            IfMatch = request.Headers.IfMatch.ToString() is { Length: > 0 } tag ? tag : null,
            Prefer = request.Headers["Prefer"].ToString() is { Length: > 0 } preference ? preference : null,
            ExcludesParents = request.Headers.ContainsKey("deltaExcludeParent"),
        };
    }

    private static async Task<GraphRequest> ReadAsync(HttpRequest request)
    {
        var read = Read(request);
        if (HttpMethods.IsGet(request.Method))
        {
            return read;
        }

        try
        {
            return read with { Body = await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject };
        }
        catch (JsonException)
        {
            return read;
        }
    }

    internal static async Task WriteAsync(HttpContext context, GraphAnswer answer, GraphTrace trace)
    {
        context.RequestServices.GetRequiredService<GraphRecord>().Traced(trace.ClientRequestId);
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers["request-id"] = trace.RequestId;
        response.Headers["client-request-id"] = trace.ClientRequestId;
        response.Headers.CacheControl = "no-store";
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        if (answer.Status == StatusCodes.Status204NoContent)
        {
            return;
        }

        if (answer.Status is StatusCodes.Status200OK or StatusCodes.Status201Created)
        {
            response.Headers["OData-Version"] = "4.0";
            response.ContentType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
        }
        else
        {
            response.ContentType = "application/json";
        }

        await response.WriteAsync(answer.Body.ToJsonString(Json), context.RequestAborted);
    }
}
