using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TillitTeams.Governance.Records.Gathering;

/// <summary>Records as they lie in a part: a line of JSON each, compressed.</summary>
internal static class PartContent
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // It is read by people too, and stands on no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <returns>Null when there are none.</returns>
    public static byte[]? Pack<TRecord>(IReadOnlyCollection<TRecord> records)
    {
        if (records.Count == 0)
        {
            return null;
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
        {
            foreach (var record in records)
            {
                brotli.Write(JsonSerializer.SerializeToUtf8Bytes(record, Json));
                brotli.Write("\n"u8);
            }
        }

        return packed.ToArray();
    }

    public static IReadOnlyList<TRecord> Unpack<TRecord>(byte[] content)
    {
        using var packed = new MemoryStream(content, writable: false);
        using var brotli = new BrotliStream(packed, CompressionMode.Decompress);
        using var lines = new StreamReader(brotli);
        var records = new List<TRecord>();
        while (lines.ReadLine() is { } line)
        {
            records.Add(JsonSerializer.Deserialize<TRecord>(line, Json)!);
        }

        return records;
    }
}
