using TillitTeams.Model;

namespace TillitTeams.Initiatives.Form;

/// <summary>Both changed the same to something different.</summary>
/// <param name="Code">The principle whose <i>how</i> it is; null for everything else.</param>
/// <param name="Theirs">What somebody else saved meanwhile: a text, a state's name or a channel's id; null when they emptied it.</param>
internal sealed record DraftConflict(InitiativeField Field, string? Code, string? Theirs);

/// <summary>
/// What becomes of a form when somebody else saved while it was open. Where one of the two changed something,
/// that stands. What is chosen from lists keeps everything that either added and nothing that either took
/// away. Where both wrote, nobody can decide but they: it is a conflict, and the draft keeps mine.
/// </summary>
/// <param name="Taken">What is theirs in the draft.</param>
internal sealed record MergedDraft(InitiativeDraft Draft, IReadOnlyList<DraftConflict> Conflicts, IReadOnlySet<InitiativeField> Taken)
{
    /// <param name="opened">What the form was filled in with when it opened.</param>
    /// <param name="theirs">What is stored now.</param>
    /// <param name="mine">What is being saved.</param>
    public static MergedDraft Of(InitiativeDraft opened, InitiativeDraft theirs, InitiativeDraft mine)
    {
        var conflicts = new List<DraftConflict>();
        var home = Text(InitiativeField.Channels, opened.Home, theirs.Home, mine.Home);
        var channels = Set(opened.Channels, theirs.Channels, mine.Channels);
        if (home is not null)
        {
            channels.Add(home);
        }

        var merged = new InitiativeDraft
        {
            Title = Text(InitiativeField.Title, opened.Title, theirs.Title, mine.Title),
            What = Text(InitiativeField.What, opened.What, theirs.What, mine.What),
            ResidentsGain = Text(InitiativeField.ResidentsGain, opened.ResidentsGain, theirs.ResidentsGain, mine.ResidentsGain),
            Learned = Text(InitiativeField.Learned, opened.Learned, theirs.Learned, mine.Learned),
            SupportAsked = Text(InitiativeField.SupportAsked, opened.SupportAsked, theirs.SupportAsked, mine.SupportAsked),
            State = Enum.Parse<InitiativeState>(Text(InitiativeField.State, NameOf(opened.State), NameOf(theirs.State), NameOf(mine.State))!),
            Goals = Set(opened.Goals, theirs.Goals, mine.Goals),
            Principles = Principles(opened, theirs, mine, (code, was, their, my) => Text(InitiativeField.Principles, was, their, my, code)),
            Home = home,
            Channels = channels,
            // Two who both take over: the later one is whom people turn to.
            Contact = mine.Contact == opened.Contact ? theirs.Contact : mine.Contact,
        };
        return new MergedDraft(merged, conflicts, Differences(merged, mine));

        string? Text(InitiativeField field, string? was, string? their, string? my, string? code = null)
        {
            if (my == was || my == their)
            {
                return their;
            }

            if (their != was)
            {
                conflicts.Add(new DraftConflict(field, code, their));
            }

            return my;
        }
    }

    /// <summary>The fields in which the two say something different.</summary>
    public static IReadOnlySet<InitiativeField> Differences(InitiativeDraft one, InitiativeDraft other)
    {
        (InitiativeField Field, bool Same)[] compared =
        [
            (InitiativeField.Title, one.Title == other.Title),
            (InitiativeField.What, one.What == other.What),
            (InitiativeField.ResidentsGain, one.ResidentsGain == other.ResidentsGain),
            (InitiativeField.Learned, one.Learned == other.Learned),
            (InitiativeField.SupportAsked, one.SupportAsked == other.SupportAsked),
            (InitiativeField.State, one.State == other.State),
            (InitiativeField.Goals, one.Goals.SetEquals(other.Goals)),
            (InitiativeField.Principles, one.Principles.Count == other.Principles.Count
                && one.Principles.All(pair => other.Principles.TryGetValue(pair.Key, out var how) && how == pair.Value)),
            (InitiativeField.Contact, one.Contact == other.Contact),
            (InitiativeField.Channels, one.Home == other.Home && one.Channels.SetEquals(other.Channels)),
        ];
        return compared.Where(field => !field.Same).Select(field => field.Field).ToHashSet();
    }

    private static HashSet<string> Set(IReadOnlySet<string> opened, IReadOnlySet<string> theirs, IReadOnlySet<string> mine) =>
        theirs.Union(mine.Except(opened)).Except(opened.Except(mine)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A principle that one took away and the other wrote about stays, for what was written.</summary>
    private static Dictionary<string, string?> Principles(
        InitiativeDraft opened, InitiativeDraft theirs, InitiativeDraft mine, Func<string, string?, string?, string?, string?> merge)
    {
        var merged = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var code in theirs.Principles.Keys.Union(mine.Principles.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var wasChosen = opened.Principles.TryGetValue(code, out var was);
            var (isTheirs, isMine) = (theirs.Principles.TryGetValue(code, out var their), mine.Principles.TryGetValue(code, out var my));
            if (isTheirs && isMine)
            {
                merged[code] = merge(code, was, their, my);
            }
            else if ((isMine ? my : their) is var how && (!wasChosen || (how is not null && how != was)))
            {
                merged[code] = how;
            }
        }

        return merged;
    }

    private static string NameOf(InitiativeState state) => state.ToString("G");
}
