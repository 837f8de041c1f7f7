using Microsoft.Playwright;

namespace TillitTeams.Browser;

/// <summary>The product's own renderer, in a page of the product's, with cards that were approved.</summary>
internal sealed class DrawnCards(IPage page)
{
    private const string Draw =
        """
        async ({ json, theme }) => {
          const style = document.querySelector('link[rel="stylesheet"]').href;
          const { draw } = await import(style.replace('styles.css', 'cards.js'));
          const { element, problems } = draw(JSON.parse(json));
          document.documentElement.dataset.theme = theme;
          document.documentElement.lang = JSON.parse(json).lang;
          const main = document.querySelector('main');
          main.className = 'card-preview';
          const card = document.createElement('div');
          card.className = 'card';
          card.append(...(element ? [element] : []));
          main.replaceChildren(card);
          return element ? problems : [...problems, 'nothing was drawn'];
        }
        """;

    /// <summary>As they were approved, by name: <c>InitiativeCard.Build done.sv</c>.</summary>
    public static IEnumerable<(string Name, string Json)> Approved => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Cards"), "*.json")
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));

    /// <param name="vadstena">Whose product has the renderer.</param>
    /// <param name="width">Of the page: a phone's is 390.</param>
    public static async Task<DrawnCards> OpenAsync(Vadstena vadstena, int width = 1280)
    {
        var page = await vadstena.OpenAsync("karin", width: width);
        await page.GotoAsync(new Uri(vadstena.Sandbox.Addresses.AppUrl, "/privacy").ToString());
        return new DrawnCards(page);
    }

    public ILocator Card => page.Locator(".card-preview");

    public IPage Page => page;

    /// <param name="json">The card.</param>
    /// <param name="theme">Teams' name for it: <c>default</c>, <c>dark</c>, <c>contrast</c>.</param>
    /// <returns>What the renderer had to remark.</returns>
    public Task<string[]> DrawAsync(string json, string theme = "default") => page.EvaluateAsync<string[]>(Draw, new { json, theme });

    /// <summary>The pictures in <c>docs/cards</c>: every card in Swedish, in three themes and as wide as a phone.</summary>
    public static async Task TakeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        await using var chromium = new Chromium();
        await chromium.InitializeAsync();
        await using var vadstena = new Vadstena(chromium);
        await vadstena.InitializeAsync();
        foreach (var (suffix, theme, width) in new[] { ("light", "default", 720), ("dark", "dark", 720), ("contrast", "contrast", 720), ("phone", "default", 390) })
        {
            var cards = await OpenAsync(vadstena, width);
            foreach (var (name, json) in Approved.Where(card => card.Name.EndsWith(".sv", StringComparison.Ordinal)))
            {
                await cards.DrawAsync(json, theme);
                var path = Path.Combine(folder, $"{FileOf(name)}-{suffix}.png");
                await cards.Card.ScreenshotAsync(new LocatorScreenshotOptions { Path = path, Animations = ScreenshotAnimations.Disabled });
                Console.WriteLine(path);
            }

            await cards.Page.Context.CloseAsync();
        }
    }

    /// <summary><c>InitiativeCard.Build done.sv</c> is <c>InitiativeCard-done</c> to whoever looks for it.</summary>
    private static string FileOf(string name) =>
        name[..^".sv".Length].Replace(".Build", "", StringComparison.Ordinal).Replace(' ', '-');
}
