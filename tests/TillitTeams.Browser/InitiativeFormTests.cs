using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>The form that starts and changes an initiative: seen in every way, and by two at once.</summary>
public sealed class InitiativeFormTests(Vadstena vadstena) : IClassFixture<Vadstena>
{
    private Message Message => vadstena.MessagesIn("omsorg/hemtjansten").Single(message => message.Subject == "Halka: broddar och tid");

    private string FromMessage => $"initiative-form?from={Uri.EscapeDataString(vadstena.LinkTo("omsorg/hemtjansten", Message))}";

    [Theory]
    [InlineData("sv", "Starta initiativet", "Spara")]
    [InlineData("en", "Start the initiative", "Save")]
    public async Task It_is_accessible_empty_refused_in_conflict_and_done(string language, string start, string save)
    {
        var page = await vadstena.OpenAsync("karin", Tab.At(FromMessage), language: language);
        await LookAsync(page, $"empty {language}");

        await page.InTab().Locator("[name=title]").FillAsync("");
        await page.InTab().Locator("[name=home]").SelectOptionAsync("");
        await page.InTab().Locator("summary").ClickAsync();
        await page.InTab().Locator("[name=state]").SelectOptionAsync("Done");
        await page.InTab().Locator("[name=principles]").First.CheckAsync();
        await page.InTab().Locator("[name=how-tillit]").FillAsync(new string('å', 301));
        await PressAsync(page, start);
        await Assertions.Expect(page.InTab().Locator(".form-problem")).ToBeFocusedAsync();
        await LookAsync(page, $"refused {language}");

        await page.InTab().Locator("[name=title]").FillAsync($"Tryggt hemma, {language}");
        await page.InTab().Locator("[name=gain]").FillAsync("Den som bor kvar hemma känner sig trygg.");
        await page.InTab().Locator("[name=home]").SelectOptionAsync(SeedIds.Channel("omsorg/hemtjansten"));
        await page.InTab().Locator("[name=how-tillit]").FillAsync("Den som är där avgör.");
        await page.InTab().Locator("[name=state]").SelectOptionAsync("Ongoing");
        await PressAsync(page, start);
        await Assertions.Expect(page.InTab().Locator(".first-link")).ToContainTextAsync(Message.Subject!);
        await LookAsync(page, $"done {language}");

        var form = (await page.InTab().Locator("a.primary").GetAttributeAsync("href"))!.Replace("/tab/initiative/", "initiative-form?id=", StringComparison.Ordinal);
        var lena = await vadstena.OpenAsync("lena", Tab.At(form), language: language);
        await page.EvaluateAsync("place => location.hash = place", Tab.At(form));
        await page.InTab().Locator("[name=what]").FillAsync("Vi ringer varje kväll.");
        await page.InTab().Locator("[name=state]").SelectOptionAsync("Idea");
        await lena.InTab().Locator("[name=what]").FillAsync("Vi hälsar på\nvarje kväll.");
        await lena.InTab().Locator("[name=state]").SelectOptionAsync("Paused");
        await PressAsync(lena, save);
        await Assertions.Expect(lena.InTab().Locator(".said")).ToBeVisibleAsync();
        await PressAsync(page, save);
        await Assertions.Expect(page.InTab().Locator(".theirs")).ToHaveCountAsync(2);
        await LookAsync(page, $"conflict {language}");
    }

    [Fact]
    public async Task It_is_used_by_keyboard_alone_from_the_start_until_it_is_done()
    {
        var page = await vadstena.OpenAsync("lena", Tab.Overview);
        var (tab, frame) = (page.InTab(), await page.TabFrameAsync());
        var problem = tab.Locator(".form-problem");

        await page.PressOnAsync(frame, "Starta ett initiativ");
        await Assertions.Expect(tab.Heading("Starta ett initiativ")).ToBeFocusedAsync();
        await page.PressOnAsync(frame, "Starta initiativet");
        await Assertions.Expect(problem).ToBeFocusedAsync();
        await page.TypeInAsync(frame, "Vad heter initiativet?", "Med tangenter");
        await page.PressOnAsync(frame, "I vilken kanal arbetar ni med det?", "ArrowDown");
        await page.PressOnAsync(frame, "Mer om initiativet");
        await page.PressOnAsync(frame, "Tillit", "Space");
        await page.TypeInAsync(frame, "Hur syns Tillit? (valfritt)", "Var och en väljer själv.");
        await page.PressOnAsync(frame, "Förhandsvisa kortet");
        await Assertions.Expect(tab.Locator("#card-preview")).ToBeFocusedAsync();
        await page.PressOnAsync(frame, "Starta initiativet");
        await Assertions.Expect(tab.Heading("Initiativet är startat!")).ToBeFocusedAsync();

        await page.PressOnAsync(frame, "Öppna initiativet");
        await Assertions.Expect(tab.Heading("Med tangenter")).ToBeFocusedAsync();
        await page.PressOnAsync(frame, "Ändra");
        await Assertions.Expect(tab.Heading("Ändra initiativet")).ToBeFocusedAsync();
        await Assertions.Expect(tab.Locator("[name=how-tillit]")).ToHaveValueAsync("Var och en väljer själv.");
        await ChangeMeanwhileAsync("karin", (await tab.Locator("[name=id]").GetAttributeAsync("value"))!);
        await page.TypeInAsync(frame, "Vad gör vi?", "Vi provar utan mus.");
        await page.PressOnAsync(frame, "Spara");
        await Assertions.Expect(problem).ToBeFocusedAsync();
        await page.PressOnAsync(frame, "Lägg till den: Vad gör vi?");
        await Assertions.Expect(tab.Locator("[name=what]")).ToBeFocusedAsync();
        await Assertions.Expect(tab.Locator("[name=what]")).ToHaveValueAsync("Vi provar utan mus.\n\nKarin var först.");

        await page.RouteAsync("**/views/initiative-form", route => route.AbortAsync());
        await page.PressOnAsync(frame, "Spara");
        await Assertions.Expect(tab.Locator(".problem-note").GetByRole(AriaRole.Button)).ToBeFocusedAsync();
        await page.UnrouteAsync("**/views/initiative-form");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Heading("Initiativet är sparat")).ToBeFocusedAsync();

        await page.PressOnAsync(frame, "Öppna initiativet");
        await Assertions.Expect(tab.Heading("Med tangenter")).ToBeFocusedAsync();
        await page.PressOnAsync(frame, "Ändra");
        await Assertions.Expect(tab.Heading("Ändra initiativet")).ToBeFocusedAsync();
        await page.PressOnAsync(frame, "Hur går det?", "K");
        await Assertions.Expect(tab.Locator("[name=state]")).ToHaveValueAsync("Done");
        await page.PressOnAsync(frame, "Spara");
        await Assertions.Expect(problem).ToBeFocusedAsync();
        await page.TypeInAsync(frame, "Vad vinner invånarna?", "Alla kan vara med.");
        await page.PressOnAsync(frame, "Spara");
        await Assertions.Expect(tab.Heading("Initiativet är klart. Bra gjort!")).ToBeFocusedAsync();

        async Task ChangeMeanwhileAsync(string who, string id)
        {
            var other = await vadstena.OpenAsync(who, Tab.At($"initiative-form?id={id}"));
            await other.InTab().Locator("[name=what]").FillAsync("Karin var först.");
            await PressAsync(other, "Spara");
            await other.InTab().ShowsAsync("Initiativet är sparat");
            await other.Context.CloseAsync();
        }
    }

    [Fact]
    public async Task What_cannot_be_linked_for_want_of_a_network_is_linked_when_it_is_tried_again()
    {
        var page = await vadstena.OpenAsync("lena", Tab.At(FromMessage));
        await page.RouteAsync("**/views/link/first", route => route.AbortAsync());
        await page.InTab().GetByLabel("Vad heter initiativet?").FillAsync("Utan nät");
        await PressAsync(page, "Starta initiativet");
        await page.InTab().ShowsAsync("Initiativet är startat!");
        var failed = page.InTab().Locator(".first-link .problem-note");
        await Assertions.Expect(failed).ToBeVisibleAsync();
        await page.UnrouteAsync("**/views/link/first");

        await failed.GetByRole(AriaRole.Button, new() { Name = "Försök igen" }).ClickAsync();

        await Assertions.Expect(page.InTab().Locator(".first-link")).ToContainTextAsync("Samtalet är initiativets första koppling:");
    }

    [Fact]
    public async Task From_the_compose_box_one_is_started_in_a_dialog_and_its_card_is_sent_with_the_message()
    {
        var page = await vadstena.OpenAsync("sara", Teams.Channel("bibliotek/program"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Starta ett inlägg" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Skriv ett meddelande" }).FillAsync("Nu börjar vi!");
        await page.GetByRole(AriaRole.Button, new() { Name = "TillitTeams: Starta initiativ" }).ClickAsync();
        var form = page.FrameLocator("iframe.dialog-frame");
        await form.ShowsAsync("Starta ett initiativ");
        await Assertions.Expect(form.GetByLabel("I vilken kanal arbetar ni med det?").Locator("option:checked")).ToContainTextAsync("Programverksamhet");
        await page.AssertAccessibleAsync();
        await form.GetByLabel("Vad heter initiativet?").FillAsync("Sagostund på sex språk");
        await form.GetByRole(AriaRole.Button, new() { Name = "Starta initiativet" }).ClickAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Klar", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator(".compose").GetByText("Sagostund på sex språk")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Skriv ett meddelande" })).ToHaveValueAsync("Nu börjar vi!");
        await page.GetByRole(AriaRole.Button, new() { Name = "Publicera" }).ClickAsync();
        await Assertions.Expect(page.Locator(".message").Filter(new() { HasText = "Nu börjar vi!" })).ToContainTextAsync("Sagostund på sex språk");
    }

    private static async Task LookAsync(IPage page, string what)
    {
        var frame = await page.TabFrameAsync();
        foreach (var width in (int[])[1280, 768, 320])
        {
            await page.SetViewportSizeAsync(width, 860);
            await frame.AssertReflowsAsync($"{what} at {width}");
            foreach (var theme in (string[])["default", "dark", "contrast"])
            {
                await frame.EvaluateAsync("theme => document.documentElement.dataset.theme = theme", theme);
                await frame.AssertAccessibleAsync($"{what}, {theme}, {width}:");
            }
        }

        await frame.EvaluateAsync("document.documentElement.style.fontSize = '175%'");
        await frame.AssertReflowsAsync($"{what} with large text at 320");
        await frame.EvaluateAsync("document.documentElement.style.fontSize = ''");
        await page.SetViewportSizeAsync(1280, 860);
    }

    private static Task PressAsync(IPage page, string button) => page.InTab().GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
