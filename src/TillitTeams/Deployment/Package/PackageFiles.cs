using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TillitTeams.Deployment.Package;

/// <summary>The files of the Teams app package by their names in it, as <c>manifest/</c> has them or filled for an environment.</summary>
internal sealed partial record PackageFiles(IReadOnlyDictionary<string, byte[]> Content)
{
    public const string Manifest = "manifest.json";

    private const string Prefix = "package/";

    private static readonly Assembly Assembly = typeof(PackageFiles).Assembly;

    /// <summary>The assembly carries them, so that a published folder or a container needs no checkout.</summary>
    public static PackageFiles Template { get; } = new(Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Resource, StringComparer.Ordinal));

    public IEnumerable<string> Texts => Content.Keys.Where(name => name.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public string Text(string name) => Encoding.UTF8.GetString(Content[name]);

    public PackageFiles With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public PackageFiles With(string name, byte[] bytes) => new(new Dictionary<string, byte[]>(Content, StringComparer.Ordinal) { [name] = bytes });

    /// <summary>A placeholder without a value stays as it is.</summary>
    public PackageFiles Fill(IReadOnlyDictionary<string, string> values) => Texts.Aggregate(this, (files, name) => files.With(
        name,
        Placeholder().Replace(files.Text(name), placeholder => values.TryGetValue(placeholder.Groups["name"].Value, out var value)
            ? JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            : placeholder.Value)));

    public static IEnumerable<string> PlaceholdersIn(string text) => Placeholder().Matches(text).Select(placeholder => placeholder.Groups["name"].Value).Distinct(StringComparer.Ordinal);

    /// <summary>Microsoft's own schema of a file.</summary>
    /// <param name="file">As in npm's <c>@microsoft/app-manifest</c>: <c>MicrosoftTeams.schema.json</c>.</param>
    public static string Schema(string file) => Encoding.UTF8.GetString(Resource($"schema/{file}"));

    private static byte[] Resource(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The assembly has no {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    [GeneratedRegex(@"\$\{\{(?<name>[^{}]*)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
