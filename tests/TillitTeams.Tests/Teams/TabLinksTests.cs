using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using TillitTeams.Teams;
using Xunit;

namespace TillitTeams.Tests.Teams;

/// <summary>A deep link names the app as the catalogue does that people have it from (<i>Deep link to an application</i>).</summary>
public sealed class TabLinksTests
{
    private const string Package = "c2a7b9de-4c1f-4f57-8a36-0d9be1f6a7c4";

    private const string Catalog = "e3e29acb-8c79-412b-b746-e6c39ff4cd22";

    [Theory]
    [InlineData(null, Package)]
    [InlineData("", Package)]
    [InlineData(Catalog, Catalog)]
    public void An_app_in_the_organisations_catalogue_is_linked_by_its_id_there(string? catalog, string named)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Teams:AppId"] = Package, ["Teams:CatalogId"] = catalog })
            .Build();

        var links = new TabLinks(Options.Create(settings.GetSection(TeamsOptions.Section).Get<TeamsOptions>()!));

        Assert.All([links.Overview("Mål"), links.Goal("vaxande", "Växande"), links.Initiative(Guid.NewGuid(), "Läxhjälp"), links.Digest(null, "Veckobrev")], link =>
            Assert.StartsWith($"https://teams.microsoft.com/l/entity/{named}/goals?", link, StringComparison.Ordinal));
    }
}
