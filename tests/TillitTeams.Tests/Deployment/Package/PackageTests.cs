using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using TillitTeams.Deployment.Package;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Deployment.Package;

/// <summary><c>TillitTeams package</c> writes what Teams takes, and nothing else.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly Dictionary<string, string?> Good = new(StringComparer.Ordinal)
    {
        ["AzureAd:ClientId"] = "6f1d9c52-0b8e-4f0e-9b1a-3c5e7a2d4f10",
        ["Teams:AppId"] = "c2a7b9de-4c1f-4f57-8a36-0d9be1f6a7c4",
        ["Teams:CatalogId"] = "e3e29acb-8c79-412b-b746-e6c39ff4cd22",
        ["Teams:SharePointHost"] = "vadstena.sharepoint.com",
        ["Tab:PublicUrl"] = "https://tillit.vadstena.se",
        ["Municipality:Name"] = "Vadstena \"lilla\" kommun",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("tillit-package-").FullName;

    private string Zip => Path.Combine(folder, "TillitTeams.zip");

    [Fact]
    public async Task One_file_of_settings_makes_the_whole_package_and_makes_it_anew()
    {
        var settings = Path.Combine(folder, "app.env");
        await File.WriteAllLinesAsync(settings, Good.Select(each => $"{each.Key.Replace(":", "__", StringComparison.Ordinal)}={each.Value}"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Zip, "an older one", TestContext.Current.CancellationToken);

        var (said, refused, code) = await ProductCommand.RunWithAsync(new Dictionary<string, string?>(), "package", Zip, "--env-file", settings);

        Assert.Equal((0, ""), (code, refused));
        Assert.Equal($"Packed version 1.0.0 for https://tillit.vadstena.se in {Zip}: upload it in the Teams admin center, Teams apps, Manage apps.", said.TrimEnd());
        using (var package = ZipFile.OpenRead(Zip))
        {
            Assert.Equal(["color.png", "manifest.json", "outline.png", "strings/en.json"], package.Entries.Select(entry => entry.FullName));
            var manifest = JsonNode.Parse(await ReadAsync(package, "manifest.json"))!;
            Assert.Equal(Good["Teams:AppId"], (string?)manifest["id"]);
            Assert.Equal(Good["Municipality:Name"], (string?)manifest["developer"]!["name"]);
            Assert.Equal("https://tillit.vadstena.se/privacy", (string?)manifest["developer"]!["privacyUrl"]);
            Assert.Equal(["tillit.vadstena.se", "vadstena.sharepoint.com", "vadstena-my.sharepoint.com"], manifest["composeExtensions"]![0]!["messageHandlers"]![0]!["value"]!["domains"]!.AsArray().Select(domain => (string?)domain));
            Assert.Equal("api://tillit.vadstena.se/6f1d9c52-0b8e-4f0e-9b1a-3c5e7a2d4f10", (string?)manifest["webApplicationInfo"]!["resource"]);
            Assert.Equal(await File.ReadAllTextAsync(Repository.File("manifest", "strings", "en.json"), TestContext.Current.CancellationToken), await ReadAsync(package, "strings/en.json"));
        }

        var bytes = await File.ReadAllBytesAsync(Zip, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await RunAsync(Good)).ExitCode);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Zip, TestContext.Current.CancellationToken));
        Assert.Equal(["TillitTeams.zip", "app.env"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    public static TheoryData<string, string, string> Settings => new()
    {
        { "AzureAd:ClientId", "", "AzureAd__ClientId is not set: write the application (client) id of the app registration, which Microsoft Entra shows on its overview." },
        { "AzureAd:ClientId", "00000000-0000-0000-0000-000000000000", "AzureAd__ClientId is all zeros: write the application (client) id of the app registration, which Microsoft Entra shows on its overview." },
        { "Teams:AppId", "tillit", "Teams__AppId is no id: write an id for the app in Teams: make one with uuidgen, or New-Guid in PowerShell, and keep it." },
        { "Tab:PublicUrl", "", "Tab__PublicUrl is not set: write the app's address as Microsoft 365 reaches it, such as https://tillitteams.example.se." },
        { "Tab:PublicUrl", "tillit.vadstena.se", "Tab__PublicUrl is no address: write it as https://tillitteams.example.se." },
        { "Tab:PublicUrl", "http://tillit.vadstena.se", "Tab__PublicUrl does not begin with https://, and Teams opens nothing else." },
        { "Tab:PublicUrl", "https://10.0.0.4", "Tab__PublicUrl names 10.0.0.4, where Teams does not find the app: write the name that it has on the internet." },
        { "Tab:PublicUrl", "https://localhost", "Tab__PublicUrl names localhost, where Teams does not find the app: write the name that it has on the internet." },
        { "Tab:PublicUrl", "https://srv-tillit", "Tab__PublicUrl names srv-tillit, which only a network of your own knows: write the name that it has on the internet." },
        { "Tab:PublicUrl", "https://tillit.vadstena.se:8443", "Tab__PublicUrl names port 8443, and Teams knows an app by its host alone: let the app be reached on port 443." },
        { "Tab:PublicUrl", "https://vadstena.se/tillit", "Tab__PublicUrl says more than its host, and Teams knows an app by its host alone: write https://vadstena.se." },
        { "Tab:PublicUrl", "https://a1b2.ngrok-free.app", "Tab__PublicUrl leads through somebody else's tunnel, a1b2.ngrok-free.app: write a host of your own." },
        { "Teams:SharePointHost", "", "Teams__SharePointHost is not set: write the host of your SharePoint, such as vadstena.sharepoint.com, without https:// and -my." },
        { "Teams:SharePointHost", "vadstena-my.sharepoint.com", "Teams__SharePointHost is not SharePoint's host: write the host of your SharePoint, such as vadstena.sharepoint.com, without https:// and -my." },
        { "Teams:SharePointHost", "https://vadstena.sharepoint.com", "Teams__SharePointHost is not SharePoint's host: write the host of your SharePoint, such as vadstena.sharepoint.com, without https:// and -my." },
        { "Municipality:Name", "Kommunalförbundet Västra Östergötland", "Municipality__Name stands in the package as who made the app, where Teams takes 1 to 32 characters: shorten it." },
        { "Teams:PackageVersion", "1.1", "Teams__PackageVersion is not of the form 1.2.3: write three numbers with dots between them." },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public async Task A_setting_that_Teams_would_refuse_is_named_and_the_older_package_stays(string key, string value, string told)
    {
        await File.WriteAllTextAsync(Zip, "an older one", TestContext.Current.CancellationToken);

        var outcome = await RunAsync(new(Good, StringComparer.Ordinal) { [key] = value });

        Assert.Equal((1, told), (outcome.ExitCode, outcome.Said));
        Assert.Equal("an older one", await File.ReadAllTextAsync(Zip, TestContext.Current.CancellationToken));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var outcome = await RunAsync([]);

        Assert.Equal(["AzureAd__ClientId", "Teams__AppId", "Tab__PublicUrl", "Teams__SharePointHost"], outcome.Said.Split(Environment.NewLine).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task A_name_with_other_letters_than_English_is_written_as_Teams_reads_it_and_a_version_can_be_raised()
    {
        Assert.Equal(0, (await RunAsync(new(Good, StringComparer.Ordinal) { ["Tab:PublicUrl"] = "https://mål.övertorneå.se/", ["Teams:PackageVersion"] = "1.0.1" })).ExitCode);

        using var package = ZipFile.OpenRead(Zip);
        var manifest = JsonNode.Parse(await ReadAsync(package, "manifest.json"))!;
        Assert.Equal(("xn--ml-yia.xn--vertorne-h0a5n.se", "1.0.1"), ((string?)manifest["validDomains"]![0], (string?)manifest["version"]));
        Assert.Contains("målen i vardagen", await ReadAsync(package, "manifest.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_it_cannot_be_written_it_says_so()
    {
        Assert.Equal($"There is no folder {folder}/saknas.", (await RunAsync(Good, "saknas", "a.zip")).Said);
        Directory.CreateDirectory(Path.Combine(folder, "a.zip"));
        Assert.StartsWith($"{folder}/a.zip could not be written: ", (await RunAsync(Good, "a.zip")).Said, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<TillitTeams.Storage.Backup.CommandOutcome> RunAsync(Dictionary<string, string?> settings, params string[] file) => PackageApp.RunAsync(
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
        file.Length == 0 ? Zip : Path.Combine([folder, .. file]),
        TestContext.Current.CancellationToken);

    private static async Task<string> ReadAsync(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
