using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using TillitTeams.Sandbox;

namespace TillitTeams.Tests.Harness;

/// <summary>The local tenant as the README starts it: a process of its own, which can be killed.</summary>
public sealed partial class LocalTenantProcess : IDisposable
{
    private readonly Process process;

    private LocalTenantProcess(Process process, Uri client)
    {
        this.process = process;
        Client = client;
    }

    /// <summary>Where a browser would open the client.</summary>
    public Uri Client { get; }

    /// <param name="port">The first of three; 0 picks any that are free.</param>
    /// <param name="settings">Of the product, as <c>env.sample</c> names them.</param>
    public static async Task<LocalTenantProcess> StartAsync(
        string folder, CancellationToken cancellationToken, int port = 0, params IEnumerable<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(SandboxHost).Assembly.Location, "--port", port.ToString(CultureInfo.InvariantCulture), "--data", folder },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Address().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new LocalTenantProcess(process, new Uri(match.Value));
            }
        }

        throw new InvalidOperationException("The local tenant ended before it told its address.");
    }

    /// <summary>SIGKILL: nothing in the process gets to finish.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    [GeneratedRegex(@"http://localhost:\d+/$", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
