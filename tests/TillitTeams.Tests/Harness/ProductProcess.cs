using System.Collections.Concurrent;
using System.Diagnostics;
using TillitTeams.Sandbox;
using Xunit;

namespace TillitTeams.Tests.Harness;

/// <summary>The product in a process of its own, beside a tenant that goes on when it is killed.</summary>
public sealed class ProductProcess : IDisposable
{
    /// <summary>What it writes to its console can be read line by line, and told apart by time.</summary>
    private static readonly IReadOnlyDictionary<string, string?> Plainly = new Dictionary<string, string?>
    {
        ["Logging:Console:FormatterName"] = "simple",
        ["Logging:Console:FormatterOptions:SingleLine"] = "true",
        ["Logging:Console:FormatterOptions:TimestampFormat"] = "HH:mm:ss.fff ",
        ["Logging:Console:FormatterOptions:ColorBehavior"] = "Disabled",
    };

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly ConcurrentQueue<string> said = [];
    private readonly Uri url;
    private readonly ITestOutputHelper? output = TestContext.Current.TestOutputHelper;
    private readonly Process process;
    private int isDisposed;

    private ProductProcess(ProcessStartInfo start, Uri url)
    {
        this.url = url;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <param name="tenant">What it belongs to.</param>
    /// <param name="instance">Those after the first listen where nobody speaks to them.</param>
    public static ProductProcess Start(SandboxHost tenant, int instance = 0) => StartAt(
        tenant, instance == 0 ? tenant.AppUrl : new Uri($"http://localhost:{SandboxAddresses.FreePort()}/"), new Dictionary<string, string?>());

    /// <param name="tenant">What it belongs to.</param>
    /// <param name="url">Where it listens.</param>
    /// <param name="settings">What it is told besides what the tenant's product is told.</param>
    public static ProductProcess StartAt(SandboxHost tenant, Uri url, IReadOnlyDictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(SandboxHost).Assembly.Location, "--product", LocalCertificate.Value.Thumbprint },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in tenant.ProductSettings.Concat(Plainly).Concat(settings))
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["Urls"] = url.GetLeftPart(UriPartial.Authority);
        return new ProductProcess(start, url);
    }

    public bool IsRunning => !process.HasExited;

    /// <summary>What it has written so far: its log, as an operator would read it.</summary>
    public IReadOnlyCollection<string> Said => said;

    /// <summary>Whether it wants to be given work just now.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(url, "healthz/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        while (!await IsReadyAsync(cancellationToken))
        {
            AssertRuns();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    public void AssertRuns() => Assert.True(IsRunning, $"It ended by itself:\n{string.Join('\n', said.TakeLast(20))}");

    /// <summary>SIGKILL: nothing in the process gets to finish.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>What went wrong stands beside the test, should that fail.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, 1) == 1)
        {
            return;
        }

        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
        foreach (var line in said.Where(IsTrouble))
        {
            output?.WriteLine(line);
        }
    }

    /// <summary>An error's line, and whatever is no line of the log at all: how a process ends that cannot start.</summary>
    public static bool IsTrouble(string line) => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal) || line.StartsWith("Unhandled exception", StringComparison.Ordinal);

    private void Keep(string? line)
    {
        if (line is { Length: > 0 })
        {
            said.Enqueue(line);
        }
    }
}
