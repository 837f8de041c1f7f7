using Npgsql;
using TillitTeams.Storage;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

public sealed class PostgresConnectionsTests
{
    [Theory]
    [InlineData("Host=nowhere", 100, true)]
    [InlineData("Host=nowhere;Max Auto Prepare=0", 0, true)]
    [InlineData("Host=nowhere;MaxAutoPrepare=20;No Reset On Close=false", 20, false)]
    public void What_the_connection_string_says_of_statements_and_sessions_counts_and_what_it_leaves_open_is_settled(string said, int statements, bool asItIs)
    {
        var settled = new NpgsqlConnectionStringBuilder(PostgresConnections.Complete(said));

        Assert.Equal((statements, asItIs), (settled.MaxAutoPrepare, settled.NoResetOnClose));
    }
}
