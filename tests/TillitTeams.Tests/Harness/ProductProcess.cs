using System.Diagnostics;
using TillitTeams.Sandbox;

namespace TillitTeams.Tests.Harness;

/// <summary>The product in a process of its own, beside a tenant that goes on when it is killed.</summary>
public sealed class ProductProcess : IDisposable
{
    private readonly Process process;

    private ProductProcess(Process process) => this.process = process;

    /// <param name="tenant">What it belongs to.</param>
    /// <param name="instance">Those after the first listen where nobody speaks to them.</param>
    public static ProductProcess Start(SandboxHost tenant, int instance = 0)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(SandboxHost).Assembly.Location, "--product", LocalCertificate.Value.Thumbprint },
            UseShellExecute = false,
        };
        foreach (var (key, value) in tenant.ProductSettings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        if (instance > 0)
        {
            start.Environment["Urls"] = $"http://localhost:{SandboxAddresses.FreePort()}";
        }

        return new ProductProcess(Process.Start(start)!);
    }

    public bool IsRunning => !process.HasExited;

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
}
