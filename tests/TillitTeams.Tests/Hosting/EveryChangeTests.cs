using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Hosting;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Hosting;

/// <summary>What is the municipality's is changed by the governance lead; everything else that can be changed is somebody's own, or their channel's.</summary>
public sealed class EveryChangeTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    /// <summary>Each of these asks by itself whether it is theirs, or whether they can open the channel.</summary>
    private static readonly string[] Everybodys =
    [
        "/views/digest/", "/views/digest/end", "/views/digest/preview", "/views/initiative-form", "/views/initiative-form/preview",
        "/views/initiative/{id:guid}/follow", "/views/initiative/{id:guid}/help", "/views/link/", "/views/link/first", "/views/link/own/remove",
        "/views/link/own/restore", "/views/link/remove", "/views/personal/name", "/views/personal/unfollow",
    ];

    private IEnumerable<RouteEndpoint> Changes => vadstena.Host.AppServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/views", StringComparison.Ordinal) && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"));

    [Fact]
    public void These_are_everybodys_and_no_other() => Assert.Equal(
        Everybodys,
        Changes.Where(endpoint => !IsTheLeads(endpoint)).Select(endpoint => endpoint.RoutePattern.RawText!).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Whoever_is_no_governance_lead_changes_nothing_of_the_municipalitys()
    {
        using var sara = vadstena.AppClient("sara");
        using var nobody = vadstena.AppClient(null);
        var leads = Changes.Where(IsTheLeads).ToList();
        Assert.NotEmpty(leads);
        foreach (var path in leads.Select(endpoint => endpoint.RoutePattern.RawText!))
        {
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, await PostAsync(sara, path)));
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await PostAsync(nobody, path)));
        }
    }

    private static bool IsTheLeads(RouteEndpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(asked => asked.Policy == IdentityWiring.StewardPolicy);

    private static async Task<HttpStatusCode> PostAsync(HttpClient person, string path)
    {
        using var form = new FormUrlEncodedContent([]);
        using var answer = await person.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
