using TillitTeams.Model;
using TillitTeams.Tagging.Documents;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>What a link and a column shall both say, whoever changed what.</summary>
public sealed class MeetColumnTests
{
    private static readonly ColumnModel Model = ColumnModel.Of(
        [Goal("A", 1), Goal("B", 2), Goal("C", 3), Goal("Retired", 4, new DateOnly(2021, 1, 1))], new DateOnly(2026, 1, 1));

    [Theory]
    [InlineData(null, "", "", false, "", false)]
    [InlineData(null, "A", "", true, "A", false)]
    [InlineData(null, "", "B", false, "B", false)]
    [InlineData(null, "A", "B", false, "A B", false)]
    [InlineData("A", "A", "A", true, "A", false)]
    [InlineData("A", "B", "A", true, "B", false)]
    [InlineData("A", "A", "B", false, "B", false)]
    [InlineData("A", "", "A", true, "", false)]
    [InlineData("A", "A", "", false, "", false)]
    [InlineData("A", "B", "C", true, "C", true)]
    [InlineData("A", "B", "C", false, "B", true)]
    [InlineData("A", "B", "B", false, "B", false)]
    [InlineData("A", "A", "X A", false, "A X", false)]
    [InlineData("A", "B", "X A", false, "B X", false)]
    [InlineData("A Old", "A", "A Old", false, "A", false)]
    [InlineData("A Retired", "A", "A Retired", false, "A Retired", false)]
    public void The_side_that_changed_decides_and_the_later_one_where_both_did(
        string? agreed, string link, string column, bool columnIsLater, string written, bool gaveWay)
    {
        var met = MeetColumn.Meet(Model, agreed is null ? null : Names(agreed), Names(link).ToHashSet(StringComparer.Ordinal), Names(column), columnIsLater);

        Assert.Equal(Names(written), met.Written);
        Assert.Equal(gaveWay, met.GaveWay);
    }

    private static string[] Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static Goal Goal(string name, int order, DateOnly? until = null) => new()
    {
        Code = name, Name = new LocalText(name, name), Description = new LocalText(name, name), DecisionReference = "§ 1", ValidFrom = new DateOnly(2020, 1, 1), ValidTo = until, Order = order,
    };
}
