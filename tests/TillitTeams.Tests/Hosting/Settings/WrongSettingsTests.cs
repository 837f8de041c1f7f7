using System.Globalization;
using Microsoft.Extensions.Configuration;
using TillitTeams.Hosting;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Hosting.Settings;

/// <summary>Whatever is wrong with the settings is said before anything listens: one line for each, and all of them.</summary>
public sealed class WrongSettingsTests
{
    private const string Credential = "AzureAd:ClientCredentials:0";

    private static readonly Dictionary<string, string?> Good = new(StringComparer.Ordinal)
    {
        ["AzureAd:Instance"] = "https://login.microsoftonline.com/",
        ["AzureAd:TenantId"] = "7b1f3c52-0b8e-4f0e-9b1a-3c5e7a2d4f10",
        ["AzureAd:ClientId"] = "6f1d9c52-0b8e-4f0e-9b1a-3c5e7a2d4f10",
        [$"{Credential}:SourceType"] = "SignedAssertionFromManagedIdentity",
        ["Tab:PublicUrl"] = "https://tillitteams.example.se",
        ["Tab:HostOrigins:0"] = "https://*.intranet.example:8443",
    };

    /// <summary>The setting, what stands in it, and the line in English.</summary>
    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "Tab:PublicURI", "https://tillit.example.se", "Tab__PublicURI: there is no such setting. Did you mean Tab__PublicUrl?" },
        { "Tab:Colour", "blue", "Tab__Colour: there is no such setting. env.sample has all that there are." },
        { "Tabs:PublicUrl", "https://tillit.example.se", "Tabs__PublicUrl: there is no such setting. Did you mean Tab__PublicUrl?" },
        { "Tab:PublicUrl:Host", "tillit.example.se", "Tab__PublicUrl__Host: there is no such setting. Did you mean Tab__PublicUrl?" },
        { "Tab:PublicUrl", "tillit.example.se", "Tab__PublicUrl: is no secure address. Write all of it, from https:// onwards; http:// is for this computer alone." },
        { "Tab:PublicUrl", "http://tillit.example.se", "Tab__PublicUrl: is no secure address. Write all of it, from https:// onwards; http:// is for this computer alone." },
        { "Tab:PublicUrl", "https://lena:hemligt@tillit.example.se", "Tab__PublicUrl: is no secure address. Write all of it, from https:// onwards; http:// is for this computer alone." },
        { "Tab:PublicUrl", "https://tillit.example.se/app", "Tab__PublicUrl: has more than the host, and the app's pages are in places of their own below that. Write https://tillit.example.se." },
        { "Tab:PublicUrl", "https://", "Tab__PublicUrl: is no address. Write all of it, from https:// onwards." },
        { "Tab:HostOrigins:0", "https://intranet.example/", "Tab__HostOrigins__0: is no place to show the tab from. Write https:// and the host, with no slash after it, such as https://intranet.example." },
        { "Tab:HostOrigins:1", "https://a.example; script-src *", "Tab__HostOrigins__1: is no place to show the tab from. Write https:// and the host, with no slash after it, such as https://intranet.example." },
        { "Tab:HostOrigins", "https://intranet.example", "Tab__HostOrigins: is a list. Write Tab__HostOrigins__0, and Tab__HostOrigins__1 for the next." },
        { "Bot:ServiceUrlHosts:0", "https://smba.trafficmanager.net/", "Bot__ServiceUrlHosts__0: is no host. Write that alone, without https:// and slashes, such as smba.trafficmanager.net." },
        { "Bot:MetadataAddress", "", "Bot__MetadataAddress: is missing, and the app cannot do without it. env.sample tells what is to stand there." },
        { "Bot:ComposeLimit", "00:00:05", "Bot__ComposeLimit: 00:00:05 is longer than Bot__InvokeLimit. Make the one shorter or the other longer." },
        { "Outbox:BackoffTo", "00:00:01", "Outbox__BackoffFrom: 00:00:02 is longer than Outbox__BackoffTo. Make the one shorter or the other longer." },
        { "Graph:BaseUrl", "http://graph.microsoft.com/v1.0", "Graph__BaseUrl: is no secure address. Write all of it, from https:// onwards; http:// is for this computer alone." },
        { "Live:Interval", "often", "Live__Interval: \"often\" is no length of time. Write hours:minutes:seconds, such as 00:00:05, with days and a full stop before it if need be." },
        { "Live:Interval", "5", "Live__Interval: 5.00:00:00 is outside what is possible. Write something from 00:00:00.1 to 00:10:00." },
        { "Outbox:BatchSize", "many", "Outbox__BatchSize: \"many\" is no whole number. Write nothing but digits." },
        { "Outbox:BatchSize", "0", "Outbox__BatchSize: 0 is outside what is possible. Write something from 1 to 1000." },
        { "Storage:Provider", "Oracle", "Storage__Provider: \"Oracle\" is not among the choices. Write one of Sqlite, PostgreSql." },
        { "Storage:Provider", "7", "Storage__Provider: \"7\" is not among the choices. Write one of Sqlite, PostgreSql." },
        { "Storage:ConnectionString", "Data Source=/nowhere/tillitteams.db", "Storage__ConnectionString: there is no folder /nowhere. Make it, or correct the path." },
        { "Storage:ConnectionString", "Data Source=", "Storage__ConnectionString: does not say which file it is. Write Data Source=, and the path of a file." },
        { "Storage:ConnectionString", "Password=a;hemligt", "Storage__ConnectionString: cannot be read as a connection string. Write Name=value with semicolons in between, and quotation marks around a value that has a semicolon in it." },
        { "Storage:TokenKey", "hemligt", "Storage__TokenKey: is no key. Write 32 random bytes in base64, as openssl rand -base64 32 makes them; the same for all instances." },
        { "Storage:TokenKey", Convert.ToBase64String(new byte[31]), "Storage__TokenKey: is no key. " },
        { "Storage:TokenKey", "", "Storage__TokenKey: is no key. " },
        { "Governance:ModelFile", typeof(WrongSettingsTests).Assembly.Location, $"Governance__ModelFile: The governance model {typeof(WrongSettingsTests).Assembly.Location} cannot be read at $, line 1: " },
        { "Municipality:TimeZone", "Europe/Vadstena", "Municipality__TimeZone: \"Europe/Vadstena\" is no time zone that is to be found here. Write an IANA name, such as Europe/Stockholm; on Linux the zones come with the package tzdata." },
        { "Municipality:Name", "", "Municipality__Name: is missing, and the app cannot do without it. env.sample tells what is to stand there." },
        { "Tenants:Allowed:0", "vadstena.se", "Tenants__Allowed__0: is no id. Write it as Microsoft shows it, such as 1b4e28ba-2fa1-4d2b-883f-b6d6a1c2c3d4." },
        { "Teams:AppId", "tillitteams", "Teams__AppId: is no id. Write it as Microsoft shows it, such as 1b4e28ba-2fa1-4d2b-883f-b6d6a1c2c3d4." },
        { "AzureAd:TenantId", "00000000-0000-0000-0000-000000000000", "AzureAd__TenantId: is nothing but zeros, as in env.sample. Write the id that Entra shows on the overview of the app registration." },
        { "AzureAd:TenantId", "vadstena.onmicrosoft.com", "AzureAd__TenantId: is no id. Write it as Microsoft shows it, such as 1b4e28ba-2fa1-4d2b-883f-b6d6a1c2c3d4." },
        { "AzureAd:ClientId", null, "AzureAd__ClientId: is missing, and the app cannot do without it. env.sample tells what is to stand there." },
        { "AzureAd:ClientlId", "x", "AzureAd__ClientlId: there is no such setting. Did you mean AzureAd__ClientId?" },
        { $"{Credential}:SourceType", null, "AzureAd__ClientCredentials: is missing. Write at least one entry; env.sample shows which there are to choose from." },
        { $"{Credential}:SourceType", "Password", "AzureAd__ClientCredentials__0__SourceType: \"Password\" is not among the choices. Write one of Certificate, KeyVault, " },
        { $"{Credential}:SourceType", "ClientSecret", "AzureAd__ClientCredentials__0__ClientSecret: is missing, and ClientSecret requires it. env.sample tells what is to stand there." },
        { $"{Credential}:SourceType", "StoreWithThumbprint", "AzureAd__ClientCredentials__0__CertificateStorePath: is missing, and StoreWithThumbprint requires it. env.sample tells what is to stand there.\nAzureAd__ClientCredentials__0__CertificateThumbprint: is missing, and StoreWithThumbprint requires it. env.sample tells what is to stand there." },
        { $"{Credential}:CertificateDiskPath", "/nowhere/entra.pfx", "AzureAd__ClientCredentials__0__CertificateDiskPath: there is no file /nowhere/entra.pfx. Correct the path, or put the file there." },
        { $"{Credential}:KeyVaultURL", "kv", "AzureAd__ClientCredentials__0__KeyVaultUrl: is no secure address. Write all of it, from https:// onwards; http:// is for this computer alone." },
    };

    /// <summary>What a library reads is no mistake, nor what belongs to somebody else.</summary>
    public static TheoryData<string, string?> Right => new()
    {
        { "Tab:PublicUrl", "http://localhost:5101/" },
        { "TAB:PUBLICURL", "https://tillit.example.se/" },
        { "Tab:PublicUrl", null },
        { "Tab:HostOrigins:0", "http://localhost:5100" },
        { "Storage:TokenKey", Convert.ToBase64String(new byte[32]) },
        { "Governance:ModelFile", "/read/once/model.json" },
        { "Teams:AppId", "00000000-0000-0000-0000-000000000000" },
        { "AzureAd:SendX5C", "true" },
        { "AzureAd:Audience", "api://tillitteams.example.se/1" },
        { $"{Credential}:TokenExchangeUrl", "api://AzureADTokenExchange" },
        { "Logging:LogLevel:Default", "Debug" },
        { "Kestrel:Endpoints:Https:Url", "https://*:5001" },
        { "TAB", "4" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void It_says_what_is_wrong_and_how_to_mend_it(string setting, string? value, string line) =>
        Assert.StartsWith(line, string.Join('\n', Check(setting, value).Select(fault => fault.Say(CultureInfo.GetCultureInfo("en")))), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Wrong))]
    public void It_says_so_in_Swedish_too_and_in_one_line(string setting, string? value, string line)
    {
        var faults = Check(setting, value);

        Assert.Equal(line.Split('\n').Length, faults.Count);
        Assert.All(faults, fault => Assert.DoesNotContain('\n', fault.Say(CultureInfo.GetCultureInfo("sv"))));
        Assert.All(faults, fault => Assert.NotEqual(fault.Say(CultureInfo.GetCultureInfo("en")), fault.Say(CultureInfo.GetCultureInfo("sv"))));
        Assert.All(faults, fault => Assert.DoesNotContain("hemligt", fault.Say(CultureInfo.GetCultureInfo("sv")), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Right))]
    public void What_is_as_it_may_be_is_left_alone(string setting, string? value) => Assert.Empty(Check(setting, value));

    [Fact]
    public void A_folder_that_cannot_be_written_in_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux has a folder that nobody may write to, whoever runs the tests.");

        var fault = Assert.Single(Check("Storage:ConnectionString", "Data Source=/proc/tillitteams.db"));

        Assert.Equal(("Storage__ConnectionString", "ReadOnlyDatabaseFolder", "/proc"), (fault.Key, fault.Text, fault.With[1]));
    }

    [Fact]
    public void A_server_needs_to_be_named()
    {
        var settings = new Dictionary<string, string?>(Good) { ["Storage:Provider"] = "PostgreSql", ["Storage:ConnectionString"] = "Host=db.example.se;Password=hemligt" };

        var fault = Assert.Single(Check(settings));

        Assert.Equal(("Storage__ConnectionString", "NoServer"), (fault.Key, fault.Text));
        Assert.DoesNotContain("hemligt", fault.Say(CultureInfo.GetCultureInfo("sv")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_are_wrong_are_said_at_once_and_the_app_does_not_start()
    {
        var settings = new Dictionary<string, string?>(Good)
        {
            ["Live:Interval"] = "often", ["Storage:Provider"] = "Oracle", ["Tab:PublicURI"] = "x", ["AzureAd:TenantId"] = Guid.Empty.ToString(), ["LANG"] = "sv_SE.UTF-8", ["LC_ALL"] = "sv_SE.UTF-8",
        };

        var (said, refused, code) = await ProductCommand.RunWithAsync(settings, "--urls=http://127.0.0.1:0");

        Assert.Equal((2, ""), (code, said));
        Assert.Equal(
            [
                "AzureAd__TenantId: är bara nollor, som i env.sample. Skriv det id som Entra visar på appregistreringens översikt.",
                "Live__Interval: \"often\" är ingen tidslängd. Skriv timmar:minuter:sekunder, till exempel 00:00:05, med dygn och punkt framför om det behövs.",
                "Storage__Provider: \"Oracle\" finns inte att välja. Skriv något av Sqlite, PostgreSql.",
                "Tab__PublicURI: det finns ingen sådan inställning. Menade du Tab__PublicUrl?",
            ],
            refused.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Whoever_hosts_the_app_is_told_the_same()
    {
        var refused = Assert.Throws<WrongSettings>(() => LocalProduct.Build(new Dictionary<string, string?>(Good) { ["Live:Interval"] = "often" }, ""));

        Assert.StartsWith("Live__Interval: \"often\" ", refused.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<SettingFault> Check(string setting, string? value) => Check(new Dictionary<string, string?>(Good, StringComparer.OrdinalIgnoreCase) { [setting] = value });

    private static IReadOnlyList<SettingFault> Check(Dictionary<string, string?> settings) =>
        CheckSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(settings.Where(setting => setting.Value is not null)).Build());
}
