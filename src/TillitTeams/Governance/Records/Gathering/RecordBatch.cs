using TillitTeams.Governance;
using TillitTeams.Model;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>What one step has gathered of a stage.</summary>
/// <param name="Content">From <see cref="PartContent"/>; null when there is nothing to be shown.</param>
/// <param name="After">The last row that was come to; null when there are no more.</param>
/// <param name="Passed">How many rows were come to.</param>
/// <param name="LeftOut">Some of them cannot be opened by whoever ordered the export.</param>
internal sealed record RecordBatch(byte[]? Content, Guid? After, int Passed = 0, bool LeftOut = false);

/// <summary>Goals and principles by their ids, and what they are called.</summary>
internal sealed class NamedItems(GovernanceModel model)
{
    public IReadOnlyList<ItemRecord> Of(ItemKind kind, IEnumerable<Guid> ids)
    {
        var wanted = ids.ToHashSet();
        return [.. model.Of(kind).Where(item => wanted.Contains(item.Id)).Select(item => new ItemRecord(item.Code, GovernanceModel.NameOf(item)))];
    }

    /// <summary>A step keeps what was chosen by code, one on each line, a principle with its <i>how</i>.</summary>
    public string? Named(ItemKind kind, string? chosen) => chosen is null ? null : string.Join('\n', chosen.Split('\n').Select(line =>
    {
        var parts = line.Split(": ", 2);
        return model.Find(kind, parts[0]) is { } item ? string.Join(": ", [GovernanceModel.NameOf(item), .. parts.Skip(1)]) : line;
    }));
}
