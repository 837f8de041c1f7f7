using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>Microsoft Graph v1.0, as far as the product calls it: authorise, find, answer.</summary>
public static class GraphEndpoints
{
    private const int MaxBatch = 20;

    public static IServiceCollection AddGraph(this IServiceCollection services) => services.AddSingleton<GraphService>();

    public static void MapGraph(this WebApplication app)
    {
        app.MapPost("/v1.0/$batch", async (HttpContext context, GraphService graph) =>
            await Batch(context, graph));
        app.MapMethods("/v1.0/{**path}", ["GET", "POST", "PUT", "PATCH", "DELETE"], (HttpContext context, string path, GraphService graph) =>
        {
            var answer = Authenticate(context) is { } caller
                ? graph.Answer(context.Request.Method, path, context.Request.QueryString.Value ?? "", caller)
                : GraphError.Unauthorized();
            return Results.Json(answer.Body, statusCode: answer.Status);
        });
    }

    private static async Task<IResult> Batch(HttpContext context, GraphService graph)
    {
        if (Authenticate(context) is not { } caller)
        {
            return Result(GraphError.Unauthorized());
        }

        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        if (body?["requests"] is not JsonArray requests || requests.Count == 0)
        {
            return Result(GraphError.BadRequest("Invalid batch payload format."));
        }

        if (requests.Count > MaxBatch)
        {
            return Result(GraphError.BadRequest($"Number of batch request steps exceeds the maximum value of {MaxBatch}."));
        }

        var responses = new JsonArray();
        foreach (var request in requests)
        {
            var url = ((string)request!["url"]!).Split('?', 2);
            var fault = context.RequestServices.GetRequiredService<Faults>().TakeInsideBatch();
            var answer = fault is null
                ? graph.Answer((string)request["method"]!, url[0].TrimStart('/'), url.Length > 1 ? $"?{url[1]}" : "", caller)
                : new GraphAnswer(StatusCodes.Status429TooManyRequests, GraphError.Body("TooManyRequests", "Too many requests", "429"));
            var headers = new JsonObject { ["Content-Type"] = "application/json" };
            if (fault is not null)
            {
                headers["Retry-After"] = $"{fault.Value.TotalSeconds:0}";
            }

            responses.Add(new JsonObject { ["id"] = request["id"]!.DeepClone(), ["status"] = answer.Status, ["headers"] = headers, ["body"] = answer.Body });
        }

        return Results.Json(new JsonObject { ["responses"] = responses });
    }

    private static TokenClaims? Authenticate(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? context.RequestServices.GetRequiredService<EntraTokens>().Validate(header["Bearer ".Length..], EntraTokens.GraphAudience)
            : null;
    }

    private static IResult Result(GraphAnswer answer) => Results.Json(answer.Body, statusCode: answer.Status);
}

/// <summary>One request to Graph, found in the table of routes.</summary>
public sealed record GraphRequest(IReadOnlyList<string> Ids, string Path, IReadOnlyDictionary<string, string> Query, TokenClaims Caller, TenantContent Tenant, GraphService Graph)
{
    public static IReadOnlyDictionary<string, string> ParseQuery(string query) =>
        QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
}
