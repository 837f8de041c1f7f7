using System.Globalization;
using System.Text.RegularExpressions;
using TillitTeams.Tests.Cards;
using Xunit;

namespace TillitTeams.Tests.Governance.Control;

/// <summary>
/// The app is for governing by trust: it shows nobody a number for a person or a team, ranks nothing and scores nobody. What
/// it has to say is asked of all of it, and what is new and not asked fails here too.
/// </summary>
public sealed partial class NoControlApparatusTests(CountedVadstena vadstena) : IClassFixture<CountedVadstena>
{
    /// <summary>Numbers that stand in the examples themselves: a decision, a week, a time, the years in a file's name, an error's reference.</summary>
    private static readonly string[] OfExamples = ["§ 84", "48", "08.30", "2026–2027", "0a1b2c3d"];

    /// <summary>What a file is called is its owner's to say.</summary>
    private const string FileName = "Schema & salar #1 100%' klart åäö.xlsx";

    /// <summary>Where people read what the app does not do.</summary>
    private static readonly string[] Promises = ["GET /views/trust", "GET /privacy"];

    [Fact]
    public async Task Nothing_that_the_app_answers_counts_scores_or_ranks_people_or_teams()
    {
        var (pages, teams) = (new EveryAnswer(vadstena), new EveryTeamsAnswer(vadstena));
        Assert.True(pages.Endpoints.Count > 40, "The app's endpoints were not found.");
        Assert.True(!pages.Endpoints.Except(pages.Known).Any(), $"Nobody asks these whether they count people:\n{string.Join('\n', pages.Endpoints.Except(pages.Known))}");
        Assert.True(!pages.Known.Except(pages.Endpoints).Any(), $"These are no more:\n{string.Join('\n', pages.Known.Except(pages.Endpoints))}");
        Assert.True(!teams.Unknown.Any(), $"Nobody asks these whether they count people:\n{string.Join('\n', teams.Unknown)}");

        var amounts = await vadstena.AmountsAsync();
        Assert.InRange(amounts.Count, 20, 40);
        IReadOnlyList<Answer> answers = [.. await pages.AskAsync(), .. await teams.AskAsync()];
        // Asking has changed some of them.
        var forbidden = amounts.Union(await vadstena.AmountsAsync()).ToList();

        var found = answers.SelectMany(answer => Faults(answer, forbidden)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
        // What the seed is for was seen: whoever counted it would have had something to count.
        Assert.Contains(answers, answer => answer.Texts.Contains("Så här gick det till hos oss."));
        Assert.All(answers.Where(answer => answer.Page.Length > 0), answer => Assert.NotEmpty(answer.Texts));
    }

    public static TheoryData<string> Cards => [.. EveryCard.Examples.Keys];

    [Theory]
    [MemberData(nameof(Cards))]
    public void No_card_says_a_number_that_was_not_in_what_it_tells_of(string name)
    {
        foreach (var language in (string[])["sv", "en"])
        {
            CultureInfo.CurrentUICulture = new CultureInfo(language);
            var card = System.Text.Json.Nodes.JsonNode.Parse(EveryCard.Examples[name]().ToText());
            Assert.All(SeenText.OfCard(card), text =>
            {
                var said = OfExamples.Aggregate(text, (rest, number) => rest.Replace(number, "", StringComparison.Ordinal));
                Assert.DoesNotMatch(Digit(), said);
                Assert.Empty(Counting.ScoringIn(said));
            });
        }
    }

    [Theory]
    [InlineData("Karin har kopplat 67 samtal.", true)]
    [InlineData("Kopplingar: 67", true)]
    [InlineData("(67)", true)]
    [InlineData("Sextiosju samtal", true)]
    [InlineData("sixty-seven conversations", true)]
    [InlineData("hundratjugosju samtal", true)]
    [InlineData("one hundred and twenty-seven", true)]
    [InlineData("§ 67, 1670, 6.7 och 2067", false)]
    [InlineData("Sju samtal", false)]
    public void An_amount_is_found_in_digits_and_in_words(string text, bool isFound) => Assert.Equal(isFound, Counting.AmountsIn(text, [67, 127]).Any());

    [Theory]
    [InlineData("12 %")]
    [InlineData("Topplistan")]
    [InlineData("Era poäng")]
    [InlineData("Leaderboard")]
    [InlineData("Team som har kopplat flest")]
    public void Scoring_is_found(string text) => Assert.NotEmpty(Counting.ScoringIn(text));

    private IEnumerable<string> Faults(Answer answer, List<int> amounts)
    {
        if (answer.Fault is not null)
        {
            yield return $"{answer.Name} {answer.Fault}.";
        }

        var isPromise = Promises.Any(promise => answer.Name.StartsWith(promise, StringComparison.Ordinal));
        foreach (var text in answer.Texts.Select(text => text.Replace(FileName, "", StringComparison.Ordinal)))
        {
            foreach (var fault in Counting.AmountsIn(text, amounts).Concat(isPromise ? [] : Counting.ScoringIn(text)))
            {
                yield return $"{answer.Name} says {fault}: {(text.Length > 160 ? text[..160] : text)}";
            }
        }

        foreach (var list in answer.Page.Length > 0 ? SeenText.ListsIn(answer.Page) : [])
        {
            foreach (var names in vadstena.ByAmount.Where(names => IsSorted(list, names) || IsSorted(list, [.. names.Reverse()])))
            {
                yield return $"{answer.Name} puts {string.Join(", ", names)} in the order of how much each has linked.";
            }
        }
    }

    /// <summary>Whether a list has each of the names in one item of its own, in this order.</summary>
    private static bool IsSorted(IReadOnlyList<string> list, IReadOnlyList<string> names)
    {
        var at = names.Select(name => list.Index().Where(item => item.Item.Contains(name, StringComparison.Ordinal)).Select(item => item.Index).ToList()).ToList();
        return at.All(places => places.Count == 1) && at.Zip(at.Skip(1)).All(pair => pair.First[0] < pair.Second[0]);
    }

    [GeneratedRegex("[0-9]", RegexOptions.None, 1000)]
    private static partial Regex Digit();
}
