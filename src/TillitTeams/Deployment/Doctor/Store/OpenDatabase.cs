using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using TillitTeams.Storage;
using TillitTeams.Storage.Backup;

namespace TillitTeams.Deployment.Doctor;

/// <summary>The database can be reached, and stores what this version of the app stores. Nothing is changed in it.</summary>
internal sealed class OpenDatabase(TillitDb db, IOptions<StorageOptions> options) : Check
{
    public override async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        // SQLite would make one.
        if (options.Value.Provider == StorageProvider.Sqlite && DatabaseFile.PathOf(options.Value) is var file && !File.Exists(file))
        {
            return Finding.Fault("NoDatabase", file);
        }

        try
        {
            var (known, applied) = (db.Database.GetMigrations().ToList(), (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList());
            return applied.Except(known, StringComparer.Ordinal).Any() ? Finding.Fault("DatabaseNewer", applied[^1])
                : known.Except(applied, StringComparer.Ordinal).ToList() is [var first, ..] ? Finding.Fault("DatabaseOlder", first)
                : Finding.Well(options.Value is { Provider: StorageProvider.PostgreSql, TokenKey: null } ? "DatabaseUnshared" : "DatabaseWell", options.Value.Provider, applied[^1]);
        }
        // EF wraps what might go better another time.
        catch (Exception unopened) when ((IsOfServer(unopened) ? unopened : unopened.InnerException) is { } fault && IsOfServer(fault))
        {
            return unopened.GetBaseException() is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }
                ? Finding.Fault("DatabaseHostUnknown", new NpgsqlConnectionStringBuilder(options.Value.ConnectionString).Host ?? "")
                : Finding.Fault("DatabaseUnreached", fault.Message);
        }
    }

    /// <summary>Npgsql hands on what the network says as it is, where it came to no connection.</summary>
    private static bool IsOfServer(Exception unopened) => unopened is DbException or SocketException or TimeoutException or IOException;
}
