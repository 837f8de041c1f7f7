namespace TillitTeams.Storage.Migrations.Postgres
{
    /// <summary>
    /// The words of links and of initiatives, in columns that PostgreSQL keeps itself: in their Swedish stems, and as they
    /// stand, because a stem is not always the beginning of the word.
    /// </summary>
    internal static class WordIndexes
    {
        public static string Create { get; } =
            Over("Links", "Title", "Why", "PlaceName") + Over("Initiatives", "Title", "What", "ResidentsGain", "Learned", "SupportAsked");

        private static string Over(string table, params string[] columns)
        {
            var said = string.Join(" || ' ' || ", columns.Select(column => $"coalesce({column}, '')"));
            return
                $"""
                ALTER TABLE {table} ADD COLUMN Texts tsvector GENERATED ALWAYS AS (to_tsvector('swedish', {said}) || to_tsvector('simple', {said})) STORED;
                CREATE INDEX IX_{table}_Texts ON {table} USING gin (Texts);

                """;
        }
    }
}
