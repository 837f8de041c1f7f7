using System.Text.Json;
using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph;

/// <summary>Many requests in one (<em>Combine multiple HTTP requests using JSON batching</em>).</summary>
internal sealed class GraphBatch(GraphService graph, GraphRecord record, Faults faults)
{
    private const int MaxRequests = 20;

    public async Task<GraphAnswer> AnswerAsync(GraphRequest outer, Stream body, GraphTrace trace, CancellationToken cancellationToken)
    {
        if (graph.Identify(outer) is not { } caller)
        {
            return GraphService.Unauthenticated(outer);
        }

        // Each request in it is authorised by itself.
        record.LetsIn("POST /$batch", caller.IsApp, permission: null);

        if (await ReadAsync(body, cancellationToken) is not { } requests)
        {
            return GraphAnswer.BadRequest("Invalid batch payload format.");
        }

        if (requests.Count > MaxRequests)
        {
            return GraphAnswer.Refuse(
                StatusCodes.Status400BadRequest, "MaximumValueExceeded", $"Number of batch request steps exceeds the maximum value of {MaxRequests}.");
        }

        var answers = new JsonArray();
        foreach (var request in requests)
        {
            var answer = graph.Finish(Answer(request, outer), trace);
            var headers = new JsonObject { ["Cache-Control"] = "no-cache", ["Content-Type"] = "application/json" };
            foreach (var (name, value) in answer.Headers)
            {
                headers[name] = value;
            }

            answers.Add(new JsonObject { ["id"] = request.Id, ["status"] = answer.Status, ["headers"] = headers, ["body"] = answer.Body });
        }

        return GraphAnswer.Ok(new JsonObject { ["responses"] = answers });
    }

    private GraphAnswer Answer(Inner inner, GraphRequest outer)
    {
        if (inner.IsOrdered)
        {
            return GraphAnswer.NotHere("dependsOn in a batch");
        }

        var path = inner.Url.Split('?', 2);
        var request = outer with
        {
            Method = inner.Method,
            Path = path[0].StartsWith('/') ? path[0] : $"/{path[0]}",
            Query = path.Length == 2 ? path[1] : "",
            Body = inner.Body,
            IfMatch = inner.Header("If-Match"),
            Prefer = inner.Header("Prefer"),
            ExcludesParents = inner.Header("deltaExcludeParent") is not null,
        };
        return faults.TakeInsideBatch(request.Path) is { } wait ? GraphAnswer.TooManyRequests(wait) : graph.Answer(request);
    }

    /// <summary>Null when the payload is not a batch: no JSON, no requests, a request without its parts, an id met twice.</summary>
    private static async Task<List<Inner>?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        JsonNode? payload;
        try
        {
            payload = await JsonNode.ParseAsync(body, cancellationToken: cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }

        if (payload is not JsonObject batch || batch["requests"] is not JsonArray { Count: > 0 } requests)
        {
            return null;
        }

        var read = requests.Select(Read).OfType<Inner>().ToList();
        return read.DistinctBy(request => request.Id, StringComparer.OrdinalIgnoreCase).Count() == requests.Count ? read : null;
    }

    private static Inner? Read(JsonNode? node) =>
        node is JsonObject request && Text(request["id"]) is { } id && Text(request["method"]) is { } method && Text(request["url"]) is { Length: > 0 } url
            ? new Inner(id, method, url, request["dependsOn"] is JsonArray { Count: > 0 }, request["headers"] as JsonObject, request["body"] as JsonObject)
            : null;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private sealed record Inner(string Id, string Method, string Url, bool IsOrdered, JsonObject? Headers, JsonObject? Body)
    {
        public string? Header(string name) =>
            Text(Headers?.FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value);
    }
}
