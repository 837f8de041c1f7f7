using System.Collections.Concurrent;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace TillitTeams.Hosting;

/// <summary>
/// The tab's script and style. They are embedded in the assembly, so that they are wherever it is hosted,
/// and carry their version in the address, so that a browser may keep them for good.
/// </summary>
public sealed class TabAssets
{
    private const string Prefix = "tab/";

    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly Dictionary<string, byte[]> files = Load();
    private readonly ConcurrentDictionary<string, byte[]> compressed = new(StringComparer.Ordinal);

    public TabAssets() => Version = Convert.ToHexStringLower(SHA256.HashData(
        [.. files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value)]))[..12];

    public string Version { get; }

    public string UrlOf(string file) => $"/assets/{Version}/{file}";

    public IResult Answer(string version, string file, HttpRequest request)
    {
        if (version != Version || !files.TryGetValue(file, out var content) || !Types.TryGetContentType(file, out var type))
        {
            return TypedResults.NotFound();
        }

        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (!request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            return TypedResults.Bytes(content, type);
        }

        headers.ContentEncoding = "br";
        return TypedResults.Bytes(compressed.GetOrAdd(file, _ => Compress(content)), type);
    }

    private static byte[] Compress(byte[] content)
    {
        using var output = new MemoryStream();
        using (var brotli = new BrotliStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(content);
        }

        return output.ToArray();
    }

    private static Dictionary<string, byte[]> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => name[Prefix.Length..], name => Read(assembly.GetManifestResourceStream(name)!), StringComparer.Ordinal);
    }

    private static byte[] Read(Stream stream)
    {
        using (stream)
        using (var copy = new MemoryStream())
        {
            stream.CopyTo(copy);
            return copy.ToArray();
        }
    }
}
