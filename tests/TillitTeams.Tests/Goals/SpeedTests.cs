using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Goals;

/// <summary>
/// How long a page takes the benchmark measures. Here the database's steps are counted: they do not grow with the
/// links that are not on the page, whoever may see those, and whether or not SQLite has had a look at its tables.
/// </summary>
public sealed class SpeedTests(SpeedTests.Measured vadstena) : IClassFixture<SpeedTests.Measured>
{
    private static readonly string[] Views =
    [
        "goals",
        "goal/hallbar",
        "goal/attraktiv",
        "goal/hallbar?principle=tillit",
        "goal/attraktiv?principle=kvalitet",
        $"goal/hallbar?team={SeedIds.Team("skola")}",
        "goal/hallbar?period=quarter",
        "goal/hallbar?after=beginning",
        $"goal/hallbar?q={ManyLinks.CommonWord}",
        "principle/kvalitet",
        "principle/kvalitet?goal=hallbar",
        $"channel?team={SeedIds.Team("skola")}&channel={Uri.EscapeDataString(SeedIds.Channel("skola/lasning"))}&goal=hallbar&goal=vaxande",
        "mine",
    ];

    public static TheoryData<string, string> PeopleAndViews()
    {
        var data = new TheoryData<string, string>();
        foreach (var (person, view) in new[] { "karin", "johan" }.SelectMany(person => Views.Select(view => (person, view))))
        {
            data.Add(person, view);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PeopleAndViews))]
    public void A_page_takes_no_more_steps_with_many_links_than_with_few(string person, string view)
    {
        var (few, many, analyzed) = vadstena.StepsOf[(person, view)];

        Assert.InRange(many, 1, few * 1.5);
        Assert.InRange(analyzed, 1, few * 1.5);
    }

    [Fact]
    public async Task What_few_can_see_is_found_among_all_that_they_cannot()
    {
        using var johan = vadstena.AppClient("johan");

        var text = await johan.ReadAsync("views/goal/hallbar");

        Assert.Equal(20, text.Split("data-link=").Length - 1);
        Assert.Contains("data-more=", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_word_that_one_old_link_says_is_found()
    {
        using var karin = vadstena.AppClient("karin");

        var text = await karin.ReadAsync($"views/goal/hallbar?q={ManyLinks.RareWord}");

        Assert.Contains("data-link=\"00000000-0000-7000-8000-000000000000\"", text, StringComparison.Ordinal);
    }

    public sealed class Measured : ManyLinks
    {
        public Dictionary<(string Person, string View), (long Few, long Many, long Analyzed)> StepsOf { get; } = [];

        public override async ValueTask InitializeAsync()
        {
            await base.InitializeAsync();
            await LinkFewAsync();
            var few = await MeasureAsync();
            await LinkManyAsync();
            var many = await MeasureAsync();
            await AnalyzeAsync();
            var analyzed = await MeasureAsync();
            foreach (var (page, steps) in few)
            {
                StepsOf[page] = (steps, many[page], analyzed[page]);
            }
        }

        private async Task<Dictionary<(string Person, string View), long>> MeasureAsync()
        {
            var steps = new Dictionary<(string Person, string View), long>();
            foreach (var person in new[] { "karin", "johan" })
            {
                using var viewer = AppClient(person);
                foreach (var view in Views)
                {
                    var address = $"views/{view.Replace("beginning", Beginning, StringComparison.Ordinal)}";
                    // The first time Graph is asked, and nobody shall wait for that.
                    await viewer.ReadAsync(address);
                    await TouchAsync();
                    steps[(person, view)] = await Steps.CountAsync(() => viewer.ReadAsync(address));
                }
            }

            return steps;
        }
    }
}
