using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using TillitTeams.Hosting;
using Xunit;

namespace TillitTeams.Tests;

/// <summary><c>env.sample</c> and the options classes say the same.</summary>
public sealed partial class SettingsTests
{
    [Fact]
    public void Every_setting_stands_in_the_sample_and_the_sample_names_no_other() =>
        Assert.Equal(KeysOfOptions().Order(StringComparer.Ordinal), KeysOfSample().Order(StringComparer.Ordinal));

    [Fact]
    public void But_for_the_ids_that_Entra_gives_the_sample_would_do()
    {
        var settings = File.ReadLines(Repository.File("env.sample"))
            .Where(line => line is [not '#', ..] && line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0].Replace("__", ":", StringComparison.Ordinal), parts => (string?)parts[1], StringComparer.Ordinal);

        var faults = CheckSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

        Assert.Equal([("AzureAd__TenantId", "OnlyZeros"), ("AzureAd__ClientId", "OnlyZeros")], faults.Select(fault => (fault.Key, fault.Text)));
    }

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
        from key in KeysOf(type, $"{section.GetRawConstantValue()}")
        select key;

    private static IEnumerable<string> KeysOf(Type type, string path)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = $"{path}__{property.Name}";
            var element = property.PropertyType.IsGenericType && property.PropertyType.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? property.PropertyType.GetGenericArguments()[0] : null;
            IEnumerable<string> keys = element is null ? [key] : element.Namespace!.StartsWith("System", StringComparison.Ordinal) ? [$"{key}__0"] : KeysOf(element, $"{key}__0");
            foreach (var each in keys)
            {
                yield return each;
            }
        }
    }

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
