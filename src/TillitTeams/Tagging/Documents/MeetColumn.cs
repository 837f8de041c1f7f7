namespace TillitTeams.Tagging.Documents;

/// <summary>What a document's link and one column of its row shall both say.</summary>
/// <param name="Both">Names of the model.</param>
/// <param name="Written">What the column shall hold: <paramref name="Both"/>, and what somebody else put there that is not the model's.</param>
/// <param name="GaveWay">Both sides were changed since they last agreed, and differently.</param>
internal sealed record MetColumn(IReadOnlySet<string> Both, IReadOnlyList<string> Written, bool GaveWay);

internal static class MeetColumn
{
    /// <param name="agreed">What both said when they last met; null the first time: then everything that either says stands.</param>
    /// <param name="link">Names of what the link says today.</param>
    /// <param name="column">Everything that stands in the column.</param>
    /// <param name="columnIsLater">Which one decides when both were changed.</param>
    /// <param name="retired">Names on the link that the model has no more; null when there is no link.</param>
    public static MetColumn Meet(
        ColumnModel model, IReadOnlyCollection<string>? agreed, IReadOnlySet<string> link, IReadOnlyCollection<string> column, bool columnIsLater,
        IReadOnlySet<string>? retired = null)
    {
        var theirs = column.Where(model.Codes.ContainsKey).ToHashSet(StringComparer.Ordinal);
        var before = agreed?.Where(model.Codes.ContainsKey).ToHashSet(StringComparer.Ordinal);
        var gaveWay = before is not null && !theirs.SetEquals(before) && !link.SetEquals(before) && !theirs.SetEquals(link);
        var both = before is null ? link.Union(theirs)
            : theirs.SetEquals(before) ? link
            : link.SetEquals(before) || columnIsLater ? theirs
            : link;
        var names = both.ToHashSet(StringComparer.Ordinal);
        // A name that the app wrote and that the model has no more was changed in the model, and goes. One that is retired
        // stays as long as the link has it, which it has not once it was merged into another.
        var foreign = column.Where(name => !model.Codes.ContainsKey(name)
            && (model.Named.Contains(name) ? retired?.Contains(name) != false : agreed?.Contains(name) != true));
        return new MetColumn(names, [.. model.Choices.Where(names.Contains), .. foreign], gaveWay);
    }
}
