using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TillitTeams.Deployment.Package;

/// <summary>Whether every text of the manifest is there in every language, and no other is (<i>Localize your app</i>).</summary>
internal static partial class LanguageRules
{
    /// <param name="manifest">The manifest, in the default language.</param>
    /// <param name="texts">Every JSON file of the package.</param>
    public static IEnumerable<string> FaultsIn(JsonObject manifest, IReadOnlyDictionary<string, JsonObject> texts)
    {
        var own = TextsOf(manifest);
        var named = ManifestRules.Items(manifest, "localizationInfo.additionalLanguages").Select(language => (string)language.Node["file"]!).ToList();
        return
        [
            .. named.Where(file => !texts.ContainsKey(file)).Select(file => $"manifest.json, localizationInfo: there is no {file} in the package, so add it."),
            .. texts.Keys.Except([.. named, PackageFiles.Manifest], StringComparer.Ordinal).Select(file => $"{file} is in no language that manifest.json names: name it in localizationInfo, or remove it."),
            .. named.Where(texts.ContainsKey).SelectMany(file => FaultsIn(file, texts[file], own)),
        ];
    }

    private static IEnumerable<string> FaultsIn(string file, JsonObject strings, IReadOnlyDictionary<string, string> own)
    {
        foreach (var path in own.Keys.Where(path => !strings.ContainsKey(path)))
        {
            yield return $"{file} has no text for {path}: add it.";
        }

        foreach (var (path, text) in strings.Where(text => text.Key != "$schema"))
        {
            if (!own.TryGetValue(path, out var said))
            {
                yield return $"{file} has a text for {path}, which manifest.json does not have: remove it.";
            }
            else if (string.IsNullOrWhiteSpace((string?)text))
            {
                yield return $"{file} has an empty text for {path}: write it.";
            }
            else if (!Filled().Matches((string)text!).Select(part => part.Value).ToHashSet(StringComparer.Ordinal).SetEquals(Filled().Matches(said).Select(part => part.Value)))
            {
                yield return $"{file}, {path}: it is filled with other words than in manifest.json, so write the same in braces.";
            }
        }
    }

    /// <summary>Which texts are said in other languages the official schema of those files tells.</summary>
    private static Dictionary<string, string> TextsOf(JsonObject manifest)
    {
        var schema = JsonNode.Parse(PackageFiles.Schema(CheckSchema.Strings))!;
        var names = schema["properties"]!.AsObject().Select(property => property.Key).ToHashSet(StringComparer.Ordinal);
        var forms = schema["patternProperties"]!.AsObject().Select(form => new Regex(form.Key, RegexOptions.None, TimeSpan.FromSeconds(1))).ToList();
        return Leaves("", manifest)
            .Where(leaf => leaf.Path != "$schema" && (names.Contains(leaf.Path) || forms.Any(form => form.IsMatch(leaf.Path))))
            .ToDictionary(leaf => leaf.Path, leaf => leaf.Text, StringComparer.Ordinal);
    }

    private static IEnumerable<(string Path, string Text)> Leaves(string path, JsonNode? node) => node switch
    {
        JsonObject at => at.SelectMany(property => Leaves(path.Length == 0 ? property.Key : $"{path}.{property.Key}", property.Value)),
        JsonArray at => at.SelectMany((item, number) => Leaves($"{path}[{number}]", item)),
        JsonValue at when at.TryGetValue<string>(out var text) => [(path, text)],
        _ => [],
    };

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Filled();
}
