using Microsoft.Playwright;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>An initiative from its first message to the help that it asks for.</summary>
public sealed class InitiativeWalkTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    private const string Title = "Broddar till alla som har hemtjänst";
    private const string Gain = "Den som har hemtjänst kommer ut också när det är halt.";

    [Fact]
    public async Task One_starts_it_from_a_message_three_channels_see_it_and_another_helps()
    {
        var karin = await StartAsync();

        foreach (var channel in (string[])["omsorg/hemtjansten", "bibliotek/allmant", "kansli/allmant"])
        {
            await GoToAsync(karin, Teams.Channel(channel));
            await Assertions.Expect(CardIn(karin)).ToBeVisibleAsync();
            await Assertions.Expect(CardIn(karin)).ToHaveCountAsync(1);
        }

        var lena = await vadstena.OpenAsync("lena", Teams.Channel("kansli/allmant"));
        await CardIn(lena).GetByRole(AriaRole.Button, new() { Name = "Vi kan hjälpa till" }).ClickAsync();
        await Assertions.Expect(CardIn(lena)).ToContainTextAsync("Tack! Kontaktpersonen har fått veta att ni kan hjälpa till.");
        await lena.AssertAccessibleAsync();

        await GoToAsync(karin, Teams.Channel("kansli/allmant"));
        await CardIn(karin).GetByRole(AriaRole.Link, new() { Name = "Öppna", Exact = true }).ClickAsync();
        var tab = karin.InTab();
        await tab.ShowsAsync(Title);
        await Assertions.Expect(tab.Locator(".story [data-kind=SupportOffered]")).ToContainTextAsync("Lena");
        await Assertions.Expect(tab.Locator(".story [data-kind=Linked]")).ToContainTextAsync("Halka: broddar och tid");
        await Assertions.Expect(tab.GetByText(Gain)).ToBeVisibleAsync();

        await GoToAsync(karin, $"/c/{Uri.EscapeDataString(vadstena.Sandbox.Tenant.Read(content => content.FindAppChat(vadstena.Person("karin").Id)!.Id))}");
        await Assertions.Expect(karin.Locator(".message").Filter(new() { HasText = Title }).Last).ToContainTextAsync("kan hjälpa till");
    }

    private async Task<IPage> StartAsync()
    {
        var message = vadstena.MessagesIn("omsorg/hemtjansten").Single(each => each.Subject == "Halka: broddar och tid");
        var page = await vadstena.OpenAsync("karin", Teams.Channel("omsorg/hemtjansten"));
        await page.ChooseOnAsync(message, "Starta initiativ");
        var form = page.FrameLocator("iframe.dialog-frame");
        await form.ShowsAsync("Starta ett initiativ");
        await Assertions.Expect(form.GetByLabel("I vilken kanal arbetar ni med det?").Locator("option:checked")).ToContainTextAsync("Hemtjänsten");
        await form.GetByLabel("Vad heter initiativet?").FillAsync(Title);
        await form.GetByLabel("Vad vinner invånarna?").FillAsync(Gain);
        await form.GetByRole(AriaRole.Checkbox, new() { Name = "Hållbar" }).CheckAsync();
        await form.GetByText("Mer om initiativet").ClickAsync();
        await form.GetByLabel("Hur går det?").SelectOptionAsync("Ongoing");
        await form.GetByLabel("Vad behöver vi stöd med?").FillAsync("Någon som kan hjälpa till att dela ut dem.");
        foreach (var channel in (string[])["Bibliotek och kultur › Allmänt", "Kommunkansliet › Allmänt"])
        {
            await form.GetByRole(AriaRole.Checkbox, new() { Name = channel }).CheckAsync();
        }

        await form.GetByRole(AriaRole.Button, new() { Name = "Förhandsvisa kortet" }).ClickAsync();
        await Assertions.Expect(form.Locator(".card-preview")).ToContainTextAsync("Någon som kan hjälpa till att dela ut dem.");
        await form.GetByRole(AriaRole.Button, new() { Name = "Starta initiativet" }).ClickAsync();
        await form.ShowsAsync("Initiativet är startat!");
        await Assertions.Expect(form.Locator(".first-link")).Not.ToContainTextAsync("…");
        await form.GetByRole(AriaRole.Button, new() { Name = "Klar", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Initiativet är startat");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        return page;
    }

    private static ILocator CardIn(IPage page) => page.Locator(".message").Filter(new() { HasText = Gain });

    private static async Task GoToAsync(IPage page, string place) => await page.EvaluateAsync("place => location.hash = place", place);
}
