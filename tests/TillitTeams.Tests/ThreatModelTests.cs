using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace TillitTeams.Tests;

/// <summary><c>docs/security.md</c> says of every attack which test holds it: they are there, and none has been taken away.</summary>
public sealed partial class ThreatModelTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.File("docs", "security.md"));

    [Fact]
    public void Every_test_that_is_named_is_there()
    {
        var tests = typeof(ThreatModelTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute), inherit: false)).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);
        var named = Lines.SelectMany(line => Test().Matches(line)).Select(match => match.Groups["name"].Value).ToList();

        Assert.True(named.Count > 30, "The table was not read.");
        Assert.All(named, name => Assert.Contains(name, tests));
    }

    [Fact]
    public void Every_attack_has_what_holds_and_a_test()
    {
        var rows = Lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | ")).Where(row => row[0] != "attack").ToList();

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Equal(3, row.Length);
            Assert.Matches(Test(), row[2]);
        });
    }

    [Fact]
    public void A_package_with_a_known_hole_stops_the_build()
    {
        var props = XDocument.Load(Repository.File("Directory.Build.props")).Descendants().ToLookup(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);

        Assert.Equal(("true", "all", "true"), (props["NuGetAudit"].Single(), props["NuGetAuditMode"].Single(), props["TreatWarningsAsErrors"].Single()));
        Assert.Empty(props["NoWarn"].Concat(props["WarningsNotAsErrors"]));
        Assert.Contains("npm audit", File.ReadAllText(Repository.File(".ci", "run")), StringComparison.Ordinal);
    }

    [GeneratedRegex("`(?<name>[A-Z][A-Za-z]+Tests\\.[A-Z][A-Za-z_0-9]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();
}
