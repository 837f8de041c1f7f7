using System.Text.Json.Nodes;

namespace TillitTeams.Sandbox.Graph;

/// <summary>One request to Graph, be it on its own or inside a batch.</summary>
/// <param name="Path">After <c>/v1.0</c>, still escaped.</param>
/// <param name="Query">With or without its question mark.</param>
internal sealed record GraphRequest(string Method, string Path, string Query, string? Authorization)
{
    private const string Scheme = "Bearer ";

    /// <summary>Null when there is none, or none that is a JSON object.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>The headers that Graph acts on, besides the token.</summary>
    public string? IfMatch { get; init; }
    public string? Prefer { get; init; }
    public bool ExcludesParents { get; init; }

    public string? Bearer =>
        Authorization is not null && Authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? Authorization[Scheme.Length..].Trim() : null;
}

/// <summary>The two ids that stand in every answer's headers and in every error.</summary>
internal sealed record GraphTrace(string RequestId, string ClientRequestId)
{
    public static GraphTrace Of(HttpRequest request)
    {
        var requestId = Guid.NewGuid().ToString();
        return new GraphTrace(requestId, request.Headers["client-request-id"].ToString() is { Length: > 0 } given ? given : requestId);
    }
}
