using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TillitTeams.Storage.Backup;

namespace TillitTeams.Deployment.Package;

/// <summary>
/// <c>TillitTeams package FILE</c>: writes the Teams app package of the environment that the settings are of, or says what
/// is wrong and writes nothing. The same settings give the same bytes.
/// </summary>
internal static class PackageApp
{
    /// <summary>The first moment that a zip file can name.</summary>
    private static readonly DateTimeOffset Always = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<CommandOutcome> RunAsync(IConfiguration configuration, string file, CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(file);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            return CommandOutcome.Refused($"There is no folder {Path.GetDirectoryName(path)}.");
        }

        var (settings, faults) = PackageSettings.Read(configuration);
        if (faults.Count > 0)
        {
            return CommandOutcome.Refused(string.Join(Environment.NewLine, faults));
        }

        var files = Fill(settings);
        faults = await CheckPackage.FaultsInAsync(files, cancellationToken);
        return faults.Count > 0
            ? CommandOutcome.Refused(string.Join(Environment.NewLine, faults))
            : Write(files, path) is { } unwritten ? CommandOutcome.Refused(unwritten)
            : CommandOutcome.Done($"Packed version {JsonNode.Parse(files.Text(PackageFiles.Manifest))!["version"]} for {settings.Values["TAB_ENDPOINT"]} in {path}: upload it in the Teams admin center, Teams apps, Manage apps.");
    }

    internal static PackageFiles Fill(PackageSettings settings)
    {
        var files = PackageFiles.Template.Fill(settings.Values);
        if (settings.Version is null)
        {
            return files;
        }

        var manifest = JsonNode.Parse(files.Text(PackageFiles.Manifest))!;
        manifest["version"] = settings.Version;
        return files.With(PackageFiles.Manifest, manifest.ToJsonString(Readable));
    }

    private static string? Write(PackageFiles files, string path)
    {
        // Whoever looks meanwhile finds the old package or the new one, never half of one.
        var partial = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.partial");
        try
        {
            using (var zip = ZipFile.Open(partial, ZipArchiveMode.Create))
            {
                foreach (var (name, bytes) in files.Content.OrderBy(file => file.Key, StringComparer.Ordinal))
                {
                    var entry = zip.CreateEntry(name);
                    entry.LastWriteTime = Always;
                    using var content = entry.Open();
                    content.Write(bytes);
                }
            }

            File.Move(partial, path, overwrite: true);
            return null;
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            File.Delete(partial);
            return $"{path} could not be written: {unwritten.Message}";
        }
    }
}
