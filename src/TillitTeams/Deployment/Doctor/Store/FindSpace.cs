using Microsoft.Extensions.Options;
using Npgsql;
using TillitTeams.Storage;
using TillitTeams.Storage.Backup;

namespace TillitTeams.Deployment.Doctor;

/// <summary>There is room for what is to come, and what there is could be backed up.</summary>
internal sealed class FindSpace(IOptions<StorageOptions> options) : Check
{
    private const long Megabyte = 1024 * 1024;
    private const long Least = 100 * Megabyte;

    public override IReadOnlyList<Type> Needs => [typeof(OpenDatabase)];

    /// <summary>A large file takes a while to be read as a whole.</summary>
    public override TimeSpan Limit => TimeSpan.FromMinutes(2);

    public override Task<Finding> LookAsync(CancellationToken cancellationToken) =>
        options.Value.Provider == StorageProvider.Sqlite ? LookAtFileAsync(DatabaseFile.PathOf(options.Value), cancellationToken) : LookAtToolAsync(cancellationToken);

    private static async Task<Finding> LookAtFileAsync(string file, CancellationToken cancellationToken)
    {
        var (free, size) = (new DriveInfo(Path.GetDirectoryName(file)!).AvailableFreeSpace, new FileInfo(file).Length);
        return free < Least ? Finding.Fault("DiskFull", Path.GetDirectoryName(file)!, free / Megabyte)
            : await DatabaseFile.FindFaultAsync(file, cancellationToken) is { } fault ? Finding.Fault("DatabaseBroken", file, fault)
            : free < Least + (2 * size) ? Finding.Remark("DiskShort", Path.GetDirectoryName(file)!, free / Megabyte)
            : Finding.Well("SpaceWell", free / Megabyte);
    }

    /// <summary>As a backup is taken, but without any rows, and to nowhere: a program older than the server refuses.</summary>
    private async Task<Finding> LookAtToolAsync(CancellationToken cancellationToken) =>
        await PostgresTool.RunAsync(
            new NpgsqlConnectionStringBuilder(options.Value.ConnectionString), "pg_dump", ["--schema-only", "--file", OperatingSystem.IsWindows() ? "NUL" : "/dev/null"], cancellationToken) is { } refused
            ? Finding.Remark("NoBackupTool", refused)
            : Finding.Well("BackupToolWell");
}
