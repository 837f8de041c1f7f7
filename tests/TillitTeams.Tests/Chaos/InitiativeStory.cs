using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging.InTab;

namespace TillitTeams.Tests.Chaos;

/// <summary>An initiative is started with cards to two channels or three, and perhaps closed a while later.</summary>
internal sealed class InitiativeStory(ThreeInstances vadstena, ChaosRecord record, int seed)
{
    private static readonly (string Person, string[] Places)[] Known =
    [
        ("lena", ["omsorg/hemtjansten", "omsorg/allmant", "kansli/allmant"]),
        ("karin", ["kansli/allmant", "bibliotek/allmant"]),
    ];

    private readonly Random dice = new(seed);

    public string Title { get; } = $"Initiativ {seed}";

    public IReadOnlyList<string> Channels { get; private set; } = [];

    /// <summary>Which it is, once somebody was told that it is started.</summary>
    public Guid? Id { get; private set; }

    public bool IsClosed { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (person, places) = Known[dice.Next(Known.Length)];
        Channels = [.. places.Select(SeedIds.Channel)];
        var done = await PressAsync(
            person, "", "Starta initiativet", [("title", [Title]), ("home", [Channels[0]]), ("channels", [.. Channels]), ("goals", ["hallbar"])], cancellationToken);
        if (done.Page.QuerySelector("a.primary[href^='/tab/initiative/']") is not { } link)
        {
            record.Fault($"{Title}: instead of a start there came: {done.Text}");
            return;
        }

        Id = Guid.Parse(link.GetAttribute("href")!["/tab/initiative/".Length..]);
        await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(3000)), TimeProvider.System, cancellationToken);
        if (dice.Next(2) == 0)
        {
            return;
        }

        done = await PressAsync(person, $"?id={Id}&state=done", "Spara", [("gain", ["Alla kom hem i tid."])], cancellationToken);
        if (done.Page.QuerySelector("a.primary[href^='/tab/initiative/']") is null)
        {
            record.Fault($"{Title}: instead of the end there came: {done.Text}");
            return;
        }

        IsClosed = true;
    }

    /// <summary>The form is opened and sent; where it says that Teams did not answer, in a while again.</summary>
    private Task<TabForm> PressAsync(string person, string query, string button, (string Name, string[] Values)[] filledIn, CancellationToken cancellationToken) =>
        PressAgain.WhileItSaysSoAsync(
            async () =>
            {
                var form = await vadstena.StartFormAsync(person, query);
                return PressAgain.SaysSo(form.Text) ? form : await form.PressAsync(button, filledIn);
            },
            form => form.Text,
            record,
            cancellationToken);
}
