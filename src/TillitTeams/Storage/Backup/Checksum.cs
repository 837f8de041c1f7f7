using System.Security.Cryptography;

namespace TillitTeams.Storage.Backup;

/// <summary>The SHA-256 of a backup in a file beside it, as <c>sha256sum -c</c> reads it.</summary>
internal static class Checksum
{
    public static string FileOf(string backup) => $"{backup}.sha256";

    /// <param name="partial">What is to have the name of <paramref name="backup"/>.</param>
    /// <param name="backup">The name that it will have.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string> WriteAsync(string partial, string backup, CancellationToken cancellationToken)
    {
        var sum = await ReadAsync(partial, cancellationToken);
        await File.WriteAllTextAsync(FileOf(partial), $"{sum}  {Path.GetFileName(backup)}\n", cancellationToken);
        // One that stands alone belongs to a backup that was never finished, or is gone.
        File.Move(FileOf(partial), FileOf(backup), overwrite: true);
        return sum;
    }

    /// <returns>Null when the file is what its checksum says, or has none.</returns>
    public static async Task<string?> FindFaultAsync(string backup, CancellationToken cancellationToken)
    {
        if (!File.Exists(FileOf(backup)))
        {
            return null;
        }

        var told = (await File.ReadAllTextAsync(FileOf(backup), cancellationToken)).Split(' ')[0].Trim();
        return string.Equals(told, await ReadAsync(backup, cancellationToken), StringComparison.OrdinalIgnoreCase) ? null : $"is not what {FileOf(backup)} says it is.";
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
