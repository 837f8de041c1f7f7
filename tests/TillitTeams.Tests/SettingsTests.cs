using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace TillitTeams.Tests;

/// <summary><c>env.sample</c> and the options classes say the same.</summary>
public sealed partial class SettingsTests
{
    /// <summary>Read by Microsoft.Identity.Web, not by an options class of ours.</summary>
    private const string IdentitySection = "AzureAd";

    [Fact]
    public void Every_setting_stands_in_the_sample_and_the_sample_names_no_other() =>
        Assert.Equal(
            KeysOfOptions().Order(StringComparer.Ordinal),
            KeysOfSample().Where(key => !key.StartsWith(IdentitySection, StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_sample_names_what_Entra_needs() =>
        Assert.Superset(
            new HashSet<string>(["AzureAd__Instance", "AzureAd__TenantId", "AzureAd__ClientId"], StringComparer.Ordinal),
            KeysOfSample().ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void The_sample_holds_no_secret()
    {
        var settings = File.ReadLines(Repository.File("env.sample")).Where(line => Setting().IsMatch(line)).Select(line => line.Split('=', 2)).ToList();

        Assert.DoesNotContain(settings, setting => !setting[0].StartsWith('#') && setting[0].Contains("Secret", StringComparison.OrdinalIgnoreCase));
        Assert.All(settings.SelectMany(setting => Password().Matches(setting[1])), password => Assert.Equal("...", password.Groups["value"].Value));
    }

    private static IEnumerable<string> KeysOfOptions() =>
        from type in typeof(Program).Assembly.GetTypes()
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static)
        where section is { IsLiteral: true }
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let list = property.PropertyType != typeof(string) && property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable))
        select $"{section.GetRawConstantValue()}__{property.Name}{(list ? "__0" : "")}";

    private static IEnumerable<string> KeysOfSample() =>
        File.ReadLines(Repository.File("env.sample"))
            .Select(line => Setting().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["key"].Value)
            .Distinct(StringComparer.Ordinal);

    [GeneratedRegex("Password=(?<value>[^;]*)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Password();

    [GeneratedRegex(@"^(# )?(?<key>[A-Z][A-Za-z]*(__[A-Za-z0-9]+)+)=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
