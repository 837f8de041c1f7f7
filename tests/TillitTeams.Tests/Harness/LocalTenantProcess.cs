using System.Diagnostics;
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

    public static async Task<LocalTenantProcess> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(SandboxHost).Assembly.Location, "--port", "0", "--data", folder },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
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
