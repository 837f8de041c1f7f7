using System.IO.Compression;
using System.Text;

namespace TillitTeams.Governance.Records.Writing;

/// <param name="Sha256">In lower case.</param>
internal sealed record WrittenFile(string Name, long Bytes, string Sha256);

/// <summary>
/// A ZIP that is written as it goes out: no file of it is held whole, nor is the ZIP. What is written in the same order with
/// the same time is the same, byte for byte.
/// </summary>
internal sealed class HashedZip(ZipArchive zip, HeldStream output, DateTimeOffset at)
{
    private readonly List<WrittenFile> files = [];

    public IReadOnlyList<WrittenFile> Files => files;

    public async Task WriteAsync(string name, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = at;
        await using (var into = await entry.OpenAsync(cancellationToken))
        await using (var hashed = new HashedStream(into))
        {
            await write(hashed);
            files.Add(new WrittenFile(name, hashed.Written, await hashed.EndAsync(cancellationToken)));
        }

        await output.FlushAsync(cancellationToken);
    }

    public Task WriteTextAsync(string name, string text, CancellationToken cancellationToken) =>
        WriteAsync(name, file => file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask(), cancellationToken);
}
