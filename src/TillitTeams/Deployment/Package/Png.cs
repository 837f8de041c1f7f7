using System.Buffers.Binary;
using System.IO.Compression;

namespace TillitTeams.Deployment.Package;

/// <summary>An image of eight bits each of red, green and blue, and alpha or none (<i>Portable Network Graphics</i>, W3C).</summary>
internal sealed record Png(int Width, int Height, IReadOnlyList<(int Red, int Green, int Blue, int Alpha)> Pixels)
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <returns>Null for what is no such image.</returns>
    public static Png? Read(byte[] bytes)
    {
        // Eight bits a colour, with alpha or without, not interlaced.
        if (bytes.Length < 33 || !bytes.AsSpan().StartsWith(Signature) || (bytes[24], bytes[28]) != (8, 0) || bytes[25] is not (2 or 6))
        {
            return null;
        }

        var channels = bytes[25] == 6 ? 4 : 3;
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));

        var lines = Inflate(bytes);
        var stride = width * channels;
        var image = new byte[stride * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < stride; x++)
            {
                var left = x >= channels ? image[(y * stride) + x - channels] : 0;
                var up = y > 0 ? image[((y - 1) * stride) + x] : 0;
                var corner = y > 0 && x >= channels ? image[((y - 1) * stride) + x - channels] : 0;
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

        return new Png(width, height, [.. image.Chunk(channels).Select(pixel => ((int)pixel[0], (int)pixel[1], (int)pixel[2], channels == 4 ? pixel[3] : 255))]);
    }

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
