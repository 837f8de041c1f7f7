using System.Diagnostics;
using TillitTeams.Sandbox;

namespace TillitTeams.Benchmarks;

/// <summary>The product in a process of its own, so that what it takes is told apart from what the local tenant does.</summary>
internal sealed class ProductBeside : IDisposable
{
    private readonly Process process;

    private ProductBeside(Process process) => this.process = process;

    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that it holds just now.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The most that it has held since it began.</summary>
    public long MostMemory
    {
        get
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    public static async Task<ProductBeside> StartAsync(SandboxHost tenant, params (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(SandboxHost).Assembly.Location, "--product", LocalCertificate.Value.Thumbprint },
            UseShellExecute = false,
        };
        foreach (var (key, value) in tenant.ProductSettings.Concat(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var product = new ProductBeside(Process.Start(start)!);
        using var client = new HttpClient { BaseAddress = tenant.AppUrl };
        while (await IsDownAsync(client))
        {
            await Task.Delay(100);
        }

        return product;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<bool> IsDownAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync("/");
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
