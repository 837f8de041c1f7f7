using System.Diagnostics;
using Xunit;

namespace TillitTeams.Tests.Deployment;

/// <summary>
/// The app as it is installed: published to a folder, and started by a user who may write in one other and nowhere else.
/// </summary>
public sealed class PublishedFolder : IAsyncLifetime
{
    /// <summary>Debian's and everybody's <c>nobody</c>.</summary>
    private const string Nobody = "65534";

    private readonly string root = Directory.CreateTempSubdirectory("tillit-published-").FullName;

    public string App => Path.Combine(root, "app");

    public string Data => Path.Combine(root, "data");

    public async ValueTask InitializeAsync()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(PublishedFolder).Assembly.Location)!))!;
        await RunAsync("dotnet", "publish", Repository.File("src", "TillitTeams"), "--no-build", "-c", configuration, "-o", App, "-v", "quiet");
        Directory.CreateDirectory(Data);
        await RunAsync("chmod", "-R", "a=rX", root);
        await RunAsync("chmod", "u=rwx,go=", Data);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", $"{Nobody}:{Nobody}", Data);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("chmod", "-R", "u=rwX", root);
        Directory.Delete(root, recursive: true);
    }

    /// <param name="settings">Its whole environment, but for where programs are and where it may write.</param>
    public Process Start(IReadOnlyDictionary<string, string> settings)
    {
        string[] command = ["dotnet", Path.Combine(App, "TillitTeams.dll")];
        string[] asNobody = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", "--no-new-privs", .. command] : command;
        var start = new ProcessStartInfo(asNobody[0], asNobody[1..]) { UseShellExecute = false, WorkingDirectory = "/", RedirectStandardError = true, RedirectStandardOutput = true };
        var path = start.Environment["PATH"];
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        start.Environment["HOME"] = Data;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["Storage__ConnectionString"] = $"Data Source={Path.Combine(Data, "tillitteams.db")}";
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>What it wrote, wherever whoever it runs as may write: relative to its own folder where it lies there.</summary>
    public async Task<IReadOnlyList<string>> WrittenAsync() =>
    [
        .. Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Data, file)),
        .. Environment.IsPrivilegedProcess
            ? (await RunAsync("find", Path.GetTempPath(), "-mindepth", "1", "-maxdepth", "1", "-uid", Nobody)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            : [],
    ];

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{said}");
        return said;
    }
}
