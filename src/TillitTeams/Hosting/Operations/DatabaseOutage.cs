using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;

namespace TillitTeams.Hosting;

/// <summary>
/// The database is away, full, or too busy: reasons that pass, told apart from bugs. Whoever asked is told to come again, and
/// whoever stands between sends them to another instance.
/// </summary>
internal static class DatabaseOutage
{
    /// <summary>How soon it is worth asking again.</summary>
    public const int WaitSeconds = 5;

    private static readonly int[] OfSqlite = [raw.SQLITE_BUSY, raw.SQLITE_LOCKED, raw.SQLITE_READONLY, raw.SQLITE_IOERR, raw.SQLITE_FULL, raw.SQLITE_CANTOPEN];

    /// <summary>
    /// Connection, insufficient resources, operator intervention, system error (<em>PostgreSQL Error Codes</em>); and a server
    /// that may only be read, as one that another has taken over from.
    /// </summary>
    private static readonly string[] OfPostgres = ["08", "53", "57P", "58", "25006"];

    /// <summary>Entity Framework wraps what the database said, once or twice.</summary>
    public static bool Is(Exception? exception) => exception switch
    {
        null => false,
        SqliteException sqlite => OfSqlite.Contains(sqlite.SqliteErrorCode),
        PostgresException postgres => Array.Exists(OfPostgres, code => postgres.SqlState.StartsWith(code, StringComparison.Ordinal)),
        NpgsqlException { IsTransient: true } => true,
        _ => Is(exception.InnerException),
    };
}
