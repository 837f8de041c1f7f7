using System.Text.Json.Nodes;

namespace TillitTeams.Deployment.Package;

/// <summary>
/// Where an app's pages may come from, and by what name its token is asked for (<i>App manifest schema reference</i>,
/// validDomains; <i>Enable SSO for tab app</i>; <i>Microsoft Teams store validation guidelines</i>, External domains).
/// </summary>
internal static class DomainRules
{
    public static IEnumerable<string> FaultsIn(JsonObject manifest)
    {
        var domains = Domains(manifest["validDomains"]).ToList();
        var links = ManifestRules.Items(manifest, "composeExtensions[].messageHandlers").SelectMany(handler => Domains(handler.Node["value"]?["domains"]));
        var faults = domains.Select(domain => ("validDomains", domain)).Concat(links.Select(domain => ("messageHandlers", domain)))
            .Where(named => !IsHost(named.domain))
            .Select(named => $"manifest.json, {named.Item1}: {named.domain} is not the name of one host, so write it without https://, port, path and star.")
            .ToList();
        foreach (var (path, address) in Addresses("", manifest))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
            {
                faults.Add($"manifest.json, {path}: {address} does not begin with https://, and Teams opens nothing else.");
            }
            else if (!domains.Contains(url.Authority, StringComparer.OrdinalIgnoreCase))
            {
                faults.Add($"manifest.json, {path}: {url.Authority} is not among the validDomains, so add it there or write another address.");
            }
        }

        var (id, resource) = ((string?)manifest["webApplicationInfo"]?["id"], (string?)manifest["webApplicationInfo"]?["resource"]);
        if (id is not null && !domains.Any(domain => resource == $"api://{domain}/{id}"))
        {
            faults.Add($"manifest.json, webApplicationInfo.resource: {resource} is not api://, one of the validDomains and the app's id, so nobody could sign in: write it so.");
        }

        return faults;
    }

    private static IEnumerable<string> Domains(JsonNode? list) => list is JsonArray domains ? domains.Select(domain => (string?)domain).OfType<string>() : [];

    private static bool IsHost(string domain) => Uri.CheckHostName(domain) == UriHostNameType.Dns && domain.Contains('.', StringComparison.Ordinal);

    /// <summary>Every address that people are led to.</summary>
    private static IEnumerable<(string Path, string Address)> Addresses(string path, JsonNode? node) => node switch
    {
        JsonObject at => at.SelectMany(property => property.Key.EndsWith("Url", StringComparison.Ordinal)
            ? [($"{path}{property.Key}", (string?)property.Value ?? "")]
            : Addresses($"{path}{property.Key}.", property.Value)),
        JsonArray at => at.SelectMany((item, number) => Addresses($"{path[..^1]}[{number}].", item)),
        _ => [],
    };
}
