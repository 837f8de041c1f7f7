using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>Graph is up, and Entra gives nobody a token for it.</summary>
public sealed class NoTokenTests(EverythingLinked vadstena) : IClassFixture<EverythingLinked>
{
    [Fact]
    public async Task While_Entra_throttles_the_page_says_that_something_may_be_missing_and_shows_nothing_unchecked()
    {
        using var viewer = vadstena.AppClient("lena");
        vadstena.Host.Faults.BreakDown(CloudService.Entra, FaultKind.Throttle);

        var page = await viewer.ReadAsync("views/goal/hallbar");

        Assert.Contains("Teams svarade inte på allt just nu", page, StringComparison.Ordinal);
        Assert.DoesNotContain("hemlig", page, StringComparison.Ordinal);
    }
}
