using System.Diagnostics;
using System.Globalization;
using Npgsql;
using TillitTeams.Sandbox;

namespace TillitTeams.Tests.Harness;

/// <summary>A PostgreSQL server from Debian's packages in a folder of its own, which can be stopped and started again.</summary>
internal sealed class OwnPostgres : IDisposable
{
    private readonly string programs;
    private readonly string folder = Directory.CreateTempSubdirectory("tillit-postgres-").FullName;
    private readonly string options;
    private bool isRunning;

    /// <summary>A server that may forget everything when it ends need not write anything down twice.</summary>
    private const string Forgetful = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off";

    private OwnPostgres(string programs, bool isDurable)
    {
        this.programs = programs;
        if (Environment.IsPrivilegedProcess)
        {
            // The server refuses to run as root; Debian's package brings a user for it.
            Run("chown", "postgres", folder);
        }

        var port = SandboxAddresses.FreePort();
        options = $"-p {port} -k {folder} -c max_connections=400 {(isDurable ? "" : Forgetful)}";
        ConnectionString = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Username = "tillit" }.ToString();
        RunAsUser("initdb", "-D", Data, "-U", "tillit", "--auth=trust", "--encoding=UTF8", "--no-locale");
    }

    /// <summary>Without a database.</summary>
    public string ConnectionString { get; }

    private string Data => Path.Combine(folder, "data");

    /// <param name="isDurable">Whether what is committed is on the disk before it is said to be.</param>
    /// <returns>One that does not run yet; null where its programs are not installed.</returns>
    public static OwnPostgres? Create(bool isDurable = false) => Programs() is { } programs ? new OwnPostgres(programs, isDurable) : null;

    public void Start()
    {
        RunAsUser("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o", options, "start");
        isRunning = true;
    }

    /// <param name="mode"><c>fast</c> ends everybody's transactions, and then the server; after <c>immediate</c> it has to recover, as after a crash.</param>
    public void Stop(string mode)
    {
        RunAsUser("pg_ctl", "-D", Data, "-m", mode, "-w", "stop");
        isRunning = false;
    }

    public void Dispose()
    {
        if (isRunning)
        {
            Stop("immediate");
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string? Programs() => !Directory.Exists("/usr/lib/postgresql")
        ? null
        : Directory.GetDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .MaxBy(bin => int.Parse(Path.GetFileName(Path.GetDirectoryName(bin)!), CultureInfo.InvariantCulture));

    private void RunAsUser(string program, params string[] arguments)
    {
        var path = Path.Combine(programs, program);
        if (Environment.IsPrivilegedProcess)
        {
            Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
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
