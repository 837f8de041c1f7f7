namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <summary>
    /// Events are added, sealed once, and their person may be forgotten: whatever else a statement would do to them fails,
    /// whoever makes it. Somebody with the file in their hands can take these away; then the chain tells.
    /// </summary>
    internal static class AuditTriggers
    {
        public const string Create =
            """
            CREATE TRIGGER AuditEvents_stay BEFORE DELETE ON AuditEvents BEGIN
              SELECT RAISE(ABORT, 'What has been noted down stays.');
            END;
            CREATE TRIGGER AuditEvents_are_as_noted BEFORE UPDATE ON AuditEvents
            WHEN new.Id IS NOT old.Id OR new.TenantId IS NOT old.TenantId OR new.At IS NOT old.At OR new.Action IS NOT old.Action
              OR new.RowId IS NOT old.RowId OR new.Covers IS NOT old.Covers
              OR (old.Sequence IS NOT NULL AND (new.Sequence IS NOT old.Sequence OR new.Hash IS NOT old.Hash OR new.PersonProof IS NOT old.PersonProof))
              OR (new.PersonId IS NOT old.PersonId AND (old.PersonSalt IS NULL OR new.PersonSalt IS NOT NULL))
            BEGIN
              SELECT RAISE(ABORT, 'What has been noted down stays as it was noted.');
            END;

            """;
    }
}
