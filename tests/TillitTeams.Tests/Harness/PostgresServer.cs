namespace TillitTeams.Tests.Harness;

/// <summary>
/// A PostgreSQL server for the tests: the one that TILLIT_TEST_POSTGRES names as a connection string, or one of their own
/// where Debian's packages have put it, which ends with them.
/// </summary>
internal static partial class PostgresServer
{
    private static readonly Lazy<string?> Started = new(() => Environment.GetEnvironmentVariable("TILLIT_TEST_POSTGRES") ?? Start(isDurable: false));
    private static readonly Lazy<string?> DurablyStarted = new(() => Environment.GetEnvironmentVariable("TILLIT_TEST_POSTGRES") ?? Start(isDurable: true));

    /// <returns>A connection string without a database; null when there is no server to be had.</returns>
    public static string? ConnectionString => Started.Value;

    /// <summary>For figures: what is committed is on the disk, as where people work.</summary>
    /// <inheritdoc cref="ConnectionString"/>
    public static string? DurableConnectionString => DurablyStarted.Value;

    private static string? Start(bool isDurable)
    {
        if (OwnPostgres.Create(isDurable) is not { } server)
        {
            return null;
        }

        server.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        return server.ConnectionString;
    }
}
