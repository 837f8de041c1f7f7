using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>A new page or form is not fuzzed by itself: it is told of here by its name.</summary>
internal static class EveryEndpoint
{
    public static IReadOnlyList<string> Missing(LocalTenant vadstena, IReadOnlyList<Draft> origins) =>
    [
        .. vadstena.Host.AppServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !origins.Any(origin => Leads(origin, endpoint)))
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Distinct(StringComparer.Ordinal),
    ];

    private static bool Leads(Draft origin, RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(origin.Method.Method) != false
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(origin.Path, []);
}
