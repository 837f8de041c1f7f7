using System.Diagnostics;
using System.Globalization;
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
        Assert.Contains($"bicepCliVersion: v{Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(bicep)))}\n", Toolkit, StringComparison.Ordinal);
    }

    /// <summary><c>ContainerAppProbe</c> in the reference of Azure Container Apps: 1 to 10 failures, each within 1 to 240 seconds, after 1 to 60.</summary>
    [Fact]
    public void Every_probe_keeps_within_what_Container_Apps_takes_and_a_first_start_has_five_minutes()
    {
        var probes = Bicep.SelectMany(text => Probe().Matches(text)).Select(probe => (
            Type: probe.Groups["type"].Value,
            After: probe.Groups["after"].Success ? Number(probe, "after") : 1,
            Period: Number(probe, "period"),
            Failures: Number(probe, "failures"))).ToList();

        Assert.Equal(["Liveness", "Readiness", "Startup"], probes.Select(probe => probe.Type).Order(StringComparer.Ordinal));
        Assert.All(probes, probe => Assert.True(probe is { Failures: >= 1 and <= 10, Period: >= 1 and <= 240, After: >= 1 and <= 60 }, $"{probe}"));
        Assert.All(probes.Where(probe => probe.Type == "Startup"), probe => Assert.InRange(probe.Period * probe.Failures, 300, 600));

        static int Number(Match probe, string group) => int.Parse(probe.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>A B1ms takes 35 connections (<i>Limits in Azure Database for PostgreSQL</i>), and Npgsql without a bound takes 100.</summary>
    [Fact]
    public void The_copies_of_the_app_share_what_the_database_takes() =>
        Assert.Contains(";Maximum Pool Size=${poolSize}'", Read("infra", "modules", "vault.bicep"), StringComparison.Ordinal);

    /// <summary>The toolkit leaves the placeholder of an empty variable where it is, and then refuses the file for it.</summary>
    [Fact]
    public void What_need_not_be_filled_in_before_the_first_deployment_is_not_empty()
    {
        var optional = Optional().Matches(Read("infra", "main.bicep")).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var variables = Parameter().Matches(Read("infra", "main.parameters.json")).Where(match => optional.Contains(match.Groups["name"].Value)).Select(match => match.Groups["variable"].Value).ToList();

        Assert.Equal(["CERTIFICATE_ID", "TEAMS_CATALOG_ID", "VAULT_CERTIFICATE"], variables.Order(StringComparer.Ordinal));
        Assert.All(variables, variable => Assert.Contains($"\n{variable}=none\n", Sample, StringComparison.Ordinal));
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

    [GeneratedRegex("\"(?<name>\\w+)\": \\{ \"value\": \"\\$\\{\\{(?<variable>[A-Z_]+)\\}\\}\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^param (?<name>\w+) string = 'none'$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Optional();

    [GeneratedRegex(@"type: '(?<type>\w+)', httpGet: .+?( initialDelaySeconds: (?<after>\d+),)? periodSeconds: (?<period>\d+), failureThreshold: (?<failures>\d+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Probe();

    [GeneratedRegex("[A-Z][A-Za-z]+(__[A-Za-z0-9]+)+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
