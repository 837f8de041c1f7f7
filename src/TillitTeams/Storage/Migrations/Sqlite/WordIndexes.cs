namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <summary>
    /// The words of links and of initiatives, kept by triggers. The indexes hold no text of their own; they follow the
    /// tables by rowid, so after a VACUUM, which may number rows anew, they are made again: INSERT INTO
    /// LinkTexts(LinkTexts) VALUES('rebuild'), and likewise InitiativeTexts. A migration that makes Links or Initiatives
    /// anew drops these first and makes them again.
    /// </summary>
    internal static class WordIndexes
    {
        public static string Create { get; } =
            Over("Links", "LinkTexts", "Title", "Why", "PlaceName")
            + Over("Initiatives", "InitiativeTexts", "Title", "What", "ResidentsGain", "Learned", "SupportAsked");

        public const string Drop =
            """
            DROP TRIGGER InitiativeTexts_update;
            DROP TRIGGER InitiativeTexts_delete;
            DROP TRIGGER InitiativeTexts_insert;
            DROP TABLE InitiativeTexts;
            DROP TRIGGER LinkTexts_update;
            DROP TRIGGER LinkTexts_delete;
            DROP TRIGGER LinkTexts_insert;
            DROP TABLE LinkTexts;
            """;

        private static string Over(string table, string index, params string[] columns)
        {
            var names = string.Join(", ", columns);
            var (added, removed) = (string.Join(", ", columns.Select(column => $"new.{column}")), string.Join(", ", columns.Select(column => $"old.{column}")));
            var add = $"INSERT INTO {index}(rowid, {names}) VALUES (new.rowid, {added});";
            var remove = $"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.rowid, {removed});";
            return
                $"""
                CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{table}', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
                INSERT INTO {index}({index}) VALUES('rebuild');
                CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN
                  {add}
                END;
                CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN
                  {remove}
                END;
                CREATE TRIGGER {index}_update AFTER UPDATE OF {names} ON {table} BEGIN
                  {remove}
                  {add}
                END;

                """;
        }
    }
}
