using System.Diagnostics;
using Xunit;

namespace TillitTeams.Tests.Harness;

/// <summary>A command of the product, in a process of its own: <c>verify-audit</c>, <c>backup</c>.</summary>
public static class ProductCommand
{
    /// <param name="vadstena">Whose settings it has.</param>
    /// <param name="database">The file that it works on.</param>
    /// <param name="arguments">The command's name first.</param>
    public static Process Start(LocalTenant vadstena, string database, params string[] arguments) =>
        StartWith(new Dictionary<string, string?>(vadstena.Host.ProductSettings) { ["Storage:Provider"] = "Sqlite", ["Storage:ConnectionString"] = $"Data Source={database}" }, arguments);

    /// <param name="settings">All that its environment says.</param>
    /// <param name="arguments">The command's name first.</param>
    public static Process StartWith(IReadOnlyDictionary<string, string?> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(TillitTeams.Program).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start)!;
    }

    public static Task<(string Said, string Refused, int Code)> RunAsync(LocalTenant vadstena, string database, params string[] arguments) =>
        RunAsync(Start(vadstena, database, arguments));

    /// <summary>On the database that the tenant's product runs on.</summary>
    public static Task<(string Said, string Refused, int Code)> RunHereAsync(LocalTenant vadstena, params string[] arguments) =>
        RunAsync(StartWith(vadstena.Host.ProductSettings, arguments));

    /// <param name="settings">All that its environment says.</param>
    /// <param name="arguments">The command's name first.</param>
    public static Task<(string Said, string Refused, int Code)> RunWithAsync(IReadOnlyDictionary<string, string?> settings, params string[] arguments) =>
        RunAsync(StartWith(settings, arguments));

    private static async Task<(string Said, string Refused, int Code)> RunAsync(Process started)
    {
        using var process = started;
        var refused = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (said, await refused, process.ExitCode);
    }
}
