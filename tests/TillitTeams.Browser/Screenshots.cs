using Microsoft.Playwright;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Browser;

/// <summary>
/// The pictures in <c>docs/screenshots</c>: a fresh Vadstena whose people tell their stories in the product's own
/// dialog, seen in the client.
/// </summary>
internal static class Screenshots
{
    private const string Director = "karin";

    public static async Task TakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var chromium = new Chromium();
        await chromium.InitializeAsync();
        await using var vadstena = new Vadstena(chromium);
        await vadstena.InitializeAsync();
        foreach (var told in Stories.All.GroupBy(story => story.Who))
        {
            await TellAsync(vadstena, told.Key, told);
        }

        await vadstena.FailCardsAsync();
        await vadstena.TakeOutAsync();
        var initiative = await StartInitiativeAsync(vadstena);
        await TakeConversationAsync(vadstena, folder);
        foreach (var (name, view) in Pages(vadstena).Append(("initiative", initiative)))
        {
            foreach (var theme in (string[])["light", "dark", "contrast"])
            {
                await TakeTabAsync(vadstena, folder, $"{name}-{theme}", view, theme);
            }

            await TakeTabAsync(vadstena, folder, $"{name}-phone", view, width: 390);
        }
    }

    private static (string Name, string View)[] Pages(Vadstena vadstena) =>
    [
        ("overview", "goals"),
        ("goal", "goal/attraktiv"),
        ("principle", "principle/tillit"),
        ("channel", $"channel?goal=hallbar&team={SeedIds.Team("omsorg")}&channel={Uri.EscapeDataString(SeedIds.Channel("omsorg/hemtjansten"))}"),
        ("mine", "mine"),
        ("trust", "trust"),
        ("paste", "link"),
        ("link", $"link?url={Uri.EscapeDataString(vadstena.LinkTo(Stories.All[0].Channel, vadstena.MessageOf(Stories.All[0])))}"),
        ("documents", "documents"),
        ("sites", "sites"),
        ("deliveries", "deliveries"),
        ("audit", "audit?verify=1"),
        ("records", "records"),
        ("personal", "personal"),
        ("personal-forget", "personal/forget"),
        ("retention", "retention"),
        ("retention-rule", "retention/rule?kind=DoneInitiatives"),
        ("digest", $"digest?channel={Uri.EscapeDataString(SeedIds.Channel("omsorg/hemtjansten"))}"),
        ("configure", "configure?goal=vaxande&channel=x"),
        ("initiative-form", "initiative-form"),
        ("model", "model"),
        ("model-item", "model/item?kind=goal&code=attraktiv"),
        ("model-end", "model/end?kind=goal&code=attraktiv"),
        ("model-import", "model/import"),
        ("model-history", "model/history"),
    ];

    private static async Task TellAsync(Vadstena vadstena, string who, IEnumerable<Story> stories)
    {
        var page = await vadstena.OpenAsync(who);
        foreach (var story in stories)
        {
            var message = vadstena.MessageOf(story);
            await GoToAsync(page, story, message);
            await page.LinkAsync(message, story);
            await page.Keyboard.PressAsync("Escape");
            Console.WriteLine($"{who}: {story.Subject}");
        }

        await page.Context.CloseAsync();
    }

    /// <returns>The view of an initiative that has gone some way.</returns>
    private static async Task<string> StartInitiativeAsync(Vadstena vadstena)
    {
        var page = await vadstena.OpenAsync(Director, Tab.At("initiative-form"));
        var tab = page.InTab();
        await tab.GetByLabel("Vad heter initiativet?").FillAsync("Broddar till alla som har hemtjänst");
        await tab.GetByLabel("Vad gör vi?").FillAsync("Vi lånar ut broddar och följer med ut den första gången, tills det känns tryggt.");
        await tab.GetByLabel("Vad vinner invånarna?").FillAsync("Den som har hemtjänst kommer ut också när det är halt, och behöver inte vänta på våren.");
        await tab.GetByRole(AriaRole.Checkbox, new() { Name = "Hållbar" }).CheckAsync();
        await tab.GetByLabel("I vilken kanal arbetar ni med det?").SelectOptionAsync(new SelectOptionValue { Label = "Vård och omsorg › Hemtjänsten" });
        await tab.GetByText("Mer om initiativet").ClickAsync();
        await tab.GetByRole(AriaRole.Checkbox, new() { Name = "Tillit" }).CheckAsync();
        await tab.GetByLabel("Hur syns Tillit?").FillAsync("Den som är där avgör hur långt promenaden går.");
        await tab.GetByLabel("Vad har vi lärt oss?").FillAsync("Första gången är den viktigaste. Sedan går det av sig självt.");
        await tab.GetByLabel("Vad behöver vi stöd med?").FillAsync("Har någon ett förråd nära Klosterängen där broddarna kan ligga?");
        await tab.GetByRole(AriaRole.Checkbox, new() { Name = "Kommunkansliet › Allmänt" }).CheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Starta initiativet" }).ClickAsync();
        await tab.ShowsAsync("Initiativet är startat!");
        var link = await tab.GetByRole(AriaRole.Link, new() { Name = "Öppna initiativet" }).GetAttributeAsync("href");
        await page.Context.CloseAsync();
        return link!["/tab/".Length..];
    }

    /// <summary>The conversation as it is, the message's menu, the dialog as it is filled in, and what it says at the end.</summary>
    private static async Task TakeConversationAsync(Vadstena vadstena, string folder)
    {
        var story = new Story("lena", "omsorg/hemtjansten", "Halka: broddar och tid", ["hallbar", "attraktiv"], ["tillit"],
            "Den som har hemtjänst får hjälp fram till dörren, också när det är halt.");
        var message = vadstena.MessageOf(story);
        var page = await vadstena.OpenAsync(story.Who);
        await GoToAsync(page, story, message);
        await SaveAsync(page, folder, "client");
        await page.OpenMenuOfAsync(message);
        await SaveAsync(page, folder, "menu");
        await page.Keyboard.PressAsync("Escape");
        var dialog = await page.FillInAsync(message, story);
        await SaveAsync(page, folder, "dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Koppla", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Kopplat!")).ToBeVisibleAsync();
        await SaveAsync(page, folder, "confirmation");
        await page.Context.CloseAsync();

        var phone = await vadstena.OpenAsync(story.Who, width: 390);
        await GoToAsync(phone, story, message);
        await phone.ChooseOnAsync(message, "Koppla till mål");
        await Assertions.Expect(phone.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Checkbox).First).ToBeVisibleAsync();
        await SaveAsync(phone, folder, "dialog-phone");
        await phone.Context.CloseAsync();
    }

    private static async Task TakeTabAsync(Vadstena vadstena, string folder, string name, string view, string theme = "light", int width = 1280)
    {
        var page = await vadstena.OpenAsync(Director, Tab.At(view), theme, width: width);
        await page.TabFrameAsync();
        await SaveAsync(page, folder, name);
        await page.Context.CloseAsync();
    }

    private static async Task GoToAsync(IPage page, Story story, Message message)
    {
        await page.EvaluateAsync("place => location.hash = place", $"{Teams.Channel(story.Channel)}/{message.Id}");
        await Assertions.Expect(page.MessageView(message)).ToBeInViewportAsync();
    }

    private static async Task SaveAsync(IPage page, string folder, string name)
    {
        var path = Path.Combine(folder, $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, Animations = ScreenshotAnimations.Disabled });
        Console.WriteLine($"{path}: {new FileInfo(path).Length / 1024} KB");
    }
}
