using System.Diagnostics;
using System.Globalization;
using System.Net;
using TillitTeams.Sandbox;

namespace TillitTeams.Benchmarks;

/// <summary>The app as docs/install.md has it published: how soon it is ready, and what it holds while nobody asks for anything.</summary>
internal static class StartRun
{
    private const int Starts = 7;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(60);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        Console.WriteLine("Publishing, starting…");
        var folder = Directory.CreateTempSubdirectory("tillit-benchmark-").FullName;
        try
        {
            var app = Path.Combine(folder, "app");
            await PublishAsync(app);
            // The first makes the database and imports the governance model, and finds nothing of the app in the system's memory.
            await (await ReadyAsync(app, folder)).Process.EndAsync();
            var times = new List<double>();
            for (var start = 0; start < Starts; start++)
            {
                var (again, time) = await ReadyAsync(app, folder);
                times.Add(time.TotalSeconds);
                await again.EndAsync();
            }

            var (process, _) = await ReadyAsync(app, folder);
            await Task.Delay(Rest);
            process.Refresh();
            var memory = process.WorkingSet64 / 1024.0 / 1024.0;
            var files = await MappedFilesAsync(process) / 1024.0 / 1024.0;
            await process.EndAsync();
            return
            [
                new Figure("from its start until it is ready", Figure.Median(times), "s", 1.5),
                new Figure("memory a minute after it was, idle", memory, "MB", 150),
                new Figure("of that, programs that lie mapped from the disk and that the system may drop", files, "MB"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PublishAsync(string app)
    {
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", "src/TillitTeams", "-c", "Release", "--use-current-runtime", "-o", app, "-v", "quiet"]))!;
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
        {
            throw new InvalidOperationException($"dotnet publish ended with {publish.ExitCode}.");
        }
    }

    private static async Task<(Process Process, TimeSpan Time)> ReadyAsync(string app, string folder)
    {
        var url = new Uri($"http://localhost:{SandboxAddresses.FreePort()}/");
        var settings = new ProcessStartInfo("dotnet", [Path.Combine(app, "TillitTeams.dll")]) { UseShellExecute = false, WorkingDirectory = folder };
        foreach (var (key, value) in new[]
        {
            ("ASPNETCORE_URLS", url.ToString()), ("AzureAd__TenantId", $"{Guid.NewGuid()}"), ("AzureAd__ClientId", $"{Guid.NewGuid()}"), ("AzureAd__ClientCredentials__0__SourceType", "SignedAssertionFromManagedIdentity"),
            ("Teams__AppId", $"{Guid.NewGuid()}"), ("Tab__PublicUrl", "https://mal.vadstena.example"), ("Storage__ConnectionString", $"Data Source={Path.Combine(folder, "tillitteams.db")}"), ("Logging__LogLevel__Default", "None"),
        })
        {
            settings.Environment[key] = value;
        }

        using var http = new HttpClient { BaseAddress = url };
        var started = Stopwatch.GetTimestamp();
        var process = Process.Start(settings)!;
        while (await StatusAsync(http) != HttpStatusCode.OK)
        {
            await Task.Delay(5);
        }

        return (process, Stopwatch.GetElapsedTime(started));
    }

    /// <summary>proc(5), <c>RssFile</c>.</summary>
    private static async Task<long> MappedFilesAsync(Process process)
    {
        var lines = await File.ReadAllLinesAsync($"/proc/{process.Id}/status");
        return long.Parse(Array.Find(lines, line => line.StartsWith("RssFile:", StringComparison.Ordinal))!.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
    }

    private static async Task EndAsync(this Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("healthz/ready");
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
