using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>A card did not arrive: the governance lead finds it and has it sent again.</summary>
public sealed class DeliveriesWalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Fact]
    public async Task Karin_finds_a_card_that_was_given_up_and_has_it_sent_again()
    {
        await vadstena.FailCardsAsync();
        var page = await vadstena.OpenAsync("karin", Tab.Overview);
        var tab = page.InTab();

        await tab.ChooseAsync("Kort som inte kom fram, och varför");
        await tab.ShowsAsync("Kort som inte kom fram");
        var card = tab.Locator("[data-delivery]").Filter(new() { HasText = "Vård och omsorg › Hemtjänsten" });
        await Assertions.Expect(card).ToContainTextAsync(FailedCards.Title);
        await card.GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(tab.GetByText("Kortet skickas igen inom några sekunder.")).ToBeFocusedAsync();
        await Assertions.Expect(card).ToBeHiddenAsync();
        await Assertions.Expect(tab.Locator("[data-delivery]")).ToHaveCountAsync(3);
        var channel = await vadstena.OpenAsync("lena", Teams.Channel("omsorg/hemtjansten"));
        await Assertions.Expect(channel.GetByText(FailedCards.Text)).ToHaveCountAsync(1, new() { Timeout = 20_000 });
    }
}
