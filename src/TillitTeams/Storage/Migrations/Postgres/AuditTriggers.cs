namespace TillitTeams.Storage.Migrations.Postgres
{
    /// <summary>Events are added, sealed once, and their person may be forgotten, as in SQLite. Also TRUNCATE asks.</summary>
    internal static class AuditTriggers
    {
        public const string Create =
            """
            CREATE OR REPLACE FUNCTION AuditEvents_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              RAISE EXCEPTION 'What has been noted down stays.';
            END $$;
            CREATE TRIGGER AuditEvents_stay BEFORE DELETE OR TRUNCATE ON AuditEvents FOR EACH STATEMENT EXECUTE FUNCTION AuditEvents_stay();
            CREATE OR REPLACE FUNCTION AuditEvents_are_as_noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              RAISE EXCEPTION 'What has been noted down stays as it was noted.';
            END $$;
            CREATE TRIGGER AuditEvents_are_as_noted BEFORE UPDATE ON AuditEvents FOR EACH ROW
            WHEN (new.Id IS DISTINCT FROM old.Id OR new.TenantId IS DISTINCT FROM old.TenantId OR new.At IS DISTINCT FROM old.At
              OR new.Action IS DISTINCT FROM old.Action OR new.RowId IS DISTINCT FROM old.RowId OR new.Covers IS DISTINCT FROM old.Covers
              OR (old.Sequence IS NOT NULL AND (new.Sequence IS DISTINCT FROM old.Sequence OR new.Hash IS DISTINCT FROM old.Hash
                OR new.PersonProof IS DISTINCT FROM old.PersonProof))
              OR (new.PersonId IS DISTINCT FROM old.PersonId AND (old.PersonSalt IS NULL OR new.PersonSalt IS NOT NULL)))
            EXECUTE FUNCTION AuditEvents_are_as_noted();

            """;
    }
}
