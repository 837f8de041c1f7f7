using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TillitTeams.Storage.Backup;

namespace TillitTeams.Storage;

public static class StorageWiring
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<SqlitePragmas>();
        builder.Services.AddDbContext<TillitDb>((services, db) => db
            .UseSqlite(services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString)
            .AddInterceptors(services.GetRequiredService<SqlitePragmas>()));
        builder.Services.AddHostedService<MigrateOnStart>();
        builder.Services.AddTransient<BackUpDatabase>();
        builder.Services.AddTransient<RestoreDatabase>();
    }
}

public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>An ADO.NET connection string; the file's folder must exist and be writable.</summary>
    [Required]
    public string ConnectionString { get; init; } = "Data Source=tillitteams.db";
}
