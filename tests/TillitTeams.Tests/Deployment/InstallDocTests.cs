using System.Text.RegularExpressions;
using TillitTeams.Tests.Permissions;
using Xunit;

namespace TillitTeams.Tests.Deployment;

/// <summary>Whoever installs the app by the documentation finds what it speaks of.</summary>
public sealed partial class InstallDocTests
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(Repository.File("docs"), "*.md").Select(file => Path.GetRelativePath(Repository.Root, file)), "README.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_or_a_heading(string page)
    {
        var text = File.ReadAllText(Repository.File(page));
        var folder = Path.GetDirectoryName(Repository.File(page))!;
        var headings = Heading().Matches(text).Select(heading => $"#{NotInAnchor().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-')}").ToHashSet(StringComparer.Ordinal);

        var links = Link().Matches(text).Select(link => link.Groups["to"].Value).Where(to => !to.StartsWith("http", StringComparison.Ordinal)).ToList();

        Assert.All(links, to => Assert.True(to[0] == '#' ? headings.Contains(to) : Path.Exists(Path.Combine(folder, to)), to));
    }

    [Fact]
    public void What_the_administrator_is_told_to_grant_is_what_the_app_asks_for()
    {
        var told = Granted().Matches(File.ReadAllText(Repository.File("docs", "install.md"))).Select(row => (Permission: row.Groups["permission"].Value, Kind: row.Groups["kind"].Value)).ToList();

        Assert.Equal(PermissionsTable.Of(PermissionsTable.Person), told.Where(row => row.Kind == "delegated").Select(row => row.Permission).Order(StringComparer.Ordinal));
        Assert.Equal(PermissionsTable.Of(PermissionsTable.App), told.Where(row => row.Kind == "application").Select(row => row.Permission));
    }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^\| `(?<permission>[A-Za-z.]+)` \| (?<kind>delegated|application) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Granted();
}
