using FsCheck;
using FsCheck.Fluent;
using TillitTeams.Tagging;
using Xunit;

namespace TillitTeams.Tests.Tagging;

/// <summary>What becomes of a link when several people tag the same conversation.</summary>
public sealed class TagsTests
{
    private static readonly string[] Codes = ["hallbar", "vaxande", "attraktiv", "tillit", "transparens"];
    private static readonly string?[] Whys = [null, "Kort.", "Kort. Och mer.", "Något helt annat.", " \n "];
    private static readonly Guid?[] Initiatives = [null, Guid.Parse("0194a0b2-0000-7000-8000-000000000001"), Guid.Parse("0194a0b2-0000-7000-8000-000000000002")];

    private static readonly Gen<Tags> Any =
        from goals in Gen.SubListOf(Codes)
        from principles in Gen.SubListOf(Codes)
        from initiative in Gen.Elements(Initiatives)
        from why in Gen.Elements(Whys)
        select Tags.Of(goals, principles, initiative, why);

    [Fact]
    public void Two_first_tags_end_in_the_union_whoever_comes_first() => Holds((_, one, other) =>
        SameCodes(Tags.Merge(Tags.None, one, other), Tags.Merge(Tags.None, other, one))
        && Tags.Merge(Tags.None, one, other).Goals.SetEquals(one.Goals.Union(other.Goals))
        && Tags.Merge(Tags.None, one, other).Principles.SetEquals(one.Principles.Union(other.Principles)));

    [Fact]
    public void Saving_the_same_again_changes_nothing() => Holds((opened, theirs, mine) =>
        Tags.Merge(opened, theirs, mine) is var once
        && Same(Tags.Merge(opened, once, mine), once)
        && Same(Tags.Merge(mine, mine, mine), mine));

    [Fact]
    public void Where_nobody_came_between_what_was_filled_in_is_stored() => Holds((opened, _, mine) =>
        Same(Tags.Merge(opened, opened, mine), mine));

    [Fact]
    public void Whoever_changes_nothing_leaves_what_somebody_else_stored() => Holds((opened, theirs, _) =>
        Same(Tags.Merge(opened, theirs, opened), theirs));

    [Fact]
    public void What_either_added_is_there_and_what_either_took_away_is_not() => Holds((opened, theirs, mine) =>
        Tags.Merge(opened, theirs, mine) is var merged
        && Codes.All(code => merged.Goals.Contains(code) == (opened.Goals.Contains(code)
            ? theirs.Goals.Contains(code) && mine.Goals.Contains(code)
            : theirs.Goals.Contains(code) || mine.Goals.Contains(code))));

    [Fact]
    public void Three_who_tag_at_once_end_in_the_same_in_any_order() => Holds((one, two, three) =>
        SameCodes(InOrder(one, two, three), InOrder(three, one, two)) && SameCodes(InOrder(one, two, three), InOrder(two, three, one)));

    [Fact]
    public void New_words_are_never_lost() => Holds((_, theirs, mine) =>
        Tags.Merge(Tags.None, theirs, mine).Why is var why
        && (theirs.Why is null || why!.Contains(theirs.Why, StringComparison.Ordinal))
        && (mine.Why is null || why!.Contains(mine.Why, StringComparison.Ordinal)));

    private static Tags InOrder(params Tags[] saves) => saves.Aggregate(Tags.None, (stored, mine) => Tags.Merge(Tags.None, stored, mine));

    private static bool SameCodes(Tags one, Tags other) => one.Goals.SetEquals(other.Goals) && one.Principles.SetEquals(other.Principles);

    private static bool Same(Tags one, Tags other) => SameCodes(one, other) && one.InitiativeId == other.InitiativeId && one.Why == other.Why;

    private static void Holds(Func<Tags, Tags, Tags, bool> rule) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Gen.Three(Any).ToArbitrary(), tags => rule(tags.Item1, tags.Item2, tags.Item3)));
}
