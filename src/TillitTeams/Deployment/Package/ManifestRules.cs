using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TillitTeams.Deployment.Package;

/// <summary>
/// What Microsoft asks of a manifest in words beside its schema (<i>App manifest schema reference</i>; <i>Microsoft Teams
/// store validation guidelines</i>). What concerns the store alone is left out, such as that no app is called Teams: a
/// municipality's package goes into its own catalogue.
/// </summary>
internal static partial class ManifestRules
{
    /// <summary>Where something is told apart from others by its name: the list, then what names each in it.</summary>
    private static readonly (string List, string Name)[] Named =
    [
        ("staticTabs", "entityId"),
        ("composeExtensions[].commands", "id"),
        ("composeExtensions[].commands[].parameters", "name"),
        ("bots[].commandLists[].commands", "title"),
        ("activities.activityTypes", "type"),
        ("authorization.permissions.resourceSpecific", "name"),
        ("localizationInfo.additionalLanguages", "languageTag"),
    ];

    public static bool IsVersion(string version) => Version().IsMatch(version);

    public static IEnumerable<string> FaultsIn(JsonObject manifest) =>
    [
        .. VersionFaults(manifest),
        .. TextFaults(manifest),
        .. IdFaults(manifest),
        .. Named.SelectMany(named => Twice(manifest, named.List, named.Name)),
    ];

    private static IEnumerable<string> VersionFaults(JsonObject manifest)
    {
        if (!IsVersion((string)manifest["version"]!))
        {
            yield return $"manifest.json, version: {manifest["version"]} is not of the form 1.2.3, so write three numbers with dots between them.";
        }
    }

    private static IEnumerable<string> TextFaults(JsonObject manifest)
    {
        var (name, description) = (manifest["name"]!, manifest["description"]!);
        if ((string?)name["short"] == (string?)name["full"])
        {
            yield return "manifest.json, name: the short and the full one are the same, so tell more in the full one, or leave it out.";
        }

        if (((string)description["full"]!).Contains((string)description["short"]!, StringComparison.OrdinalIgnoreCase))
        {
            yield return "manifest.json, description: the full one repeats the short one, so say it in other words.";
        }
    }

    private static IEnumerable<string> IdFaults(JsonObject manifest)
    {
        var accounts = Items(manifest, "bots").Concat(Items(manifest, "composeExtensions"))
            .Select(item => (Path: $"{item.Path}.botId", Id: (string?)item.Node["botId"]))
            .Append((Path: "webApplicationInfo.id", Id: (string?)manifest["webApplicationInfo"]?["id"]))
            .Where(account => account.Id is not null)
            .ToList();
        foreach (var (path, _) in accounts.Append((Path: "id", Id: (string?)manifest["id"])).Where(named => Guid.TryParse(named.Id, out var id) && id == Guid.Empty))
        {
            yield return $"manifest.json, {path}: it is all zeros, so write the id that the app has.";
        }

        // A bot's single sign-on takes the app's own token, so both are one registration.
        if (accounts.Select(account => account.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        {
            yield return "manifest.json: the bot, the message extension and webApplicationInfo have different ids, so write the app registration's in each.";
        }
    }

    private static IEnumerable<string> Twice(JsonObject manifest, string list, string name) => ListsAt(manifest, list)
        .SelectMany(found => found.Items.AsArray().GroupBy(item => (string?)item![name], StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
            .Select(same => $"manifest.json, {found.Path}: {same.Key} is there twice, so give one of them another {name}."));

    internal static IEnumerable<(string Path, JsonNode Node)> Items(JsonObject manifest, string list) => ListsAt(manifest, list)
        .SelectMany(found => found.Items.AsArray().Select((item, at) => ($"{found.Path}[{at}]", item!)));

    /// <summary>The lists at a path in which <c>[]</c> stands for each of a list.</summary>
    private static IEnumerable<(string Path, JsonNode Items)> ListsAt(JsonObject manifest, string path) => path.Split('.').Aggregate(
        (IEnumerable<(string Path, JsonNode Node)>)[("", manifest)],
        (found, step) => found
            .Select(at => (Path: at.Path.Length == 0 ? step.Replace("[]", "", StringComparison.Ordinal) : $"{at.Path}.{step.Replace("[]", "", StringComparison.Ordinal)}", Node: at.Node[step.Replace("[]", "", StringComparison.Ordinal)]!))
            .Where(at => at.Node is not null)
            .SelectMany(at => step.EndsWith("[]", StringComparison.Ordinal) ? at.Node.AsArray().Select((item, number) => ($"{at.Path}[{number}]", item!)) : [at]));

    [GeneratedRegex(@"^(0|[1-9]\d{0,4})(\.(0|[1-9]\d{0,4})){2}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();
}
