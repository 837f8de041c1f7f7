using System.Security.Cryptography;

namespace TillitTeams.Governance.Records.Writing;

/// <summary>Passes on what is written, and knows its checksum and how much it was.</summary>
internal sealed class HashedStream(Stream target) : ForwardStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public long Written { get; private set; }

    public string Sum() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        hash.AppendData(buffer.Span);
        Written += buffer.Length;
        await target.WriteAsync(buffer, cancellationToken);
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
