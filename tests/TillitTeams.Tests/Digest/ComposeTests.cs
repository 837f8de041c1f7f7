using FsCheck;
using FsCheck.Fluent;
using TillitTeams.Digest.Letter;
using TillitTeams.Model;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>What a letter says of a week.</summary>
public sealed class ComposeTests
{
    private static readonly IReadOnlyList<Goal> Goals = [Goal("hallbar"), Goal("vaxande"), Goal("attraktiv")];
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

    private static readonly Gen<Told> AnyTold =
        from kind in Gen.Elements(Enum.GetValues<ToldKind>())
        from words in Gen.Elements<string?>(null, "Fler hinner hem.", "Det blev lugnare.")
        from goals in Gen.SubListOf(Goals.Select(goal => goal.Id).Append(Guid.Empty))
        from number in Gen.Choose(1, 100_000)
        select new Told(kind, $"Rubrik {number}", words, $"https://example/{number}", goals, Now.AddMinutes(-number));

    [Fact]
    public void A_week_with_nothing_of_its_goals_has_no_letter()
    {
        Assert.Null(ComposeLetter.Compose("2026-W48", Goals, []));
        Assert.Null(ComposeLetter.Compose("2026-W48", Goals, [Of(ToldKind.Gained, "Fler hinner hem.")]));
        Assert.Null(ComposeLetter.Compose("2026-W48", [], [Of(ToldKind.Gained, "Fler hinner hem.", 0)]));
    }

    [Fact]
    public void What_tells_most_comes_first_and_opens_the_letter()
    {
        var (linked, asked, done) = (Of(ToldKind.Conversation, "Det blev lugnare.", 0), Of(ToldKind.SupportAsked, "Kan någon hjälpa oss?", 0), Of(ToldKind.Gained, "Fler hinner hem.", 0));

        var letter = ComposeLetter.Compose("2026-W48", Goals, [linked, asked, done])!;

        Assert.Equal([done, asked, linked], Assert.Single(letter.Parts).Lines);
        Assert.Equal(done, letter.Opening);
    }

    [Fact]
    public void A_request_for_support_opens_no_letter_and_people_s_own_why_does()
    {
        var (linked, asked) = (Of(ToldKind.Conversation, "Det blev lugnare.", 1), Of(ToldKind.SupportAsked, "Kan någon hjälpa oss?", 0));

        Assert.Equal(linked, ComposeLetter.Compose("2026-W48", Goals, [linked, asked])!.Opening);
        Assert.Null(ComposeLetter.Compose("2026-W48", Goals, [asked])!.Opening);
        Assert.Null(ComposeLetter.Compose("2026-W48", Goals, [linked with { Words = null }])!.Opening);
    }

    [Fact]
    public void A_goal_of_which_much_is_told_leaves_room_for_the_others()
    {
        var much = Enumerable.Range(0, 20).Select(number => Of(ToldKind.Gained, "Fler hinner hem.", 0) with { Url = $"https://example/{number}" });

        var letter = ComposeLetter.Compose("2026-W48", Goals, [.. much, Of(ToldKind.Conversation, null, 2)])!;

        Assert.Equal(["hallbar", "attraktiv"], letter.Parts.Select(part => part.Goal.Code));
        Assert.True(letter.HasMore);
    }

    [Fact]
    public void A_goal_has_three_lines_at_most_and_every_goal_its_best_before_any_has_a_second()
    {
        // Seven lines have room for the best two of three goals, and one more.
        var week = Enumerable.Range(0, 3).SelectMany(goal => Enumerable.Range(0, 5).Select(number =>
            Of(goal == 2 ? ToldKind.Conversation : ToldKind.Gained, "Fler hinner hem.", goal) with { Url = $"https://example/{goal}/{number}" })).ToList();

        Assert.Equal([3, 2, 2], ComposeLetter.Compose("2026-W48", Goals, week)!.Parts.Select(part => part.Lines.Count));
        Assert.Equal(3, Assert.Single(ComposeLetter.Compose("2026-W48", Goals, [.. week.Take(5)])!.Parts).Lines.Count);
    }

    [Fact]
    public void Of_a_kind_what_somebody_put_into_words_comes_first_and_then_the_newest()
    {
        var (silent, old, fresh) = (
            Of(ToldKind.Document, null, 0) with { At = Now, Url = "https://example/a" },
            Of(ToldKind.Document, "Fler hinner hem.", 0) with { At = Now.AddDays(-3), Url = "https://example/b" },
            Of(ToldKind.Document, "Det blev lugnare.", 0) with { At = Now.AddDays(-1), Url = "https://example/c" });

        var letter = ComposeLetter.Compose("2026-W48", Goals, [silent, old, fresh])!;

        Assert.Equal([fresh, old, silent], Assert.Single(letter.Parts).Lines);
        Assert.Equal(fresh, letter.Opening);
    }

    [Fact]
    public void What_was_of_use_opens_a_letter_before_what_has_just_begun()
    {
        var (begun, linked) = (Of(ToldKind.Started, "Barnen får hjälp med läxan.", 0), Of(ToldKind.Document, "Det blev lugnare.", 0));

        Assert.Equal(linked, ComposeLetter.Compose("2026-W48", Goals, [begun, linked])!.Opening);
        Assert.Equal(begun, ComposeLetter.Compose("2026-W48", Goals, [begun])!.Opening);
    }

    [Fact]
    public void Whatever_happened_a_letter_is_one_screen_tells_nothing_twice_and_says_when_there_is_more() => Check.QuickThrowOnFailure(
        Prop.ForAll(AnyTold.ListOf().ToArbitrary(), told =>
        {
            var week = told.DistinctBy(one => one.Url).ToList();
            var relevant = week.Where(one => one.Goals.Any(id => id != Guid.Empty)).ToList();
            var letter = ComposeLetter.Compose("2026-W48", Goals, week);
            if (letter is null)
            {
                Assert.Empty(relevant);
                return;
            }

            var lines = letter.Parts.SelectMany(part => part.Lines).ToList();
            Assert.InRange(lines.Count, 1, ComposeLetter.MostLines);
            Assert.Equal(lines.Count, lines.Distinct().Count());
            Assert.Equal(lines.Count < relevant.Count, letter.HasMore);
            Assert.Equal(letter.Parts, letter.Parts.OrderBy(part => Goals.ToList().IndexOf(part.Goal)));
            Assert.All(letter.Parts, part => Assert.All(part.Lines, line => Assert.Contains(part.Goal.Id, line.Goals)));
            Assert.All(letter.Parts, part => Assert.Equal(part.Lines.OrderBy(line => line.Kind), part.Lines));
            Assert.True(letter.Opening is null || (lines.Contains(letter.Opening) && letter.Opening.Words is not null));
        }));

    private static Told Of(ToldKind kind, string? words, params int[] goals) =>
        new(kind, "Läxhjälp", words, $"https://example/{kind}/{string.Join('-', goals)}", [.. goals.Select(goal => Goals[goal].Id)], Now);

    private static Goal Goal(string code) => new()
    {
        Id = Guid.NewGuid(), Code = code, Name = new LocalText(code, code), Description = new LocalText("", ""), DecisionReference = "",
    };
}
