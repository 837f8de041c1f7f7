using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Sandbox.Graph;

/// <summary>The way of a request, alone or from a batch: read the token, find the route, count, authorise, answer.</summary>
internal sealed class GraphService(SandboxTenant tenant, EntraTokens tokens, AppRegistration app, SandboxAddresses addresses, GraphThrottle throttle, GraphRecord record)
{
    /// <summary>Graph is known by its address and by its application id.</summary>
    private static readonly string[] Audiences = [EntraTokens.GraphAudience, "00000003-0000-0000-c000-000000000000"];

    public TokenClaims? Identify(GraphRequest request) =>
        request.Bearer is { Length: > 0 } bearer
            ? Audiences.Select(audience => tokens.Validate(bearer, audience)).FirstOrDefault(claims => claims is not null)
            : null;

    public GraphAnswer Answer(GraphRequest request)
    {
        if (Identify(request) is not { } caller)
        {
            return Unauthenticated(request);
        }

        if (!GraphRoutes.TryMatch(request.Method, request.Path, out var route, out var values))
        {
            return GraphAnswer.NotHere($"'{request.Path}'");
        }

        if (!string.Equals(request.Method, route.Method, StringComparison.OrdinalIgnoreCase))
        {
            return GraphAnswer.Refuse(
                StatusCodes.Status405MethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
        }

        if (throttle.Ask(route, values, caller.UserId) is { } wait)
        {
            return GraphAnswer.TooManyRequests(wait);
        }

        var query = new GraphQuery(request.Query);
        GraphAnswer? answer = null;
        tenant.Change(content =>
        {
            var call = new GraphCall(content, caller, app, query, values)
            {
                Root = addresses.GraphUrl.ToString().TrimEnd('/'),
                Path = request.Path,
                Record = record,
                Now = tenant.Clock.GetUtcNow(),
                Request = request,
            };
            answer = call.Authorize(route) ?? query.Check(route) ?? route.Answer(call);
            return call.Made;
        });
        return answer!;
    }

    public static GraphAnswer Unauthenticated(GraphRequest request) => GraphAnswer.Unauthenticated(
        request.Bearer is { Length: > 0 } ? "Access token validation failure." : "Access token is empty.");

    public GraphAnswer Finish(GraphAnswer answer, GraphTrace trace) => answer.Stamp(trace, tenant.Clock.GetUtcNow());
}
