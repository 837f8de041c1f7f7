namespace TillitTeams.Storage.Migrations.Postgres
{
    /// <summary>Of no entity: nothing of it is the municipality's, nor is it moved or backed up. Not logged, as it may be lost at any time.</summary>
    internal static class SharedTokensTable
    {
        public const string Create =
            """
            CREATE UNLOGGED TABLE SharedTokens (Name bytea PRIMARY KEY, Sealed bytea NOT NULL, ExpiresAt timestamptz NOT NULL);
            CREATE INDEX IX_SharedTokens_ExpiresAt ON SharedTokens (ExpiresAt);

            """;

        public const string Drop = "DROP TABLE SharedTokens;";
    }
}
