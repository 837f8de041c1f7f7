using Microsoft.Playwright;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The main job: what is linked in a conversation is found on the goal tab, by those who may open it.</summary>
public sealed class WalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    private static readonly Story Told = new("lena", "omsorg/hemtjansten", "Halka: broddar och tid", ["hallbar", "attraktiv"], ["tillit", "kvalitet"],
        "Den som har hemtjänst får hjälp fram till dörren, också när det är halt.");

    [Fact]
    public async Task What_Lena_links_in_a_conversation_stands_on_the_goal_tab_and_opens_in_Teams()
    {
        var message = vadstena.MessageOf(Told);
        var page = await vadstena.OpenAsync("lena", Teams.Channel(Told.Channel));

        await page.LinkAsync(message, Told);
        await page.GetByRole(AriaRole.Dialog).GetByText("Visa på målfliken").ClickAsync();
        await page.Keyboard.PressAsync("Escape");

        var tab = page.InTab();
        await tab.ShowsAsync("Hållbar");
        await Assertions.Expect(tab.Locator(".gained blockquote").First).ToHaveTextAsync(Told.Why);
        await Assertions.Expect(tab.Row(Told.Subject)).ToContainTextAsync("Vård och omsorg › Hemtjänsten");
        await Assertions.Expect(tab.Row(Told.Subject).GetByRole(AriaRole.Link, new() { Name = "Kvalitet" })).ToBeVisibleAsync();

        await tab.Row(Told.Subject).GetByRole(AriaRole.Link, new() { Name = $"Öppna i Teams: {Told.Subject}" }).ClickAsync();
        await Assertions.Expect(page.MessageView(message)).ToBeInViewportAsync();
        await Assertions.Expect(page.MessageView(message)).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("highlighted", default, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_private_channels_link_is_there_for_a_member_and_on_no_page_for_anybody_else()
    {
        var story = Stories.Private;
        var amina = await vadstena.OpenAsync(story.Who, Teams.Channel(story.Channel));
        await amina.LinkAsync(vadstena.MessageOf(story), story);

        foreach (var view in (string[])["goals", "goal/hallbar", "goal/vaxande", "principle/kvalitet", "mine", "goal/hallbar?q=samtal"])
        {
            var member = await vadstena.OpenAsync(story.Who, Tab.At(view));
            await member.TabFrameAsync();
            await Assertions.Expect(member.InTab().Locator("#page")).ToContainTextAsync(story.Subject);

            // In the team, but not in its private channel.
            var sara = await vadstena.OpenAsync("sara", Tab.At(view));
            var frame = await sara.TabFrameAsync();
            Assert.DoesNotContain(story.Subject, await frame.ContentAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(story.Why, await frame.ContentAsync(), StringComparison.Ordinal);
            await member.Context.CloseAsync();
            await sara.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task A_linked_conversation_opens_filled_in_and_can_be_taken_back_from_the_dialog()
    {
        var story = Stories.All[3];
        var message = vadstena.MessageOf(story);
        var page = await vadstena.OpenAsync("karin", Teams.Channel(story.Channel));
        await page.LinkAsync(message, story);
        await page.Keyboard.PressAsync("Escape");

        await page.ChooseOnAsync(message, "Koppla till mål");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Textbox)).ToHaveValueAsync(story.Why);
        foreach (var tick in story.Ticks)
        {
            await Assertions.Expect(dialog.GetByRole(AriaRole.Checkbox, new() { Name = tick })).ToBeCheckedAsync();
        }

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ta bort koppling" }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Kopplingen är borttagen.")).ToBeVisibleAsync();
        var after = await vadstena.OpenAsync("karin", Tab.At("mine"));
        await Assertions.Expect(after.InTab().GetByText("Du har inte kopplat något ännu.")).ToBeVisibleAsync();
    }
}
