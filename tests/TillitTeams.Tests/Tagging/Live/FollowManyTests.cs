using TillitTeams.Tests.Goals;
using Xunit;

namespace TillitTeams.Tests.Tagging.Live;

public sealed class FollowManyTests(ManyLinks vadstena) : IClassFixture<ManyLinks>
{
    [Fact]
    public async Task A_round_with_nothing_new_takes_no_more_steps_with_many_links_than_with_few()
    {
        await vadstena.LinkFewAsync(60);
        await vadstena.RoundAsync();
        await vadstena.RoundAsync();
        var few = await vadstena.Steps.CountAsync(vadstena.RoundAsync);
        Assert.NotEmpty(await vadstena.Kept());

        await vadstena.LinkManyAsync();
        var many = await vadstena.Steps.CountAsync(vadstena.RoundAsync);
        await vadstena.AnalyzeAsync();
        var analyzed = await vadstena.Steps.CountAsync(vadstena.RoundAsync);

        Assert.InRange(many, 1, few * 1.5);
        Assert.InRange(analyzed, 1, few * 1.5);
    }
}
