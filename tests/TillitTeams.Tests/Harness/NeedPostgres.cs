using Xunit;

namespace TillitTeams.Tests.Harness;

internal static partial class PostgresServer
{
    public const string Missing = "PostgreSQL is not here: install Debian's package postgresql, or name a server in TILLIT_TEST_POSTGRES.";

    /// <summary>Skips the test, with what to install.</summary>
    public static void Need() => Assert.SkipUnless(ConnectionString is not null, Missing);
}
