using Npgsql;

namespace TillitTeams.Storage;

internal static class PostgresConnections
{
    private const int Statements = 100;

    /// <summary>
    /// What the connection string leaves open: statements that come again are prepared, once for each connection, and a connection goes
    /// back to the pool as it is, since whatever is set or locked here ends with its transaction (<em>Npgsql, Performance</em>).
    /// </summary>
    public static string Complete(string connectionString)
    {
        var complete = new NpgsqlConnectionStringBuilder(connectionString);
        if (!complete.ShouldSerialize("Max Auto Prepare"))
        {
            complete.MaxAutoPrepare = Statements;
        }

        if (!complete.ShouldSerialize("No Reset On Close"))
        {
            complete.NoResetOnClose = true;
        }

        return complete.ToString();
    }
}
