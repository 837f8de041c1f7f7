using System.Text.Json.Nodes;
using TillitTeams.Sandbox.Seed;

namespace TillitTeams.Sandbox.Entra;

/// <summary>
/// The app as the tenant's administrator registered it: exactly what <c>manifest/</c> declares, with its
/// placeholders filled.
/// </summary>
public sealed class AppRegistration
{
    /// <summary>Ids of Graph's delegated permissions, which are the same in every tenant (<em>Microsoft Graph permissions reference</em>).</summary>
    private static readonly Dictionary<string, string> GraphScopes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["e1fe6dd8-ba31-4d61-89e7-88639da4683d"] = "User.Read",
        ["485be79e-c497-4b35-9400-0e3fa7f2a5d4"] = "Team.ReadBasic.All",
        ["9d8982ae-4365-4f57-95e9-d6032a4c0b87"] = "Channel.ReadBasic.All",
        ["767156cb-16ae-4d10-8f8b-41b657c8c8c8"] = "ChannelMessage.Read.All",
        ["f501c180-9344-439a-bca0-6cbf209fd270"] = "Chat.Read",
        ["df85f4d6-205c-4ac5-a5ea-6bf408dba283"] = "Files.Read.All",
        ["205e70e5-aba6-4c52-a976-6d2d46c48043"] = "Sites.Read.All",
    };

    /// <summary>Ids of Graph's application permissions, likewise.</summary>
    private static readonly Dictionary<string, string> GraphRoles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["883ea226-0bf2-4a8f-9f9d-92c9162a727d"] = "Sites.Selected",
        ["a82116e5-55eb-4c41-a434-62fe8a61c773"] = "Sites.FullControl.All",
    };

    /// <summary>Delegated permissions that only an administrator can consent to.</summary>
    private static readonly HashSet<string> AdminScopes = new(StringComparer.Ordinal) { "ChannelMessage.Read.All" };

    private readonly string folder;

    public AppRegistration(string manifestFolder, Uri appUrl)
    {
        folder = manifestFolder;
        AppUrl = appUrl;
        var entra = Read("entra-app.json");
        var teams = Read("manifest.json");
        Manifest = teams;
        var access = entra["requiredResourceAccess"]!.AsArray().SelectMany(resource => resource!["resourceAccess"]!.AsArray()).ToList();
        DelegatedPermissions = [.. access.Where(each => (string?)each!["type"] == "Scope").Select(each => GraphScopes[(string)each!["id"]!])];
        ApplicationPermissions = [.. access.Where(each => (string?)each!["type"] == "Role").Select(each => GraphRoles[(string)each!["id"]!])];
        ResourceSpecificPermissions =
        [
            .. teams["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray().Select(permission => (string)permission!["name"]!),
        ];
        Registration = entra;
        ConsentedPermissions = [.. DelegatedPermissions];
        GrantedRoles = [.. ApplicationPermissions];
    }

    public Uri AppUrl { get; }

    public Guid ClientId { get; } = Guid.Parse("6f1d9c52-0b8e-4f0e-9b1a-3c5e7a2d4f10");

    /// <summary>What Microsoft Graph calls the registration itself.</summary>
    public Guid ObjectId { get; } = Guid.Parse("b7d0a1c5-93e2-4d68-8f47-5a2c1e9b6d30");

    public Guid TeamsAppId { get; } = Guid.Parse("c2a7b9de-4c1f-4f57-8a36-0d9be1f6a7c4");

    /// <summary>Only this process knows it.</summary>
    public string ClientSecret { get; } = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));

    /// <summary>An administrator may let it run out.</summary>
    public DateTimeOffset ClientSecretEndsAt { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>A registration alone is nobody in the tenant: its service principal comes with the first consent (<em>Apps &amp; service principals in Microsoft Entra ID</em>).</summary>
    public bool HasPrincipal { get; set; } = true;

    /// <summary>The bot and the app share one registration.</summary>
    public Guid BotId => ClientId;

    public JsonObject Manifest { get; }

    public IReadOnlyList<string> DelegatedPermissions { get; }

    /// <summary>What the app asks to do as itself.</summary>
    public IReadOnlyList<string> ApplicationPermissions { get; }

    public IReadOnlyList<string> ResourceSpecificPermissions { get; }

    /// <summary>The registration as Graph's <c>application</c> has it; an administrator may change it.</summary>
    public JsonObject Registration { get; }

    public IReadOnlyList<string> RedirectUris => [.. Registration["web"]!["redirectUris"]!.AsArray().Select(uri => (string)uri!)];

    /// <summary>What the app may do as itself, after the administrator's consent.</summary>
    public HashSet<string> GrantedRoles { get; }

    /// <summary>What has been consented to for everybody; a test or an administrator may revoke it.</summary>
    public HashSet<string> ConsentedPermissions { get; }

    public static string IdOfRole(string name) => GraphRoles.First(role => role.Value == name).Key;

    public static bool NeedsAdministrator(string permission) => AdminScopes.Contains(permission);

    /// <summary>The strings of a language beside the manifest's own: <c>en</c>.</summary>
    public JsonObject ReadStrings(string language) => Read(Path.Combine("strings", $"{language}.json"));

    private JsonObject Read(string file)
    {
        var text = File.ReadAllText(Path.Combine(folder, file))
            .Replace("${{TEAMS_APP_ID}}", TeamsAppId.ToString(), StringComparison.Ordinal)
            .Replace("${{AAD_APP_OBJECT_ID}}", ObjectId.ToString(), StringComparison.Ordinal)
            .Replace("${{AAD_APP_CLIENT_ID}}", ClientId.ToString(), StringComparison.Ordinal)
            .Replace("${{TAB_ENDPOINT}}", AppUrl.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("${{MUNICIPALITY_NAME}}", "Vadstena kommun", StringComparison.Ordinal)
            .Replace("${{SHAREPOINT_DOMAIN}}", $"{SiteSeed.Name}.sharepoint.com", StringComparison.Ordinal)
            .Replace("${{ONEDRIVE_DOMAIN}}", $"{SiteSeed.Name}-my.sharepoint.com", StringComparison.Ordinal)
            .Replace("${{TAB_DOMAIN}}", AppUrl.Authority, StringComparison.Ordinal);
        return JsonNode.Parse(text)!.AsObject();
    }
}
