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

    [Fact]
    public void A_command_beside_the_service_runs_as_the_service_does()
    {
        var unit = File.ReadAllLines(Repository.File("infra", "tillitteams.service"));
        var command = File.ReadAllText(Repository.File("infra", "tillitteams.sh"));
        var shared = unit.Where(line => Shared().IsMatch(line)).ToList();

        Assert.Equal(7, shared.Count);
        Assert.All(shared, line => Assert.Contains($"  --property={line} \\\n", command, StringComparison.Ordinal));
        Assert.Contains($"\n  {unit.Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..]} \"$@\"\n", command, StringComparison.Ordinal);
    }

    /// <summary>What stands in the file of <c>EnvironmentFile=</c> goes before <c>Environment=</c> (<i>systemd.exec</i>), and has to be right by itself.</summary>
    [Fact]
    public void No_setting_stands_beside_the_file_of_settings_and_a_certificate_has_its_path_for_each_way_of_running()
    {
        var (page, sample) = (File.ReadAllText(Repository.File("docs", "install.md")), File.ReadAllText(Repository.File("env.sample")));

        Assert.DoesNotMatch(Beside(), $"{page}{File.ReadAllText(Repository.File("infra", "tillitteams.service"))}");
        Assert.All(["/run/secrets/tillitteams.pfx", "/run/credentials/tillitteams.service/tillitteams.pfx"], path =>
        {
            Assert.Contains(path, page, StringComparison.Ordinal);
            Assert.Contains($"__CertificateDiskPath={path}\n", sample, StringComparison.Ordinal);
        });
        Assert.Contains("tillitteams.pfx:/run/secrets/tillitteams.pfx:ro", page, StringComparison.Ordinal);
        Assert.Contains("LoadCredential=tillitteams.pfx:", page, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^(EnvironmentFile|User|DynamicUser|StateDirectory|StateDirectoryMode|WorkingDirectory|UMask)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shared();

    [GeneratedRegex("^Environment=\\w+__", RegexOptions.Multiline, 1000)]
    private static partial Regex Beside();

    [GeneratedRegex("^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, 1000)]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^\| `(?<permission>[A-Za-z.]+)` \| (?<kind>delegated|application) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Granted();
}
