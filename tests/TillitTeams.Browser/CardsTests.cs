using Xunit;

namespace TillitTeams.Browser;

/// <summary>Microsoft's own renderer reads every card that was approved, and draws it so that everybody can read it.</summary>
public sealed class CardsTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task Every_approved_card_is_read_without_a_remark()
    {
        var cards = await DrawnCards.OpenAsync(vadstena);
        var remarks = new List<string>();
        foreach (var (name, json) in DrawnCards.Approved)
        {
            remarks.AddRange((await cards.DrawAsync(json)).Select(remark => $"{name}: {remark}"));
        }

        Assert.NotEmpty(DrawnCards.Approved);
        Assert.Empty(remarks);
    }

    [Fact]
    public async Task The_renderer_does_remark_on_a_card_that_is_wrong()
    {
        var cards = await DrawnCards.OpenAsync(vadstena);

        Assert.NotEmpty(await cards.DrawAsync("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Nonsense" } ] }"""));
    }

    [Theory]
    [InlineData("default", 1280)]
    [InlineData("dark", 1280)]
    [InlineData("contrast", 1280)]
    [InlineData("default", 320)]
    public async Task An_initiatives_card_can_be_read_in_every_theme_and_width(string theme, int width)
    {
        var cards = await DrawnCards.OpenAsync(vadstena, width);
        foreach (var (_, json) in DrawnCards.Approved.Where(card => card.Name.StartsWith("InitiativeCard", StringComparison.Ordinal)))
        {
            await cards.DrawAsync(json, theme);
            await cards.Page.AssertAccessibleAsync();
            Assert.True(await cards.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        }
    }
}
