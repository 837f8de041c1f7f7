using System.Diagnostics;
using Xunit;

namespace TillitTeams.Tests.Harness;

/// <summary>A command of the product, in a process of its own: <c>verify-audit</c>, <c>backup</c>.</summary>
public static class ProductCommand
{
    /// <param name="vadstena">Whose settings it has.</param>
    /// <param name="database">The file that it works on.</param>
    /// <param name="arguments">The command's name first.</param>
    public static Process Start(LocalTenant vadstena, string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(TillitTeams.Program).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in vadstena.Host.ProductSettings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["Storage__ConnectionString"] = $"Data Source={database}";
        return Process.Start(start)!;
    }

    public static async Task<(string Said, string Refused, int Code)> RunAsync(LocalTenant vadstena, string database, params string[] arguments)
    {
        using var process = Start(vadstena, database, arguments);
        var refused = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (said, await refused, process.ExitCode);
    }
}
