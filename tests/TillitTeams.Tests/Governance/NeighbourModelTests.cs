using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Storage;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>The neighbour has a goal and a principle of the very same codes, with all that can point at them.</summary>
public sealed class NeighbourModelTests(NeighbourRows vadstena) : IClassFixture<NeighbourRows>
{
    private readonly Steward karin = new(vadstena);

    [Fact]
    public async Task Whatever_Vadstena_does_to_its_model_the_neighbours_stays_as_it_is()
    {
        var before = await NeighboursAsync();

        await (await karin.EditAsync("goal", "hallbar")).PressAsync("Spara", ("NameSv", ["Uthållig"]), ("Colour", ["Plum"]));
        await (await karin.OpenAsync("model/order?kind=goal")).PressAsync("Spara", ("place-hallbar", ["3"]));
        await karin.MergeAsync("goal", "hallbar", "vaxande", follow: true);
        await karin.MergeAsync("principle", "tillit", "kvalitet", follow: true);

        Assert.NotEmpty(before);
        Assert.Equal(before, await NeighboursAsync());
    }

    private async Task<IReadOnlyList<string>> NeighboursAsync() => [.. (await karin.StoredAsync()).Where(row => row.Contains(TwoTenants.Neighbour.ToString(), StringComparison.OrdinalIgnoreCase))];
}
