using System.Buffers.Binary;
using System.IO.Compression;

namespace TillitTeams.Tests.Manifest;

/// <summary>An image of eight bits each of red, green, blue and alpha (<i>Portable Network Graphics</i>, W3C).</summary>
public sealed record Png(int Width, int Height, IReadOnlyList<(int Red, int Green, int Blue, int Alpha)> Pixels)
{
    private const int Channels = 4;

    public static (int Width, int Height) SizeOf(string file) => SizeOf(File.ReadAllBytes(file));

    public static Png Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var (width, height) = SizeOf(bytes);
        if (bytes[24] != 8 || bytes[25] != 6)
        {
            throw new InvalidDataException($"{file} has not eight bits of red, green, blue and alpha.");
        }

        var lines = Inflate(bytes);
        var stride = width * Channels;
        var image = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < stride; x++)
            {
                var left = x >= Channels ? image[(y * stride) + x - Channels] : 0;
                var up = y > 0 ? image[((y - 1) * stride) + x] : 0;
                var corner = y > 0 && x >= Channels ? image[((y - 1) * stride) + x - Channels] : 0;
                image[(y * stride) + x] = (byte)(lines[(y * (stride + 1)) + 1 + x] + lines[y * (stride + 1)] switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    _ => Nearest(left, up, corner),
                });
            }
        }

        return new Png(width, height, [.. image.Chunk(Channels).Select(pixel => ((int)pixel[0], (int)pixel[1], (int)pixel[2], (int)pixel[3]))]);
    }

    private static (int Width, int Height) SizeOf(byte[] bytes) =>
        (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));

    private static byte[] Inflate(byte[] bytes)
    {
        using var packed = new MemoryStream();
        for (var at = 8; at < bytes.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            if (bytes.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(bytes, at + 8, length);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var inflated = new ZLibStream(packed, CompressionMode.Decompress);
        using var lines = new MemoryStream();
        inflated.CopyTo(lines);
        return lines.ToArray();
    }

    private static int Nearest(int left, int up, int corner)
    {
        var (toLeft, toUp, toCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
