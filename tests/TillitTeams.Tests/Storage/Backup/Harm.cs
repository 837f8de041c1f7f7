namespace TillitTeams.Tests.Storage.Backup;

/// <summary>What disks and people do to files.</summary>
internal static class Harm
{
    public static async Task InTheMiddleAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(bytes.Length / 4, bytes.Length / 2).Fill(0x5A);
        await File.WriteAllBytesAsync(file, bytes);
    }

    public static async Task CutOffAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
    }
}
