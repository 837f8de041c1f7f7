using System.Reflection;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace TillitTeams.Sandbox.Client;

/// <summary>The page, its scripts and styles; embedded in the assembly so that they are wherever it is.</summary>
public sealed class ClientFiles(AppPackage package)
{
    private const string Prefix = "client/";

    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    private readonly Dictionary<string, byte[]> files = Load();

    /// <summary>Part of every asset's address, so that a browser may keep what it has until the next build.</summary>
    private string Version => field ??= Fingerprint(files);

    public IResult Page(HttpContext context)
    {
        var appOrigins = string.Join(' ', package.Origins());
        context.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: https:; font-src 'self'; "
            + $"connect-src 'self'; frame-src {appOrigins}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
        context.Response.Headers.CacheControl = "no-cache";
        var html = System.Text.Encoding.UTF8.GetString(files["index.html"]).Replace("%VERSION%", Version, StringComparison.Ordinal);
        return Results.Content(html, "text/html; charset=utf-8");
    }

    public IResult Asset(string version, string file, HttpContext context)
    {
        if (version != Version || !files.TryGetValue(file, out var content) || !ContentTypes.TryGetContentType(file, out var type))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(content, type);
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
        {
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            return content;
        }
    }

    private static string Fingerprint(Dictionary<string, byte[]> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, content) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
