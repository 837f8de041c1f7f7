using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>
/// <c>docs/personal-data.md</c> is what the municipality answers with when somebody asks what is stored about them: a
/// column that is not in it is stored without anybody having said why.
/// </summary>
public sealed partial class PersonalDataTests
{
    private const string Keeping = "**Hur länge:** ";

    private static readonly string[] Lines = File.ReadAllLines(Repository.File("docs", "personal-data.md"));

    [Fact]
    public void The_register_names_every_column_that_is_stored_and_no_other()
    {
        var stored = Stored();
        var named = Named().ToList();
        Assert.True(stored.IsSubsetOf(named), $"Missing in docs/personal-data.md:\n{string.Join('\n', stored.Except(named))}");
        Assert.True(stored.IsSupersetOf(named), $"Too much in docs/personal-data.md:\n{string.Join('\n', named.Except(stored))}");
        Assert.Equal(stored.Count, named.Count);
    }

    [Fact]
    public void Every_row_says_what_it_is_whose_and_why() => Assert.All(
        Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)),
        line => Assert.Matches(Row(), line));

    [Fact]
    public void Every_table_says_how_long_it_is_kept() => Assert.All(
        Lines.Index().Where(line => Table().IsMatch(line.Item)),
        line => Assert.Matches($"^{Regex.Escape(Keeping)}[A-ZÅÄÖ].+\\.$", Lines[line.Index + 2]));

    private static HashSet<string> Stored()
    {
        using var db = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite("Data Source=:memory:").Options, new Caller());
        return db.Model.GetRelationalModel().Tables
            .SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Named()
    {
        var table = "";
        foreach (var line in Lines)
        {
            table = Table().Match(line) is { Success: true } heading ? heading.Groups["table"].Value : table;
            foreach (Match column in Row().Match(line) is { Success: true } row ? Code().Matches(row.Groups["columns"].Value) : Code().Matches(""))
            {
                yield return $"{table}.{column.Groups["name"].Value}";
            }
        }
    }

    [GeneratedRegex("^### `(?<table>[^`]+)`: .+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Table();

    [GeneratedRegex(@"^\| (?<columns>`\w+`(, `\w+`)*) \| [^|]{5,} \| (Nej|Ja|Indirekt)\b[^|]* \| (Innehåll|Behörighet|Leverans|Ansvar|Drift)\b[^|]* \|$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
