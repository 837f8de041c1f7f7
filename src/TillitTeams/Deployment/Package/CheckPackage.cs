using System.Text.Json;
using System.Text.Json.Nodes;

namespace TillitTeams.Deployment.Package;

/// <summary>What Microsoft would refuse in a package, each in one line with what mends it.</summary>
internal static class CheckPackage
{
    public static async Task<IReadOnlyList<string>> FaultsInAsync(PackageFiles files, CancellationToken cancellationToken)
    {
        var texts = files.Texts.ToDictionary(name => name, name => Parse(files.Text(name)), StringComparer.Ordinal);
        var unread = texts.Where(text => text.Value.Json is null).Select(text => $"{text.Key} is no JSON object: {text.Value.Fault}").ToList();
        if (unread.Count > 0 || texts[PackageFiles.Manifest].Json is not { } manifest)
        {
            return unread;
        }

        var unfilled = files.Texts
            .SelectMany(name => PackageFiles.PlaceholdersIn(files.Text(name)).Select(placeholder => $"{name} has ${{{{{placeholder}}}}}, for which no setting has a value: remove it, or write it as it stands elsewhere."))
            .ToList();
        if (unfilled.Count > 0)
        {
            return unfilled;
        }

        var faults = await CheckSchema.FaultsInAsync(PackageFiles.Manifest, manifest, CheckSchema.Manifest, cancellationToken);
        // What follows reads the manifest as the schema says it is.
        if (faults.Count > 0)
        {
            return faults;
        }

        faults.AddRange(ManifestRules.FaultsIn(manifest));
        faults.AddRange(DomainRules.FaultsIn(manifest));
        faults.AddRange(IconRules.FaultsIn(manifest, files));
        foreach (var (name, strings) in texts.Where(text => text.Key != PackageFiles.Manifest))
        {
            faults.AddRange(await CheckSchema.FaultsInAsync(name, strings.Json!, CheckSchema.Strings, cancellationToken));
        }

        faults.AddRange(LanguageRules.FaultsIn(manifest, texts.ToDictionary(text => text.Key, text => text.Value.Json!, StringComparer.Ordinal)));
        return faults;
    }

    private static (JsonObject? Json, string Fault) Parse(string text)
    {
        try
        {
            return (JsonNode.Parse(text) as JsonObject, "it has to begin with a brace.");
        }
        catch (JsonException unread)
        {
            return (null, $"it cannot be read at line {unread.LineNumber + 1}.");
        }
    }
}
