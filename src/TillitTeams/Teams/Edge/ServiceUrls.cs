using Microsoft.Extensions.Options;

namespace TillitTeams.Teams;

/// <summary>
/// The app's token is sent only to hosts on the list, over TLS: a signed activity with a service URL of
/// somebody else's would otherwise hand the token over.
/// </summary>
public sealed class ServiceUrls(IOptions<BotOptions> options)
{
    private static readonly string[] PublicCloud = ["smba.trafficmanager.net", "*.teams.microsoft.com", "*.botframework.com"];

    private readonly IReadOnlyCollection<string> hosts =
        options.Value.ServiceUrlHosts is { Count: > 0 } configured ? [.. configured] : PublicCloud;

    public bool Allow(string? serviceUrl) =>
        Uri.TryCreate(serviceUrl, UriKind.Absolute, out var url)
        && url.Scheme == Uri.UriSchemeHttps
        && url.UserInfo.Length == 0
        && hosts.Any(host => Matches(url.Host, host));

    private static bool Matches(string host, string allowed) =>
        allowed.StartsWith("*.", StringComparison.Ordinal)
            ? host.EndsWith(allowed[1..], StringComparison.OrdinalIgnoreCase)
            : host.Equals(allowed, StringComparison.OrdinalIgnoreCase);
}
