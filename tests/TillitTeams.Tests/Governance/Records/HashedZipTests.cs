using System.IO.Compression;
using System.Text;
using TillitTeams.Governance.Records.Writing;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>A ZIP depends on what is written, and not on how.</summary>
public sealed class HashedZipTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(0, 20_000).Select(number => $"{{\"number\": {number}, \"why\": \"Grannarna möts på torget {number * 7919 % 1000}.\"}},\n")));

    [Theory]
    [InlineData(1)]
    [InlineData(700)]
    [InlineData(16_384)]
    [InlineData(100_000)]
    public async Task The_same_content_in_pieces_of_any_size_is_the_same_byte_for_byte(int size)
    {
        Assert.Equal(await ZipAsync(Content.Length), await ZipAsync(size));
    }

    private static async Task<byte[]> ZipAsync(int size)
    {
        using var output = new MemoryStream();
        await using (var held = new HeldStream(output))
        await using (var archive = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true))
        {
            var zip = new HashedZip(archive, held, DateTimeOffset.UnixEpoch.AddYears(20));
            await zip.WriteAsync("kopplingar.json", async file =>
            {
                for (var at = 0; at < Content.Length; at += size)
                {
                    await file.WriteAsync(Content.AsMemory(at, Math.Min(size, Content.Length - at)), TestContext.Current.CancellationToken);
                }
            }, TestContext.Current.CancellationToken);
        }

        return output.ToArray();
    }
}
