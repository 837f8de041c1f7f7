using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The Teams-like client, for what later tests stand on.</summary>
public sealed class ClientTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    [Theory]
    [InlineData("light", "sv", 1280)]
    [InlineData("dark", "sv", 390)]
    [InlineData("contrast", "en", 320)]
    public async Task A_conversation_and_its_dialog_are_accessible(string theme, string language, int width)
    {
        var page = await vadstena.OpenAsync("lena", Teams.Channel("omsorg/hemtjansten"), theme, language, width: width);
        var message = vadstena.FirstMessageIn("omsorg/hemtjansten");
        await Assertions.Expect(page.MessageView(message)).ToBeVisibleAsync();
        await page.AssertAccessibleAsync();

        await page.ChooseOnAsync(message, language == "en" ? "Link to a goal" : "Koppla till mål");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).First).ToBeVisibleAsync();

        await page.AssertAccessibleAsync();
    }

    [Fact]
    public async Task A_dialog_without_a_goal_or_principle_says_so_and_keeps_what_was_written()
    {
        var page = await vadstena.OpenAsync("lena", Teams.Channel("omsorg/hemtjansten"));
        await page.ChooseOnAsync(vadstena.FirstMessageIn("omsorg/hemtjansten"), "Koppla till mål");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Färre ansikten, mer trygghet.");

        await dialog.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();

        await Assertions.Expect(dialog.GetByText("minst ett mål eller en princip")).ToBeVisibleAsync();
        await Assertions.Expect(dialog.GetByRole(AriaRole.Textbox)).ToHaveValueAsync("Färre ansikten, mer trygghet.");
    }

    [Fact]
    public async Task What_is_written_while_a_conversation_is_being_opened_is_shown()
    {
        const string words = "Skrivet just när sidan öppnades.";
        var page = await vadstena.OpenAsync("lena", Teams.Channel("omsorg/hemtjansten"));
        await Assertions.Expect(page.MessageView(vadstena.FirstMessageIn("omsorg/hemtjansten"))).ToBeVisibleAsync();
        await page.RouteAsync("**/client/events*", async stream =>
        {
            vadstena.Sandbox.Tenant.Post(SeedIds.Channel("omsorg/hemtjansten"), replyToId: null, SeedIds.Person("annika"), $"<p>{words}</p>");
            await stream.ContinueAsync();
        });

        await page.ReloadAsync();

        await Assertions.Expect(page.GetByText(words)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_link_to_a_message_leads_to_it_though_something_is_written_meanwhile()
    {
        var message = vadstena.FirstMessageIn("bibliotek/program");
        var page = await vadstena.OpenAsync("sara");
        await page.RouteAsync("**/messages?around=*", async read =>
        {
            vadstena.Sandbox.Tenant.Post(SeedIds.Channel("bibliotek/program"), replyToId: null, SeedIds.Person("sara"), "<p>Just nu.</p>");
            // Time enough for the page to hear of it.
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            await read.ContinueAsync();
        });

        await page.EvaluateAsync("to => location.hash = to", $"{Teams.Channel("bibliotek/program")}/{message.Id}");

        await Assertions.Expect(page.MessageView(message)).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByText("Just nu.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Somebody_outside_a_private_channel_does_not_find_it()
    {
        var amina = await vadstena.OpenAsync("amina", Teams.Channel("skola/elevhalsa"));
        await Assertions.Expect(amina.MessageView(vadstena.FirstMessageIn("skola/elevhalsa"))).ToBeVisibleAsync();

        var sara = await vadstena.OpenAsync("sara", Teams.Channel("skola/elevhalsa"));

        await Assertions.Expect(sara.GetByText("Vi hittar inte konversationen")).ToBeVisibleAsync();
        await Assertions.Expect(sara.GetByText("Elevhälsan")).ToHaveCountAsync(0);
    }
}
