using System.Security.Cryptography;

namespace TillitTeams.Governance.Records.Writing;

/// <summary>
/// Passes on what is written, and knows its checksum and how much it was. It passes on pieces of one size: what is written
/// comes in others when the database takes its time, and from other pieces other bytes are compressed.
/// </summary>
internal sealed class HashedStream(Stream target) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] piece = new byte[32 * 1024];

    private int gathered;

    public long Written { get; private set; }

    /// <summary>Nothing is written after this.</summary>
    public async Task<string> EndAsync(CancellationToken cancellationToken)
    {
        await target.WriteAsync(piece.AsMemory(0, gathered), cancellationToken);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        hash.AppendData(buffer.Span);
        Written += buffer.Length;
        while (buffer.Length > 0)
        {
            var fits = Math.Min(buffer.Length, piece.Length - gathered);
            buffer[..fits].CopyTo(piece.AsMemory(gathered));
            (gathered, buffer) = (gathered + fits, buffer[fits..]);
            if (gathered == piece.Length)
            {
                await target.WriteAsync(piece.AsMemory(0, gathered), cancellationToken);
                gathered = 0;
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Files are written asynchronously alone.");

    /// <summary>An entry flushes when it ends; flushed earlier, it would be compressed less.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
