using FsCheck;
using FsCheck.Fluent;
using TillitTeams.Initiatives.Form;
using TillitTeams.Model;
using Xunit;

namespace TillitTeams.Tests.Initiatives.Form;

/// <summary>What becomes of an initiative that two people change at once.</summary>
public sealed class MergedDraftTests
{
    private static readonly string[] Codes = ["hallbar", "vaxande", "attraktiv"];
    private static readonly string[] Channels = ["19:a", "19:b", "19:c"];
    private static readonly string?[] Texts = [null, "Kort.", "Kort. Och mer.", "Något annat."];
    private static readonly Guid?[] People = [null, Guid.Parse("0194a0b2-0000-7000-8000-000000000001"), Guid.Parse("0194a0b2-0000-7000-8000-000000000002")];

    private static readonly Gen<InitiativeDraft> Any =
        from title in Gen.Elements(Texts)
        from what in Gen.Elements(Texts)
        from gain in Gen.Elements(Texts)
        from state in Gen.Elements(Enum.GetValues<InitiativeState>())
        from goals in Gen.SubListOf(Codes)
        from principles in Gen.SubListOf(Codes)
        from how in Gen.Elements(Texts).ArrayOf(Codes.Length)
        from home in Gen.Elements([null, .. Channels])
        from channels in Gen.SubListOf(Channels)
        from contact in Gen.Elements(People)
        select new InitiativeDraft
        {
            Title = title,
            What = what,
            ResidentsGain = gain,
            Learned = what,
            SupportAsked = title,
            State = state,
            Goals = goals.ToHashSet(StringComparer.Ordinal),
            Principles = principles.ToDictionary(code => code, code => (string?)how[Array.IndexOf(Codes, code)], StringComparer.Ordinal),
            Home = home,
            Channels = channels.Concat(home is null ? [] : [home]).ToHashSet(StringComparer.Ordinal),
            Contact = contact,
        };

    [Fact]
    public void Where_nobody_came_between_what_was_filled_in_is_stored() => Holds((opened, _, mine) =>
        MergedDraft.Of(opened, opened, mine) is { Conflicts.Count: 0, Taken.Count: 0 } merged && Same(merged.Draft, mine));

    [Fact]
    public void Whoever_changes_nothing_leaves_what_somebody_else_stored_and_is_told_of_it() => Holds((opened, theirs, _) =>
        MergedDraft.Of(opened, theirs, opened) is { Conflicts.Count: 0 } merged
        && Same(merged.Draft, theirs)
        && merged.Taken.SetEquals(MergedDraft.Differences(opened, theirs)));

    [Fact]
    public void Two_who_do_the_same_do_not_collide() => Holds((opened, theirs, _) =>
        MergedDraft.Of(opened, theirs, theirs) is { Conflicts.Count: 0, Taken.Count: 0 } merged && Same(merged.Draft, theirs));

    [Fact]
    public void Two_different_texts_in_the_place_of_a_third_are_a_conflict_that_keeps_mine_and_shows_theirs() => Holds((opened, theirs, mine) =>
        MergedDraft.Of(opened, theirs, mine) is var merged
        && OfTexts(opened, theirs, mine).All(text => (text.Theirs != text.Opened && text.Mine != text.Opened && text.Mine != text.Theirs)
            == merged.Conflicts.Any(conflict => conflict.Field == text.Field && conflict.Theirs == text.Theirs))
        && (merged.Conflicts.All(conflict => conflict.Field != InitiativeField.What) || merged.Draft.What == mine.What));

    [Fact]
    public void Whoever_has_seen_the_conflict_decides() => Holds((opened, theirs, mine) =>
        MergedDraft.Of(opened, theirs, mine) is var first
        && MergedDraft.Of(theirs, theirs, first.Draft) is { Conflicts.Count: 0 } second
        && Same(second.Draft, first.Draft));

    [Fact]
    public void Saving_the_same_again_changes_nothing() => Holds((opened, theirs, mine) =>
        MergedDraft.Of(opened, theirs, mine) is not { Conflicts.Count: 0 } once
        || (MergedDraft.Of(opened, once.Draft, mine) is { Conflicts.Count: 0 } again && Same(again.Draft, once.Draft)));

    [Fact]
    public void Goals_and_channels_that_either_added_are_there_and_those_that_either_took_away_are_not() => Holds((opened, theirs, mine) =>
        MergedDraft.Of(opened, theirs, mine).Draft is var merged
        && Codes.All(code => merged.Goals.Contains(code) == Keeps(opened.Goals, theirs.Goals, mine.Goals, code))
        && Channels.Where(channel => channel != merged.Home).All(channel => merged.Channels.Contains(channel) == Keeps(opened.Channels, theirs.Channels, mine.Channels, channel)));

    [Fact]
    public void The_home_channel_is_always_among_the_channels() => Holds((opened, theirs, mine) =>
        MergedDraft.Of(opened, theirs, mine).Draft is var merged && (merged.Home is null || merged.Channels.Contains(merged.Home)));

    [Fact]
    public void New_words_about_a_principle_are_never_lost() => Holds((opened, theirs, mine) =>
        MergedDraft.Of(opened, theirs, mine) is var merged
        && Codes.All(code => Is(merged, opened, code, HowOf(mine, code)) && Is(merged, opened, code, HowOf(theirs, code))));

    [Fact]
    public void Of_two_who_take_over_as_the_contact_it_is_the_later_one() => Holds((opened, theirs, mine) =>
        MergedDraft.Of(opened, theirs, mine).Draft.Contact == (mine.Contact == opened.Contact ? theirs.Contact : mine.Contact));

    private static bool Is(MergedDraft merged, InitiativeDraft opened, string code, string? how) =>
        how is null || how == HowOf(opened, code) || HowOf(merged.Draft, code) == how
        || merged.Conflicts.Any(conflict => conflict is { Field: InitiativeField.Principles } && conflict.Code == code && (conflict.Theirs == how || HowOf(merged.Draft, code) == how));

    private static string? HowOf(InitiativeDraft draft, string code) => draft.Principles.GetValueOrDefault(code);

    private static bool Keeps(IReadOnlySet<string> opened, IReadOnlySet<string> theirs, IReadOnlySet<string> mine, string item) => opened.Contains(item)
        ? theirs.Contains(item) && mine.Contains(item)
        : theirs.Contains(item) || mine.Contains(item);

    private static IEnumerable<(InitiativeField Field, string? Opened, string? Theirs, string? Mine)> OfTexts(InitiativeDraft opened, InitiativeDraft theirs, InitiativeDraft mine) =>
    [
        (InitiativeField.Title, opened.Title, theirs.Title, mine.Title),
        (InitiativeField.What, opened.What, theirs.What, mine.What),
        (InitiativeField.ResidentsGain, opened.ResidentsGain, theirs.ResidentsGain, mine.ResidentsGain),
        (InitiativeField.State, opened.State.ToString(), theirs.State.ToString(), mine.State.ToString()),
        (InitiativeField.Channels, opened.Home, theirs.Home, mine.Home),
    ];

    private static bool Same(InitiativeDraft one, InitiativeDraft other) => MergedDraft.Differences(one, other).Count == 0;

    private static void Holds(Func<InitiativeDraft, InitiativeDraft, InitiativeDraft, bool> rule) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Gen.Three(Any).ToArbitrary(), drafts => rule(drafts.Item1, drafts.Item2, drafts.Item3)));
}
