using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace TillitTeams.Tests.Harness;

/// <summary>
/// A PostgreSQL server for the tests: the one that TILLIT_TEST_POSTGRES names as a connection string, or one of their own
/// where Debian's packages have put it, which ends with them.
/// </summary>
internal static partial class PostgresServer
{
    private static readonly Lazy<string?> Started = new(() => Environment.GetEnvironmentVariable("TILLIT_TEST_POSTGRES") ?? Start(isDurable: false));
    private static readonly Lazy<string?> DurablyStarted = new(() => Environment.GetEnvironmentVariable("TILLIT_TEST_POSTGRES") ?? Start(isDurable: true));

    /// <returns>A connection string without a database; null when there is no server to be had.</returns>
    public static string? ConnectionString => Started.Value;

    /// <summary>For figures: what is committed is on the disk, as where people work.</summary>
    /// <inheritdoc cref="ConnectionString"/>
    public static string? DurableConnectionString => DurablyStarted.Value;

    private static string? Start(bool isDurable)
    {
        if (Programs() is not { } programs)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("tillit-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root; Debian's package brings a user for it.
            Run("chown", "postgres", folder);
        }

        var port = FreePort();
        var data = Path.Combine(folder, "data");
        RunAsUser(Path.Combine(programs, "initdb"), "-D", data, "-U", "tillit", "--auth=trust", "--encoding=UTF8", "--no-locale");
        RunAsUser(Path.Combine(programs, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c fsync={(isDurable ? "on" : "off")} -c max_connections=400", "start");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            RunAsUser(Path.Combine(programs, "pg_ctl"), "-D", data, "-m", "immediate", "stop");
            Directory.Delete(folder, recursive: true);
        };
        return new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "tillit" }.ToString();
    }

    private static string? Programs() => !Directory.Exists("/usr/lib/postgresql")
        ? null
        : Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .MaxBy(bin => int.Parse(Path.GetFileName(Path.GetDirectoryName(bin)!), CultureInfo.InvariantCulture));

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static void RunAsUser(string program, params string[] arguments)
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments]);
        }
        else
        {
            Run(program, arguments);
        }
    }

    private static void Run(string program, params string[] arguments)
    {
        // What it writes is not read: the server keeps what it was given open for as long as it runs.
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, WorkingDirectory = Path.GetTempPath() })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}.");
        }
    }
}
