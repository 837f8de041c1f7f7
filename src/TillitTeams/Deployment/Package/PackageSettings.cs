using System.Text.RegularExpressions;

namespace TillitTeams.Deployment.Package;

/// <summary>What of the app's own settings stands in its package.</summary>
/// <param name="Values">By the names of the placeholders in <c>manifest/</c>.</param>
/// <param name="Version">In the place of the manifest's own, or null.</param>
internal sealed partial record PackageSettings(IReadOnlyDictionary<string, string> Values, string? Version)
{
    /// <summary>Services that lend a developer's machine a public name: whoever runs them reads along (<i>Microsoft Teams store validation guidelines</i>, External domains).</summary>
    private static readonly string[] Tunnels = [".ngrok.io", ".ngrok.app", ".ngrok-free.app", ".devtunnels.ms", ".loca.lt", ".trycloudflare.com"];

    public static (PackageSettings Settings, IReadOnlyList<string> Faults) Read(IConfiguration configuration)
    {
        var faults = new List<string>();
        var client = Id("AzureAd", "ClientId", "the application (client) id of the app registration, which Microsoft Entra shows on its overview");
        var app = Id("Teams", "AppId", "an id for the app in Teams: make one with uuidgen, or New-Guid in PowerShell, and keep it");
        var address = Address();
        var sharePoint = Organisation();
        var name = configuration["Municipality:Name"] ?? new Hosting.MunicipalityOptions().Name;
        if (string.IsNullOrWhiteSpace(name) || name.Length > 32)
        {
            faults.Add("Municipality__Name stands in the package as who made the app, where Teams takes 1 to 32 characters: shorten it.");
        }

        var version = configuration["Teams:PackageVersion"];
        if (version is not null && !ManifestRules.IsVersion(version))
        {
            faults.Add("Teams__PackageVersion is not of the form 1.2.3: write three numbers with dots between them.");
        }

        return (new PackageSettings(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["AAD_APP_CLIENT_ID"] = client,
                ["MUNICIPALITY_NAME"] = name,
                ["ONEDRIVE_DOMAIN"] = $"{sharePoint}-my.sharepoint.com",
                ["SHAREPOINT_DOMAIN"] = $"{sharePoint}.sharepoint.com",
                ["TAB_DOMAIN"] = address,
                ["TAB_ENDPOINT"] = $"https://{address}",
                ["TEAMS_APP_ID"] = app,
            },
            version), faults);

        string Id(string section, string key, string what)
        {
            var given = configuration[$"{section}:{key}"];
            var isId = Guid.TryParse(given, out var id);
            var fault = string.IsNullOrEmpty(given) ? "is not set"
                : !isId ? "is no id"
                : id == Guid.Empty ? "is all zeros"
                : null;
            if (fault is not null)
            {
                faults.Add($"{section}__{key} {fault}: write {what}.");
            }

            return id.ToString();
        }

        string Address()
        {
            var given = configuration["Tab:PublicUrl"];
            var url = Uri.TryCreate(given, UriKind.Absolute, out var parsed) ? parsed : null;
            var fault = url switch
            {
                null when string.IsNullOrEmpty(given) => "is not set: write the app's address as Microsoft 365 reaches it, such as https://tillitteams.example.se.",
                null => "is no address: write it as https://tillitteams.example.se.",
                { Scheme: not "https" } => "does not begin with https://, and Teams opens nothing else.",
                { HostNameType: not UriHostNameType.Dns } or { IsLoopback: true } => $"names {url.Host}, where Teams does not find the app: write the name that it has on the internet.",
                _ when !url.Host.Contains('.', StringComparison.Ordinal) => $"names {url.Host}, which only a network of your own knows: write the name that it has on the internet.",
                { IsDefaultPort: false } => $"names port {url.Port}, and Teams knows an app by its host alone: let the app be reached on port 443.",
                _ when (url.PathAndQuery, url.Fragment, url.UserInfo) != ("/", "", "") => $"says more than its host, and Teams knows an app by its host alone: write https://{url.Host}.",
                _ when Tunnels.Any(tunnel => url.Host.EndsWith(tunnel, StringComparison.OrdinalIgnoreCase)) => $"leads through somebody else's tunnel, {url.Host}: write a host of your own.",
                _ => null,
            };
            if (fault is not null)
            {
                faults.Add($"Tab__PublicUrl {fault}");
            }

            return url?.IdnHost ?? "";
        }

        string Organisation()
        {
            var given = configuration["Teams:SharePointHost"];
            var name = SharePointHost().Match(given ?? "").Groups["name"].Value;
            if (name.Length == 0)
            {
                faults.Add($"Teams__SharePointHost {(string.IsNullOrEmpty(given) ? "is not set" : "is not SharePoint's host")}: write the host of your SharePoint, such as vadstena.sharepoint.com, without https:// and -my.");
            }

            return name;
        }
    }

    [GeneratedRegex(@"^(?<name>[a-z0-9-]+(?<!-my))\.sharepoint\.com$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SharePointHost();
}
