using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Tests.Harness;

namespace TillitTeams.Tests.Hosting.Fuzz;

/// <summary>A new page, form, command or verb is not fuzzed by itself: it is told of here by its name.</summary>
internal static class EveryEndpoint
{
    public static IReadOnlyList<string> Missing(LocalTenant vadstena, IReadOnlyList<Draft> origins) =>
    [
        .. vadstena.Host.AppServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !origins.Any(origin => Leads(origin, endpoint)))
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Distinct(StringComparer.Ordinal),
        .. TeamsRoutes.Table.Names.Where(route => route.Split(' ') is [_, var id] && !origins.Any(origin => Says(origin, id))),
    ];

    /// <summary>A command id, a card's verb or a word to the bot.</summary>
    private static bool Says(Draft origin, string id) => origin.Json is not null && Encoding.UTF8.GetString(origin.Write().Body).Contains(id, StringComparison.Ordinal);

    private static bool Leads(Draft origin, RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(origin.Method.Method) != false
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(origin.Path, []);
}
