using System.Net;
using System.Reflection;
using System.Security.Claims;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TillitTeams.Hosting;
using TillitTeams.Teams;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Manifest;

/// <summary>What the manifest and the app registration name is there in the running app, and what the app has for them is named.</summary>
public sealed partial class ManifestInAppTests(LocalTenant vadstena) : IClassFixture<LocalTenant>
{
    private static readonly JsonObject Entra = JsonNode.Parse(File.ReadAllText(Repository.File("manifest", "entra-app.json")))!.AsObject();

    private JsonObject Manifest => vadstena.Host.App.Manifest;

    [Fact]
    public async Task Every_address_in_the_manifest_opens_a_page_without_a_sign_in()
    {
        var addresses = Addresses(Manifest).ToList();

        Assert.Equal(["/privacy", "/tab", "/terms"], addresses.Select(address => address.AbsolutePath).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        foreach (var address in addresses)
        {
            using var page = await Anybody.GetAsync(address, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType?.MediaType));
            Assert.Equal(vadstena.Host.AppUrl.Authority, address.Authority);
        }
    }

    [Fact]
    public async Task SharePoint_may_show_the_tab_that_the_manifest_offers_it()
    {
        Assert.NotEmpty(Manifest["configurableTabs"]![0]!["supportedSharePointHosts"]!.AsArray());

        using var page = await Anybody.GetAsync(Address("configurableTabs", "configurationUrl"), TestContext.Current.CancellationToken);

        Assert.Contains("https://*.sharepoint.com", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("GET /views/configure", Endpoints());
    }

    [Fact]
    public void Links_lead_to_the_tab_that_the_manifest_has()
    {
        var tabs = Manifest["staticTabs"]!.AsArray().Select(tab => (string)tab!["entityId"]!).ToList();
        var link = new Uri(new TabLinks(Options.Create(new TeamsOptions())).Overview("Mål"));

        // Teams has a page of its own under this reserved name.
        Assert.Equal([link.Segments[^1], "about"], tabs);
        Assert.Equal(link.Segments[^1], PersonalTab().Match(File.ReadAllText(Repository.File("src", "TillitTeams", "Frontend", "src", "host.ts"))).Groups["id"].Value);
    }

    [Fact]
    public void Every_verb_on_a_card_has_its_route_and_every_route_its_verb()
    {
        var cards = Directory.GetFiles(Repository.File("tests", "TillitTeams.Tests", "Cards", "Approved"), "*.json").SelectMany(file => Verbs(JsonNode.Parse(File.ReadAllText(file)))).ToHashSet();
        // A page in a dialog ends it as the script of the tab says, or as the command does that opened it.
        var ends = new[] { DialogEnd().Match(File.ReadAllText(Repository.File("src", "TillitTeams", "Frontend", "src", "host.ts"))).Groups["verb"].Value };
        var commands = Manifest["composeExtensions"]![0]!["commands"]!.AsArray().Where(command => (string?)command!["type"] == "action").Select(command => (string)command!["id"]!);

        Assert.Equal(Routes("adaptiveCard/action"), cards.Where(card => card.Kind == "Action.Execute").Select(card => card.Verb).Order(StringComparer.Ordinal));
        Assert.Equal(Routes("task/fetch"), cards.Where(card => card.Kind == "task/fetch").Select(card => card.Verb).Order(StringComparer.Ordinal));
        Assert.Equal(Routes("task/submit"), ends);
        Assert.Equal(
            Routes("composeExtension/submitAction"),
            cards.Where(card => card.Kind == "Action.Submit").Select(card => card.Verb).Concat(ends).Concat(commands).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Links_are_unfurled_because_the_manifest_names_their_domains()
    {
        Assert.Equal("link", (string?)Manifest["composeExtensions"]![0]!["messageHandlers"]!.AsArray().Single()!["type"]);
        Assert.Contains("composeExtension/queryLink", TeamsRoutes.Table.Names);
    }

    [Fact]
    public void Every_kind_of_news_in_the_feed_is_declared_and_every_declared_one_is_told() => Assert.Equal(
        Manifest["activities"]!["activityTypes"]!.AsArray().Select(type => (string)type!["type"]!),
        typeof(Program).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static))
            .Where(field => field is { IsLiteral: true, Name: "ActivityType" })
            .Select(field => (string)field.GetRawConstantValue()!));

    [Fact]
    public void The_app_takes_the_token_that_the_manifest_has_Teams_ask_for()
    {
        var client = vadstena.Host.AppServices.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<Microsoft.Identity.Web.MicrosoftIdentityOptions>>()
            .Get(Microsoft.AspNetCore.Authentication.JwtBearer.JwtBearerDefaults.AuthenticationScheme).ClientId;

        Assert.Equal(client, (string?)Manifest["webApplicationInfo"]!["id"]);
        Assert.Equal($"api://{vadstena.Host.AppUrl.Authority}/{client}", (string?)Manifest["webApplicationInfo"]!["resource"]);
        Assert.Equal(client, (string?)Manifest["bots"]![0]!["botId"]);
        // Version 2's tokens are for the app's id, version 1's for its address.
        Assert.Equal(2, (int?)Entra["api"]!["requestedAccessTokenVersion"]);
        Assert.Equal(IdentityWiring.TabScope, (string?)Entra["api"]!["oauth2PermissionScopes"]!.AsArray().Single()!["value"]);
        Assert.Equal([vadstena.Host.AppUrl.Authority], Manifest["validDomains"]!.AsArray().Select(domain => (string?)domain));
    }

    [Fact]
    public void The_role_that_the_registration_declares_is_the_one_that_the_app_asks_for()
    {
        var declared = Entra["appRoles"]!.AsArray().Single()!;

        Assert.True(IdentityWiring.IsSteward(Somebody((string)declared["value"]!)));
        Assert.False(IdentityWiring.IsSteward(Somebody((string)declared["displayName"]!)));
        Assert.Equal("User", (string?)declared["allowedMemberTypes"]!.AsArray().Single());

        static ClaimsPrincipal Somebody(string role) => new(new ClaimsIdentity([new Claim("roles", role)]));
    }

    [Fact]
    public void People_come_back_from_Entra_to_a_page_that_the_app_has() =>
        Assert.All(vadstena.Host.App.RedirectUris, address => Assert.Contains($"GET {new Uri(address).AbsolutePath}", Endpoints()));

    [Fact]
    public void Azure_speaks_to_addresses_that_the_app_has()
    {
        var spoken = Directory.GetFiles(Repository.File("infra"), "*.bicep", SearchOption.AllDirectories).SelectMany(file => Path().Matches(File.ReadAllText(file))).Select(path => path.Groups["path"].Value).ToList();

        Assert.Contains("/api/messages", spoken);
        Assert.Contains("/healthz/ready", spoken);
        Assert.All(spoken, path => Assert.Contains(Endpoints(), endpoint => endpoint.EndsWith($" {path}", StringComparison.Ordinal)));
    }

    private HttpClient Anybody => vadstena.AppClient(null);

    private string Address(string list, string property) => (string)Manifest[list]![0]![property]!;

    private static IEnumerable<string> Routes(string kind) => TeamsRoutes.Table.Names.Where(name => name.StartsWith($"{kind} ", StringComparison.Ordinal)).Select(name => name.Split(' ')[1]);

    private IEnumerable<string> Endpoints() => vadstena.Host.AppServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0]} {endpoint.RoutePattern.RawText}");

    private static IEnumerable<Uri> Addresses(JsonNode? node) => node switch
    {
        JsonObject at => at.SelectMany(property => property.Key.EndsWith("Url", StringComparison.Ordinal) ? [new Uri((string)property.Value!)] : Addresses(property.Value)),
        JsonArray at => at.SelectMany(Addresses),
        _ => [],
    };

    /// <param name="node">A card, or a part of it.</param>
    private static IEnumerable<(string Kind, string Verb)> Verbs(JsonNode? node) => node switch
    {
        JsonObject at => (at["verb"] is JsonValue verb ? [((string?)at["type"] ?? (string?)at["msteams"]?["type"] ?? "Action.Submit", (string)verb!)] : Array.Empty<(string, string)>())
            .Concat(at.SelectMany(property => Verbs(property.Value))),
        JsonArray at => at.SelectMany(Verbs),
        _ => [],
    };

    [GeneratedRegex("(endpoint: 'https://\\$\\{publicHost\\}|path: ')(?<path>/[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Path();

    [GeneratedRegex("const personalTab = '(?<id>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PersonalTab();

    [GeneratedRegex(@"submit\(\{ verb: verb \|\| '(?<verb>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DialogEnd();
}
