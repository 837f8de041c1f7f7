using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace TillitTeams.Storage.Backup;

/// <summary>
/// PostgreSQL's own programs, which know every kind of object that a database may have. They are told how to connect as
/// <em>Environment Variables</em> (libpq) says, so that a password stands on no command line.
/// </summary>
internal static class PostgresTool
{
    /// <returns>What the program said against it, in one line; null when it did what it was asked.</returns>
    public static async Task<string?> RunAsync(NpgsqlConnectionStringBuilder database, string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, ["--no-password", .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Connect(database))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            await using var killed = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
            var said = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return process.ExitCode == 0 ? null : (await said).Trim().ReplaceLineEndings(" ");
        }
        catch (Win32Exception)
        {
            return $"{program} is not there: install PostgreSQL's client programs, of the server's version or later.";
        }
    }

    private static IEnumerable<(string Name, string Value)> Connect(NpgsqlConnectionStringBuilder database)
    {
        yield return ("PGHOST", database.Host ?? "localhost");
        yield return ("PGPORT", database.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return ("PGDATABASE", database.Database ?? "");
        yield return ("PGUSER", database.Username ?? "");
        yield return ("PGAPPNAME", "TillitTeams");
        if (database.Passfile is { } passwords)
        {
            yield return ("PGPASSFILE", passwords);
        }

        if (database.SslCertificate is { } own)
        {
            yield return ("PGSSLCERT", own);
        }

        if (database.SslKey is { } key)
        {
            yield return ("PGSSLKEY", key);
        }

        if (database.Password is { } password)
        {
            yield return ("PGPASSWORD", password);
        }

        yield return ("PGSSLMODE", database.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        });
        if (database.RootCertificate is { } certificate)
        {
            yield return ("PGSSLROOTCERT", certificate);
        }
    }
}
