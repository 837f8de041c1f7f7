using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using TillitTeams.Storage;

namespace TillitTeams.Benchmarks;

/// <summary>Kestrel in a process of its own that writes one row for each request, as safely as the product does, and nothing else.</summary>
internal sealed class BareInsert : IDisposable
{
    /// <summary>The first argument of the process that <see cref="StartAsync"/> makes.</summary>
    public const string Switch = "--insert";

    private readonly Process process;

    private BareInsert(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<BareInsert> StartAsync(BenchmarkStore store, string folder)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { "exec", typeof(BareInsert).Assembly.Location, Switch, $"{store.Provider}", store.ConnectionString(folder, "bare") },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        return new BareInsert(process, new Uri((await process.StandardOutput.ReadLineAsync())!));
    }

    public static async Task ServeAsync(StorageProvider provider, string connectionString)
    {
        await MakeTableAsync(provider, connectionString);
        await using var database = BenchmarkStore.Open(provider, connectionString);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost("/", async () =>
        {
            await using var connection = await database.OpenConnectionAsync();
            await using var insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO Written (Id, Said) VALUES (@id, 'Fler känner igen den som kommer.')";
            var id = insert.CreateParameter();
            (id.ParameterName, id.Value) = ("@id", Guid.CreateVersion7().ToString());
            insert.Parameters.Add(id);
            await insert.ExecuteNonQueryAsync();
            return Results.Ok();
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await ((IHost)app).WaitForShutdownAsync();
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task MakeTableAsync(StorageProvider provider, string connectionString)
    {
        if (provider == StorageProvider.PostgreSql)
        {
            var place = new NpgsqlConnectionStringBuilder(connectionString);
            await RunAsync(provider, new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ToString(), $"CREATE DATABASE \"{place.Database}\"");
        }

        // The write-ahead log stays with the file; that every commit reaches the disk is what SQLite does unless told otherwise.
        await RunAsync(provider, connectionString, $"{(provider == StorageProvider.Sqlite ? "PRAGMA journal_mode=WAL; " : "")}CREATE TABLE Written (Id text PRIMARY KEY, Said text)");
    }

    private static async Task RunAsync(StorageProvider provider, string connectionString, string sql)
    {
        await using var database = BenchmarkStore.Open(provider, connectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
