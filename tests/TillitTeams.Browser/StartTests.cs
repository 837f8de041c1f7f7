using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>What stays between two starts of the local tenant.</summary>
public sealed class StartTests(Chromium chromium)
{
    [Fact]
    public async Task A_second_start_keeps_what_was_linked_and_a_reset_begins_anew()
    {
        await using var vadstena = new Vadstena(chromium);
        await vadstena.InitializeAsync();
        var story = Stories.All[0];
        var page = await vadstena.OpenAsync("lena", Teams.Channel(story.Channel));
        await page.LinkAsync(vadstena.MessageOf(story), story);

        await vadstena.StartAgainAsync(reset: false);
        var kept = await vadstena.OpenAsync("lena", Tab.At("mine"));
        await Assertions.Expect(kept.InTab().Row(story.Subject)).ToContainTextAsync(story.Why);

        await vadstena.StartAgainAsync(reset: true);
        var anew = await vadstena.OpenAsync("lena", Tab.At("mine"));
        await Assertions.Expect(anew.InTab().GetByText("Du har inte kopplat något ännu.")).ToBeVisibleAsync();
    }
}
