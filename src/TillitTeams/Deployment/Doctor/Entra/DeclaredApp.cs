using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using TillitTeams.Hosting;

namespace TillitTeams.Deployment.Doctor;

/// <summary><c>manifest/entra-app.json</c> as the registration is to be in this deployment: what the app needs, and nothing else.</summary>
internal sealed class DeclaredApp(IOptions<TabOptions> tab, IOptionsMonitor<MicrosoftIdentityOptions> identity)
{
    /// <summary>What people call Graph's permissions, which the file knows by their ids (<em>Microsoft Graph permissions reference</em>).</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["485be79e-c497-4b35-9400-0e3fa7f2a5d4"] = "Team.ReadBasic.All",
        ["767156cb-16ae-4d10-8f8b-41b657c8c8c8"] = "ChannelMessage.Read.All",
        ["f501c180-9344-439a-bca0-6cbf209fd270"] = "Chat.Read",
        ["df85f4d6-205c-4ac5-a5ea-6bf408dba283"] = "Files.Read.All",
        ["883ea226-0bf2-4a8f-9f9d-92c9162a727d"] = "Sites.Selected",
    };

    private readonly JsonObject file = Read(tab.Value.PublicUrl, identity.Get(JwtBearerDefaults.AuthenticationScheme).ClientId!);

    public string ClientId { get; } = identity.Get(JwtBearerDefaults.AuthenticationScheme).ClientId!;

    /// <summary>What it may do as itself.</summary>
    public IReadOnlyList<string> Roles => Permissions("Role");

    /// <summary>What it may do for the person who is signed in.</summary>
    public IReadOnlyList<string> Scopes => Permissions("Scope");

    public IReadOnlyList<string> IdentifierUris => Texts(file["identifierUris"]);

    public IReadOnlyList<string> RedirectUris => Texts(file["web"]?["redirectUris"]);

    public int TokenVersion => (int)file["api"]!["requestedAccessTokenVersion"]!;

    public string TabScope => (string)file["api"]!["oauth2PermissionScopes"]![0]!["value"]!;

    public IReadOnlyList<string> PreAuthorized => [.. file["api"]!["preAuthorizedApplications"]!.AsArray().Select(app => (string)app!["appId"]!)];

    public IReadOnlyList<string> AppRoles => [.. file["appRoles"]!.AsArray().Select(role => (string)role!["value"]!)];

    public IReadOnlyList<string> OptionalClaims => [.. file["optionalClaims"]?["accessToken"]?.AsArray().Select(claim => (string)claim!["name"]!) ?? []];

    private IReadOnlyList<string> Permissions(string type) =>
    [
        .. file["requiredResourceAccess"]!.AsArray()
            .SelectMany(resource => resource!["resourceAccess"]!.AsArray())
            .Where(access => (string?)access!["type"] == type)
            .Select(access => Names[(string)access!["id"]!]),
    ];

    private static IReadOnlyList<string> Texts(JsonNode? list) => [.. list?.AsArray().Select(each => (string)each!) ?? []];

    private static JsonObject Read(Uri? publicUrl, string clientId)
    {
        using var stream = typeof(DeclaredApp).Assembly.GetManifestResourceStream("entra-app.json")!;
        using var reader = new StreamReader(stream);
        return JsonNode.Parse(reader.ReadToEnd()
            .Replace("${{AAD_APP_CLIENT_ID}}", clientId, StringComparison.Ordinal)
            .Replace("${{TAB_DOMAIN}}", publicUrl?.Authority, StringComparison.Ordinal)
            .Replace("${{TAB_ENDPOINT}}", publicUrl?.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal))!.AsObject();
    }
}
