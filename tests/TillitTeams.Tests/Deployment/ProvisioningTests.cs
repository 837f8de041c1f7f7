using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Xunit;

namespace TillitTeams.Tests.Deployment;

/// <summary><c>infra/</c> and <c>m365agents.yml</c> compile, fit the app, and ask for no client secret.</summary>
public sealed partial class ProvisioningTests
{
    private static readonly string Toolkit = Read("m365agents.yml");

    private static readonly string Sample = Read("infra", "env", ".env.sample");

    private static IEnumerable<string> Bicep => Directory.GetFiles(Repository.File("infra"), "*.bicep", SearchOption.AllDirectories).Select(File.ReadAllText);

    [Fact]
    public async Task The_Bicep_compiles_without_a_warning()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, "The compiler that the tests restore is for Linux on x64.");
        var bicep = typeof(ProvisioningTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Bicep").Value!;

        using var compiler = Process.Start(new ProcessStartInfo(bicep, ["build", Repository.File("infra", "main.bicep"), "--stdout"]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var compiled = compiler.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await compiler.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await compiler.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal("", said);
        Assert.Contains("Microsoft.BotService/botServices", await compiled, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_toolkit_fills_in_somebody_has_given_or_it_has_made()
    {
        var given = Assigned().Matches(Sample).Select(match => match.Groups["name"].Value)
            .Concat(Written().Matches(Toolkit).Select(match => match.Groups["name"].Value))
            .Concat(Output().Matches(Read("infra", "main.bicep")).Select(match => match.Groups["name"].Value.ToUpperInvariant()))
            .Append("TEAMSFX_ENV")
            .ToHashSet(StringComparer.Ordinal);

        var asked = new[] { Toolkit, Read("infra", "main.parameters.json"), Read("manifest", "manifest.json"), Read("manifest", "entra-app.json") }
            .SelectMany(text => Placeholder().Matches(text)).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(asked.Except(given));
        Assert.Empty(Assigned().Matches(Sample).Select(match => match.Groups["name"].Value).Except(asked));
        Assert.All(Parameter().Matches(Read("infra", "main.parameters.json")).Select(match => match.Groups["name"].Value), name =>
            Assert.Contains($"param {name} ", Read("infra", "main.bicep"), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_that_the_container_is_given_is_one_of_the_apps()
    {
        var settings = Bicep.SelectMany(text => Setting().Matches(text)).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("Storage__ConnectionString", settings);
        Assert.All(settings, setting => Assert.Contains($"{setting}=", Read("env.sample"), StringComparison.Ordinal));
    }

    [Fact]
    public void No_client_secret_is_made()
    {
        Assert.Contains("generateClientSecret: false", Toolkit, StringComparison.Ordinal);
        Assert.DoesNotContain("ClientSecret", string.Concat(Bicep), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("disableLocalAuth: true", string.Concat(Bicep), StringComparison.Ordinal);
    }

    private static string Read(params string[] path) => File.ReadAllText(Repository.File(path));

    [GeneratedRegex(@"\$\{\{(?<name>[A-Z_]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    /// <summary>In a comment too where it is a secret, which stands in a file of its own.</summary>
    [GeneratedRegex("^(# )?(?<name>[A-Z][A-Z_]+)=", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Assigned();

    [GeneratedRegex(@"^      (?:\w+): (?<name>[A-Z][A-Z_]+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Written();

    [GeneratedRegex(@"^output (?<name>\w+) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Output();

    [GeneratedRegex("\"(?<name>\\w+)\": \\{ \"value\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("[A-Z][A-Za-z]+(__[A-Za-z0-9]+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
