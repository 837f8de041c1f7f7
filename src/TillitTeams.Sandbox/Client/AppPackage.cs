using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox.Entra;

namespace TillitTeams.Sandbox.Client;

public sealed record TabView(string EntityId, string Name, string ContentUrl, string WebsiteUrl);

/// <param name="SharePointHosts">Where in SharePoint it can stand: <c>sharePointFullPage</c>, <c>sharePointWebPart</c>.</param>
public sealed record ConfigurableTabView(string ConfigurationUrl, bool CanUpdateConfiguration, IReadOnlyList<string> SharePointHosts);

public sealed record MessageActionView(string Id, string Title, string Description);

public sealed record SearchParameterView(string Name, string Title, string Description);

/// <param name="InitialRun">Whether it asks for results before anything was typed.</param>
public sealed record SearchView(string Id, string Title, string Description, bool InitialRun, IReadOnlyList<SearchParameterView> Parameters);

public sealed record AppView(
    Guid Id,
    Guid ClientId,
    string Name,
    string Description,
    string Version,
    string AccentColor,
    string Icon,
    bool ShowLoadingIndicator,
    IReadOnlyList<string> ValidDomains,
    IReadOnlyList<TabView> Tabs,
    ConfigurableTabView? ConfigurableTab,
    IReadOnlyList<MessageActionView> MessageActions,
    IReadOnlyList<MessageActionView> ComposeActions,
    IReadOnlyList<SearchView> Searches,
    IReadOnlyList<string> LinkDomains);

/// <summary>What the client shows of the app: its manifest, in the language of the client.</summary>
public sealed partial class AppPackage(AppRegistration registration)
{
    public AppView Read(string language)
    {
        var manifest = Localise(language);
        return new AppView(
            registration.TeamsAppId,
            registration.ClientId,
            Text(manifest["name"]?["short"]),
            Text(manifest["description"]?["full"]),
            Text(manifest["version"]),
            Text(manifest["accentColor"]),
            "/client/app-icon",
            manifest["showLoadingIndicator"]?.GetValue<bool>() ?? false,
            [.. Items(manifest["validDomains"]).Select(Text)],
            [.. Items(manifest["staticTabs"]).Where(IsPersonal).Select(tab => Tab(tab, language))],
            Items(manifest["configurableTabs"]).Select(Configurable).FirstOrDefault(),
            Actions(manifest, "message"),
            Actions(manifest, "compose"),
            Searches(manifest),
            [.. LinkDomains()]);
    }

    /// <summary>Whether the action is there at the compose box, without a message.</summary>
    public bool ActsAtCompose(string commandId) => Actions(registration.Manifest, "compose").Any(action => action.Id == commandId);

    /// <summary>The search commands at the compose box.</summary>
    public IReadOnlyList<SearchView> Searches(string language) => Searches(Localise(language));

    /// <summary>Whether the app has asked to be told of such a link; a star stands for exactly one segment of the domain.</summary>
    public bool Unfurls(string address) => Uri.TryCreate(address, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && LinkDomains().Any(domain => Matches(domain, url.Authority) || Matches(domain, url.Host));

    /// <summary>Which token the manifest's single sign-on stands for, or null if the manifest has none.</summary>
    public string? Resource() => (string?)registration.Manifest["webApplicationInfo"]?["resource"];

    /// <summary>Where the app's pages may come from.</summary>
    public IEnumerable<string> Origins() => Items(registration.Manifest["validDomains"])
        .Select(Text)
        .SelectMany(domain => domain.StartsWith("localhost", StringComparison.Ordinal) ? new[] { $"http://{domain}", $"https://{domain}" } : [$"https://{domain}"])
        .Append(registration.AppUrl.GetLeftPart(UriPartial.Authority))
        .Distinct(StringComparer.Ordinal);

    public IResult Icon() =>
        Results.File(Path.Combine(AppContext.BaseDirectory, "manifest", Text(registration.Manifest["icons"]?["color"])), "image/png");

    private JsonObject Localise(string language)
    {
        var manifest = registration.Manifest.DeepClone().AsObject();
        var isDeclared = Items(manifest["localizationInfo"]?["additionalLanguages"]).Any(other => Text(other["languageTag"]) == language);
        foreach (var (path, text) in isDeclared ? registration.ReadStrings(language) : [])
        {
            Replace(manifest, path, text);
        }

        return manifest;
    }

    /// <summary>A key of a strings file is a path into the manifest: <c>staticTabs[0].name</c>.</summary>
    private static void Replace(JsonNode manifest, string path, JsonNode? text)
    {
        var steps = PathStep().Matches(path).Select(match => match.Value).ToList();
        JsonNode? at = manifest;
        foreach (var step in steps.SkipLast(1))
        {
            at = int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out var index) ? at?.AsArray().ElementAtOrDefault(index) : at?[step];
        }

        if (at is JsonObject owner && owner.ContainsKey(steps[^1]))
        {
            owner[steps[^1]] = text?.DeepClone();
        }
    }

    private IEnumerable<string> LinkDomains() => Items(registration.Manifest["composeExtensions"])
        .SelectMany(extension => Items(extension["messageHandlers"]))
        .Where(handler => Text(handler["type"]) == "link")
        .SelectMany(handler => Items(handler["value"]?["domains"]))
        .Select(Text);

    private static bool Matches(string domain, string host)
    {
        var (wanted, given) = (domain.Split('.'), host.Split('.'));
        return wanted.Length == given.Length && wanted.Zip(given).All(pair => pair.First == "*" || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));
    }

    private static IReadOnlyList<SearchView> Searches(JsonObject manifest) =>
    [
        .. Items(manifest["composeExtensions"])
            .SelectMany(extension => Items(extension["commands"]))
            .Where(command => Text(command["type"]) == "query" && (command["context"] is null || Items(command["context"]).Any(context => Text(context) == "compose")))
            .Select(command => new SearchView(
                Text(command["id"]),
                Text(command["title"]),
                Text(command["description"]),
                command["initialRun"]?.GetValue<bool>() ?? false,
                [.. Items(command["parameters"]).Select(parameter => new SearchParameterView(Text(parameter["name"]), Text(parameter["title"]), Text(parameter["description"])))])),
    ];

    private static TabView Tab(JsonNode tab, string language)
    {
        var id = Text(tab["entityId"]);
        // Teams itself names and shows the tab with this reserved id.
        return id == "about"
            ? new TabView(id, language == "en" ? "About" : "Om", "", "")
            : new TabView(id, Text(tab["name"]), Text(tab["contentUrl"]), Text(tab["websiteUrl"]));
    }

    /// <summary>Only one is allowed in a manifest.</summary>
    private static ConfigurableTabView Configurable(JsonNode tab) => new(
        Text(tab["configurationUrl"]),
        tab["canUpdateConfiguration"]?.GetValue<bool>() ?? true,
        [.. Items(tab["supportedSharePointHosts"]).Select(Text)]);

    private static bool IsPersonal(JsonNode tab) => Items(tab["scopes"]).Any(scope => Text(scope) == "personal");

    private static IReadOnlyList<MessageActionView> Actions(JsonObject manifest, string context) =>
    [
        .. Items(manifest["composeExtensions"])
            .SelectMany(extension => Items(extension["commands"]))
            .Where(command => Text(command["type"]) == "action" && Items(command["context"]).Any(named => Text(named) == context))
            .Select(command => new MessageActionView(Text(command["id"]), Text(command["title"]), Text(command["description"]))),
    ];

    private static IEnumerable<JsonNode> Items(JsonNode? array) => array is JsonArray items ? items.OfType<JsonNode>() : [];

    private static string Text(JsonNode? node) => (string?)node ?? "";

    [GeneratedRegex(@"[^.\[\]]+", RegexOptions.None, 1000)]
    private static partial Regex PathStep();
}
