using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TillitTeams.Teams;
using TillitTeams.Tests.Permissions;
using Xunit;

namespace TillitTeams.Tests.Manifest;

/// <summary>What a municipality's administrator uploads and registers is valid, complete in both languages, and asks for no more than it needs.</summary>
public sealed partial class ManifestTests
{
    /// <summary>Ids of Graph's permissions, which are the same in every tenant (<i>Microsoft Graph permissions reference</i>).</summary>
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["485be79e-c497-4b35-9400-0e3fa7f2a5d4"] = "Team.ReadBasic.All",
        ["767156cb-16ae-4d10-8f8b-41b657c8c8c8"] = "ChannelMessage.Read.All",
        ["f501c180-9344-439a-bca0-6cbf209fd270"] = "Chat.Read",
        ["df85f4d6-205c-4ac5-a5ea-6bf408dba283"] = "Files.Read.All",
        ["883ea226-0bf2-4a8f-9f9d-92c9162a727d"] = "Sites.Selected",
    };

    /// <summary>Teams on desktop and phone, Teams on the web, Microsoft 365 on the web and desktop, Outlook and Microsoft 365 on phones, Outlook on the web (<i>Enable SSO for tab app</i>).</summary>
    private static readonly string[] Clients =
    [
        "1fec8e78-bce4-4aaf-ab1b-5451cc387264", "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", "4765445b-32c6-49b0-83e6-1d93765276ca",
        "0ec893e0-5785-4de6-99da-4ed124e5296c", "d3590ed6-52b3-4102-aeff-aad2292ab01c", "bc59ab01-8403-45c6-8796-ac3ef710b3e3", "27922004-5251-4030-b22d-91ecd9a37ea4",
    ];

    private readonly JsonObject manifest = Read("manifest.json");
    private readonly JsonObject english = Read("strings", "en.json");
    private readonly JsonObject entra = Read("entra-app.json");

    [Fact]
    public void Every_placeholder_is_one_that_is_filled() => Assert.Equal(
        ["AAD_APP_CLIENT_ID", "AAD_APP_OBJECT_ID", "MUNICIPALITY_NAME", "ONEDRIVE_DOMAIN", "SHAREPOINT_DOMAIN", "TAB_DOMAIN", "TAB_ENDPOINT", "TEAMS_APP_ID"],
        Placeholder().Matches(Text("manifest.json") + Text("entra-app.json")).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_command_has_its_routes_and_every_dialog_route_its_command()
    {
        var commands = Commands("action");

        Assert.Equal(
            Commands("query").Select(command => $"composeExtension/query {command}").Order(StringComparer.Ordinal),
            TeamsRoutes.Table.Names.Where(name => name.StartsWith("composeExtension/query ", StringComparison.Ordinal)));
        Assert.Equal(
            commands.Select(command => $"composeExtension/fetchTask {command}").Order(StringComparer.Ordinal),
            TeamsRoutes.Table.Names.Where(name => name.StartsWith("composeExtension/fetchTask ", StringComparison.Ordinal)));
        Assert.All(
            TeamsRoutes.Table.Names.Where(name => name.StartsWith("composeExtension/submitAction ", StringComparison.Ordinal)),
            name => Assert.Contains(name.Split(' ')[1].Split('.')[0], commands));
    }

    /// <summary>By these Copilot knows when to search, and for what (<em>Extend bot-based message extensions as plugins</em>).</summary>
    [Fact]
    public void Every_search_says_what_it_finds_and_by_what_words() => Assert.All(
        manifest["composeExtensions"]![0]!["commands"]!.AsArray().Where(command => (string?)command!["type"] == "query"),
        command => Assert.All(
            command!["parameters"]!.AsArray().Append(command),
            told => Assert.False(string.IsNullOrWhiteSpace((string?)told!["semanticDescription"]), (string?)told["title"])));

    [Fact]
    public void Every_word_that_the_bot_offers_to_understand_it_does_in_both_languages() => Assert.Equal(
        manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray()
            .SelectMany((command, at) => new[] { (string)command!["title"]!, (string)english[$"bots[0].commandLists[0].commands[{at}].title"]! })
            .Select(EventNames.Words)
            .Order(StringComparer.Ordinal),
        TeamsRoutes.Table.Names.Where(name => name.StartsWith("message ", StringComparison.Ordinal)));

    [Fact]
    public void The_app_asks_for_what_its_calls_need_and_for_nothing_else()
    {
        Assert.Equal(PermissionsTable.Of(PermissionsTable.Person), Asked("Scope"));
        Assert.Equal(PermissionsTable.Of(PermissionsTable.App), Asked("Role"));
        Assert.Equal(
            PermissionsTable.Of(PermissionsTable.AppWhereInstalled),
            manifest["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray().Select(permission => (string)permission!["name"]!).Order(StringComparer.Ordinal));
        var letter = PermissionsInLetter().Match(File.ReadAllText(Repository.File("src", "TillitTeams", "Hosting", "ConsentNeeded.razor"))).Groups["names"].Value;
        Assert.Equal(PermissionsTable.Of(PermissionsTable.Person), letter.Split(", ").Order(StringComparer.Ordinal));

        IEnumerable<string> Asked(string type) => entra["requiredResourceAccess"]!.AsArray().Single()!["resourceAccess"]!.AsArray()
            .Where(access => (string?)access!["type"] == type)
            .Select(access => Names[(string)access!["id"]!])
            .Order(StringComparer.Ordinal);
    }

    [Fact]
    public void The_clients_that_show_the_tab_are_authorised_to_sign_in_for_it()
    {
        var scope = entra["api"]!["oauth2PermissionScopes"]!.AsArray().Single()!;
        var clients = entra["api"]!["preAuthorizedApplications"]!.AsArray();

        Assert.Equal("access_as_user", (string?)scope["value"]);
        Assert.Equal(Clients.Order(StringComparer.Ordinal), clients.Select(client => (string)client!["appId"]!).Order(StringComparer.Ordinal));
        Assert.All(clients, client => Assert.Equal((string?)scope["id"], (string?)client!["delegatedPermissionIds"]!.AsArray().Single()));
        Assert.Equal((string?)manifest["webApplicationInfo"]!["resource"], (string?)entra["identifierUris"]!.AsArray().Single());
        Assert.Equal("https://mal.example.se/tab/consent/end", (string?)entra["web"]!["redirectUris"]!.AsArray().Single());
    }

    [Fact]
    public void Links_to_the_app_itself_and_to_the_tenants_own_documents_are_asked_about_and_no_other() => Assert.Equal(
        ["${{TAB_DOMAIN}}", "${{SHAREPOINT_DOMAIN}}", "${{ONEDRIVE_DOMAIN}}"],
        JsonNode.Parse(Text("manifest.json"))!["composeExtensions"]![0]!["messageHandlers"]!.AsArray().Single()!["value"]!["domains"]!.AsArray().Select(domain => (string?)domain));

    private List<string> Commands(string type) =>
    [
        .. manifest["composeExtensions"]!.AsArray().SelectMany(extension => extension!["commands"]!.AsArray())
            .Where(command => (string?)command!["type"] == type)
            .Select(command => (string)command!["id"]!),
    ];

    private static JsonObject Read(params string[] path) => JsonNode.Parse(Text(path)
        .Replace("${{TAB_ENDPOINT}}", "https://mal.example.se", StringComparison.Ordinal)
        .Replace("${{TAB_DOMAIN}}", "mal.example.se", StringComparison.Ordinal)
        is var text ? Placeholder().Replace(text, "6f1d9c52-0b8e-4f0e-9b1a-3c5e7a2d4f10") : "")!.AsObject();

    private static string Text(params string[] path) => File.ReadAllText(Repository.File(["manifest", .. path]));

    [GeneratedRegex(@"\$\{\{(?<name>[A-Z_]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("Permissions = \"(?<names>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PermissionsInLetter();
}
