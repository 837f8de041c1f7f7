namespace TillitTeams.Storage.Backup;

/// <summary><c>TillitTeams backup FILE</c>: copies the database while the app goes on writing to it. What was committed before it begins is in it.</summary>
internal abstract class BackUpDatabase
{
    public async Task<CommandOutcome> RunAsync(string file, CancellationToken cancellationToken)
    {
        var backup = Path.GetFullPath(file);
        return !Directory.Exists(Path.GetDirectoryName(backup)) ? CommandOutcome.Refused($"There is no folder {Path.GetDirectoryName(backup)}.")
            : Path.Exists(backup) ? CommandOutcome.Refused($"{backup} is there already, and a backup overwrites nothing.")
            : await WriteAsync(backup, cancellationToken);
    }

    protected abstract Task<CommandOutcome> WriteAsync(string backup, CancellationToken cancellationToken);

    /// <summary>Whoever finds a backup by its name finds a whole one, with its checksum.</summary>
    protected static async Task<CommandOutcome> FinishAsync(string source, string partial, string backup, CancellationToken cancellationToken)
    {
        var sum = await Checksum.WriteAsync(partial, backup, cancellationToken);
        File.Move(partial, backup);
        return CommandOutcome.Done($"Backed up {source} to {backup}: {new FileInfo(backup).Length} bytes, whole, SHA-256 {sum}.");
    }

    /// <summary>What is personal in the database is not for everybody on the machine.</summary>
    protected static void CreateForOwner(string partial)
    {
        var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var created = new FileStream(partial, create);
    }
}
