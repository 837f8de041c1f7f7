using Microsoft.Playwright;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;
using Xunit;

namespace TillitTeams.Browser;

/// <summary>A channel gets its weekly letter, from the wish to the card, and ends it again.</summary>
public sealed class DigestWalkTests(DigestWalkTests.FridayVadstena vadstena) : IClassFixture<DigestWalkTests.FridayVadstena>
{
    private const string Channel = "omsorg/hemtjansten";
    private const string Why = "Den som bor hemma möter samma ansikten varje morgon.";

    private static readonly string Letter = $"digest?channel={Uri.EscapeDataString(SeedIds.Channel(Channel))}";

    [Fact]
    public async Task Lena_starts_it_looks_at_it_reads_it_on_Friday_and_ends_it()
    {
        await LinkAsync();
        var page = await vadstena.OpenAsync("lena", Tab.At(Letter));
        var tab = page.InTab();
        await tab.ShowsAsync("Kanalens veckobrev");
        await tab.GetByRole(AriaRole.Button, new() { Name = "Se veckans brev som det ser ut nu" }).ClickAsync();
        await Assertions.Expect(tab.Locator("#card-preview")).ToContainTextAsync(Why);
        await page.AssertAccessibleAsync();

        await tab.GetByLabel("Vila över ledigheterna").UncheckAsync();
        await tab.GetByRole(AriaRole.Button, new() { Name = "Slå på veckobrevet" }).ClickAsync();
        await Assertions.Expect(tab.GetByText("Veckobrevet är på.")).ToBeFocusedAsync();
        await Assertions.Expect(tab.GetByText("Brevet kommer fredagar klockan 08.30.")).ToBeVisibleAsync();

        vadstena.Clock.MoveTo(DayOfWeek.Friday, new TimeOnly(8, 31));
        var channel = await vadstena.OpenAsync("karin", Teams.Channel(Channel));
        var card = channel.Locator(".message").Filter(new() { HasText = "Veckobrev, vecka" });
        // The schedule looks once a minute for what it missed while the days went by.
        await Assertions.Expect(card).ToContainTextAsync(Why, new() { Timeout = 120_000 });
        await channel.AssertAccessibleAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Ja, till nytta" }).ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync("Tack! Svaret är sparat utan namn.");

        await card.GetByRole(AriaRole.Button, new() { Name = "Avsluta veckobrevet" }).ClickAsync();
        await Assertions.Expect(channel.GetByRole(AriaRole.Button, new() { Name = "Slå på veckobrevet" }).Last).ToBeVisibleAsync();
        var again = await vadstena.OpenAsync("lena", Tab.At(Letter));
        await Assertions.Expect(again.InTab().GetByText("Inget brev kommer hit just nu.")).ToBeVisibleAsync();
    }

    private async Task LinkAsync()
    {
        using var client = vadstena.Sandbox.CreateAppClient(vadstena.Person("lena"));
        using var form = new FormUrlEncodedContent(
        [
            KeyValuePair.Create("url", vadstena.LinkTo(Channel, vadstena.FirstMessageIn(Channel))),
            KeyValuePair.Create("goals", "attraktiv"),
            KeyValuePair.Create("why", Why),
        ]);
        using var answer = await client.PostAsync("/views/link", form, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A Vadstena in which a test can let days go by.</summary>
    public sealed class FridayVadstena(Chromium chromium) : Vadstena(chromium)
    {
        public MovedClock Clock { get; } = new();

        protected override SandboxSettings Settings => base.Settings with
        {
            Clock = Clock, AppSettings = new Dictionary<string, string?> { ["Digest:Interval"] = "00:00:01" },
        };
    }

    /// <summary>Goes as fast as any clock, from another time.</summary>
    public sealed class MovedClock : TimeProvider
    {
        private TimeSpan ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

        /// <param name="day">The next of its kind.</param>
        /// <param name="time">Of Stockholm's clocks.</param>
        public void MoveTo(DayOfWeek day, TimeOnly time)
        {
            var stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
            var now = TimeZoneInfo.ConvertTime(GetUtcNow(), stockholm).DateTime;
            var to = now.Date.AddDays(((int)day - (int)now.DayOfWeek + 7) % 7).Add(time.ToTimeSpan());
            to = to > now ? to : to.AddDays(7);
            ahead += TimeZoneInfo.ConvertTimeToUtc(to, stockholm) - GetUtcNow().UtcDateTime;
        }
    }
}
