using System.Buffers.Binary;
using System.IO.Compression;

namespace TillitTeams.Tests.Deployment.Package;

/// <summary>A square image, a colour for each of its points, without checksums.</summary>
internal static class DrawPng
{
    public static byte[] Of(int size, Func<int, int, (int Red, int Green, int Blue, int Alpha)> colour)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < size; y++)
            {
                zlib.WriteByte(0);
                for (var x = 0; x < size; x++)
                {
                    var (red, green, blue, alpha) = colour(x, y);
                    zlib.Write([(byte)red, (byte)green, (byte)blue, (byte)alpha]);
                }
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size);
        (header[8], header[9]) = (8, 6);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. name, .. content, 0, 0, 0, 0];
    }
}
