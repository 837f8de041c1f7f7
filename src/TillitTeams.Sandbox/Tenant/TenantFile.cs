using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TillitTeams.Sandbox.Tenant;

/// <summary>
/// The tenant as one readable JSON file. It is written whole beside the old one and then moved over it, so
/// that a process killed at any moment leaves either the old one or the new.
/// </summary>
internal sealed class TenantFile(string path)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
        IgnoreReadOnlyProperties = true,
    };

    private readonly string unfinished = $"{path}.new";

    public static MemoryStream Serialize(TenantContent content)
    {
        var json = new MemoryStream();
        JsonSerializer.Serialize(json, content, Options);
        return json;
    }

    /// <returns>Null when there is none yet.</returns>
    /// <exception cref="InvalidDataException">The file is not a tenant that this version can read.</exception>
    public TenantContent? Read()
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<TenantContent>(stream, Options) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} cannot be read as a tenant. Start with --reset to begin anew. {exception.Message}", exception);
        }
    }

    public void Write(MemoryStream json)
    {
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            json.WriteTo(stream);
            stream.Flush(flushToDisk: true); // else the move can reach the disk before the text
        }

        File.Move(unfinished, path, overwrite: true);
    }
}
