using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Deployment.Doctor;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Deployment.Doctor;

/// <summary><c>TillitTeams doctor</c> finds what is wrong with a deployment, names it, and takes nothing else for wrong.</summary>
public sealed class DoctorTests(DoctorTenant vadstena) : IClassFixture<DoctorTenant>
{
    public static TheoryData<string> Faults => [.. PlantedFaults.All.Keys];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task It_names_what_is_wrong_and_that_alone(string fault)
    {
        var (line, plantAsync) = PlantedFaults.All[fault];
        var examination = new Examination(vadstena);
        await plantAsync(examination);

        var (lines, code) = await vadstena.ExamineAsync(examination);
        examination.Mend();

        var named = Assert.Single(lines, each => each[0] is '✗' or '!');
        Assert.Matches($"^{Regex.Escape(line).Replace("\\*", ".*", StringComparison.Ordinal)}", named);
        Assert.Equal(named[0] == '✗' ? 1 : 0, code);
        Assert.Equal(DoctorWiring.Checks.Count + 1, lines.Count);
        Assert.All(lines, AssertKeepsSecrets);
    }

    [Fact]
    public async Task Where_nothing_is_wrong_it_says_what_it_looked_at()
    {
        var (lines, code) = await vadstena.ExamineAsync(new Examination(vadstena) { AdminToken = vadstena.AdministratorsToken() });

        Assert.Equal(0, code);
        Assert.All(lines, line => Assert.StartsWith("✓ ", line, StringComparison.Ordinal));
        Assert.Equal(DoctorWiring.Checks.Count + 1, lines.Count);
        Assert.Contains("✓ Appens behörigheter: Sites.Selected, och inget mer.", lines);
        Assert.Contains(lines, line => line.StartsWith("✓ Appens legitimation: ", StringComparison.Ordinal) && line.EndsWith("mot en hemlighet. Den kan kopieras och går ut; en hanterad identitet gör ingetdera.", StringComparison.Ordinal));
        Assert.All(lines, AssertKeepsSecrets);
    }

    [Fact]
    public async Task Without_an_administrator_it_says_what_it_did_not_look_at_and_how_to()
    {
        var (lines, code) = await vadstena.ExamineAsync(new Examination(vadstena));

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "– Appregistrering: inte gjort, för bara en administratör får läsa det. Kör (umask 077; az account get-access-token --resource-type ms-graph > FIL), lägg till --admin-token-file FIL, och ta bort filen efteråt.",
                "– Administratörens godkännande: inte gjort, för också det får bara en administratör läsa.",
            ],
            lines.Where(line => line[0] != '✓'));
    }

    [Fact]
    public async Task What_depends_on_a_fault_is_skipped_and_the_rest_is_not()
    {
        var examination = new Examination(vadstena) { Settings = { ["Tab:PublicUrl"] = "https://tillit.vadstena.invalid" } };

        var (lines, _) = await vadstena.ExamineAsync(examination);

        Assert.Contains("– Certifikat: hoppades över, för det hänger på \"Namn\".", lines);
        Assert.Contains("– Prenumerationer: hoppades över, för det hänger på \"Ändringsnotiser\".", lines);
        Assert.Contains(lines, line => line.StartsWith("✓ Botens legitimation: ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("✓ Skriva i databasen: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT 1")]
    [InlineData(PlantedFaults.OlderVersion)]
    public async Task It_leaves_everything_as_it_was(string history)
    {
        var examination = new Examination(vadstena) { AdminToken = vadstena.AdministratorsToken() };
        await PlantedFaults.DatabaseAsync(history)(examination);
        var file = examination.Settings["Storage:ConnectionString"]!["Data Source=".Length..];
        var (before, atGraph) = (await StoredRows.OfFileAsync(file), AtGraph());

        await vadstena.ExamineAsync(examination);

        Assert.NotEmpty(before);
        Assert.Equal(before, await StoredRows.OfFileAsync(file));
        Assert.Equal(atGraph, AtGraph());

        int AtGraph() => vadstena.Tenant.Read(content => content.Subscriptions.Count);
    }

    [Fact]
    public async Task It_makes_no_database_where_there_is_none()
    {
        var file = Path.Combine(vadstena.Folder, "ingen.db");

        await vadstena.ExamineAsync(new Examination(vadstena) { Settings = { ["Storage:ConnectionString"] = $"Data Source={file}" } });

        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task It_examines_PostgreSQL_too()
    {
        PostgresServer.Need();
        var settings = TestStore.InPostgres(Path.Combine(vadstena.Folder, $"doctor_{Guid.NewGuid():N}"));
        await using var db = TestStore.Open(settings, new Caller());
        await db.Database.MigrateAsync(TestContext.Current.CancellationToken);
        var examination = new Examination(vadstena);
        foreach (var (key, value) in settings)
        {
            examination.Settings[key] = value;
        }

        var (lines, code) = await vadstena.ExamineAsync(examination);
        await db.Database.EnsureDeletedAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, code);
        Assert.Contains(lines, line => line.StartsWith("✓ Databas: PostgreSql, ", StringComparison.Ordinal) && line.EndsWith(". Utan Storage__TokenKey hämtar varje instans egna token från Entra.", StringComparison.Ordinal));
        Assert.Contains("✓ Skriva i databasen: går, och det som skrevs är återtaget.", lines);
        Assert.Contains("✓ Utrymme och säkerhetskopia: PostgreSQL:s egna program kan ta en säkerhetskopia.", lines);
    }

    [Fact]
    public async Task As_a_command_it_ends_with_0_where_all_is_well()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a process cannot be told to trust a certificate for as long as it lives.");
        var (said, code) = await RunAsync([]);

        Assert.Equal(0, code);
        Assert.All(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("✓ ", line, StringComparison.Ordinal));
        Assert.Contains("✓ The app's permissions: Sites.Selected, and nothing more.", said, StringComparison.Ordinal);
        AssertKeepsSecrets(said);
    }

    [Fact]
    public async Task As_a_command_it_tells_wrong_settings_and_skips_the_rest()
    {
        var (said, code) = await RunAsync(["--Live:Interval=often", "--Tab:PublicURI=x"]);

        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1, code);
        Assert.Equal("✗ Settings: something is wrong. Correct what stands below; the rest is looked at then.", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("    Live__Interval: \"often\" is no length of time.", StringComparison.Ordinal));
        Assert.Contains("    Tab__PublicURI: there is no such setting. Did you mean Tab__PublicUrl?", lines);
        Assert.Equal(DoctorWiring.Checks.Count, lines.Count(line => line.EndsWith(": skipped, because it depends on \"Settings\".", StringComparison.Ordinal)));
    }

    /// <summary>A process of its own, which trusts the local tenant's certificate as it would any authority's.</summary>
    private async Task<(string Said, int Code)> RunAsync(string[] switches)
    {
        var certificate = Path.Combine(vadstena.Folder, "local.pem");
        var token = Path.Combine(vadstena.Folder, "token.json");
        await File.WriteAllTextAsync(certificate, LocalCertificate.Value.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(token, $$"""{ "accessToken": "{{vadstena.AdministratorsToken()}}", "tokenType": "Bearer" }""", TestContext.Current.CancellationToken);
        var start = new ProcessStartInfo(
            "dotnet",
            ["exec", typeof(SandboxHost).Assembly.Location, "--product", LocalCertificate.Value.Thumbprint, "doctor", "--language", "en", "--admin-token-file", token, .. switches])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["SSL_CERT_FILE"] = certificate },
        };
        foreach (var (key, value) in vadstena.Host.ProductSettings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (said, process.ExitCode);
    }

    private void AssertKeepsSecrets(string line)
    {
        Assert.DoesNotContain(vadstena.Host.App.ClientSecret, line, StringComparison.Ordinal);
        Assert.DoesNotContain("hemligt", line, StringComparison.Ordinal);
        // How every token begins.
        Assert.DoesNotContain("eyJ", line, StringComparison.Ordinal);
    }
}
