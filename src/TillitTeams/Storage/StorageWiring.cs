using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web.TokenCacheProviders;
using Npgsql;
using TillitTeams.Hosting;
using TillitTeams.Storage.Backup;
using TillitTeams.Storage.Move;
using TillitTeams.Storage.Tokens;

namespace TillitTeams.Storage;

public static class StorageWiring
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<StorageOptions>().BindConfiguration(StorageOptions.Section);
        if (builder.Stores() == StorageProvider.PostgreSql)
        {
            // A name without quotes is one in lower case: what is written by hand is then read alike by both databases.
            builder.Services.AddDbContext<TillitDb, PostgresDb>((services, db) => db.UseNpgsql(PostgresConnections.Complete(ConnectionString(services))).UseLowerCaseNamingConvention().AddInterceptors(LeaveOutNull.Only), optionsLifetime: ServiceLifetime.Singleton);
            builder.Services.AddSingleton<DbDataSource>(services => NpgsqlDataSource.Create(PostgresConnections.Complete(ConnectionString(services))));
            builder.Services.AddSingleton<ChangeMark, PostgresMark>();
            builder.Services.AddTransient<BackUpDatabase, BackUpPostgres>();
            builder.Services.AddTransient<RestoreDatabase, RestorePostgres>();
        }
        else
        {
            builder.Services.AddSingleton<SqlitePragmas>();
            builder.Services.AddDbContext<TillitDb>(
                (services, db) => db
                    .UseSqlite(ConnectionString(services))
                    .AddInterceptors(services.GetRequiredService<SqlitePragmas>(), LeaveOutNull.Only),
                optionsLifetime: ServiceLifetime.Singleton);
            builder.Services.AddSingleton<DbDataSource>(services => SqliteFactory.Instance.CreateDataSource(ConnectionString(services)));
            builder.Services.AddSingleton<ChangeMark, SqliteMark>();
            builder.Services.AddTransient<BackUpDatabase, BackUpSqlite>();
            builder.Services.AddTransient<RestoreDatabase, RestoreSqlite>();
        }

        builder.Services.AddTransient<MoveDatabase>();
        builder.Services.AddHostedService<MigrateOnStart>();
        if (builder.Stores() == StorageProvider.PostgreSql)
        {
            // Its table is there by then.
            builder.AddSharedTokens();
        }

        builder.Services.AddHealthChecks().AddDbContextCheck<TillitDb>("database", tags: [Health.Ready]);
    }

    /// <summary>In the place of each instance's own memory of tokens, where there is a key to seal them with.</summary>
    private static void AddSharedTokens(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<SweepTokens>();
        if (builder.Configuration.GetSection(StorageOptions.Section)[nameof(StorageOptions.TokenKey)] is not null)
        {
            builder.Services.AddSingleton<TokenRows>();
            builder.Services.AddSingleton<IMsalTokenCacheProvider, SharedTokens>();
        }
    }

    /// <summary>Asked while the app is put together: what else is added depends on it.</summary>
    public static StorageProvider Stores(this WebApplicationBuilder builder) =>
        builder.Configuration.GetSection(StorageOptions.Section).GetValue<StorageProvider>(nameof(StorageOptions.Provider));

    private static string ConnectionString(IServiceProvider services) => services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString;
}

public enum StorageProvider
{
    Sqlite,
    PostgreSql,
}

public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>SQLite for one machine; PostgreSQL, version 15 or later, when that is not enough.</summary>
    public StorageProvider Provider { get; init; }

    /// <summary>An ADO.NET connection string. For SQLite the file's folder must exist and be writable.</summary>
    [Required]
    [DatabasePlace]
    public string ConnectionString { get; init; } = "Data Source=tillitteams.db";

    /// <summary>
    /// 32 random bytes in base64, the same for all instances and never in the database: what seals the tokens that they share in
    /// PostgreSQL. Without it, and in SQLite, each instance has its own in memory.
    /// </summary>
    [TokenKey]
    public string? TokenKey { get; init; }
}
