namespace TillitTeams.Sandbox.Graph;

/// <summary>One request to Graph, be it on its own or inside a batch.</summary>
/// <param name="Path">After <c>/v1.0</c>, still escaped.</param>
/// <param name="Query">With or without its question mark.</param>
internal sealed record GraphRequest(string Method, string Path, string Query, string? Authorization)
{
    private const string Scheme = "Bearer ";

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
