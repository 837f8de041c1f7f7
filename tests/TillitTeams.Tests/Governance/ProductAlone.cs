using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TillitTeams.Model;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>The product on its first and later starts, with a file of its own and nobody to talk to.</summary>
public sealed class ProductAlone : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tillit-alone-").FullName;

    public static Guid TenantId { get; } = Guid.Parse("7b1f3c52-0b8e-4f0e-9b1a-3c5e7a2d4f10");

    public string ModelFile => Path.Combine(folder, "kommunen.json");

    /// <summary>Starts, lets the test look, and stops.</summary>
    public async Task<T> RunAsync<T>(Func<TillitDb, Task<T>> look)
    {
        string[] args =
        [
            "--urls=http://127.0.0.1:0", $"--Governance:ModelFile={ModelFile}", $"--Storage:ConnectionString=Data Source={Path.Combine(folder, "alone.db")}",
            "--AzureAd:Instance=https://login.microsoftonline.com/", $"--AzureAd:TenantId={TenantId}", $"--AzureAd:ClientId={Guid.NewGuid()}",
            "--AzureAd:ClientCredentials:0:SourceType=SignedAssertionFromManagedIdentity",
        ];
        await using var app = TillitTeams.Program.Build(args, builder => builder.Logging.ClearProviders());
        await app.StartAsync(TestContext.Current.CancellationToken);
        var seen = await LookAsync(app, look);
        await app.StopAsync(TestContext.Current.CancellationToken);
        return seen;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<T> LookAsync<T>(WebApplication app, Func<TillitDb, Task<T>> look)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Identify(TenantId, Guid.Empty);
        return await look(scope.ServiceProvider.GetRequiredService<TillitDb>());
    }
}
