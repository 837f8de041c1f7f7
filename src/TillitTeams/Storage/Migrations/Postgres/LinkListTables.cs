namespace TillitTeams.Storage.Migrations.Postgres
{
    /// <summary>
    /// The lists that links stand in: LinkLists says which those are, and ListedLinks keeps it, by triggers, in the order
    /// that pages read. The same as in SQLite, and ids stand in it as they do there.
    /// </summary>
    internal static class LinkListTables
    {
        public static string Create { get; } =
            """
            CREATE VIEW LinkLists AS
            SELECT
              link.TenantId, (tag.Goal || tag.Principle || why.Sign) COLLATE "C" AS List, link.PlaceId,
              (lpad(link.OccurredAt::text, 19, '0') || upper(link.Id::text)) COLLATE "C" AS Position, tag.LinkId, tag.Goal, tag.Principle
            FROM (
              SELECT LinkId, upper(GoalId::text) AS Goal, '' AS Principle FROM LinkGoals
              UNION ALL SELECT LinkId, '', upper(PrincipleId::text) FROM LinkPrinciples
              UNION ALL SELECT goal.LinkId, upper(goal.GoalId::text), upper(principle.PrincipleId::text)
                FROM LinkGoals AS goal JOIN LinkPrinciples AS principle ON principle.LinkId = goal.LinkId
            ) AS tag
            JOIN Links AS link ON link.Id = tag.LinkId
            JOIN (VALUES (''), ('+')) AS why(Sign) ON why.Sign = '' OR link.Why IS NOT NULL
            UNION ALL
            SELECT TenantId, upper(TaggedById::text), PlaceId, lpad(TaggedAt::text, 19, '0') || upper(Id::text), Id, '', '' FROM Links;

            CREATE TABLE ListedLinks (
              TenantId uuid NOT NULL, List text COLLATE "C" NOT NULL, PlaceId text COLLATE "C" NOT NULL, Position text COLLATE "C" NOT NULL,
              PRIMARY KEY (TenantId, List, PlaceId, Position)
            );

            """ + string.Concat(
                Leave("Links_change", $"UPDATE OF {Copied} OR DELETE ON Links", "LinkId = old.Id", "CASE TG_OP WHEN 'DELETE' THEN old ELSE new END"),
                Enter("Links_changed", $"INSERT OR UPDATE OF {Copied} ON Links", "LinkId = new.Id"),
                Leave("LinkGoals_delete", "DELETE ON LinkGoals", "LinkId = old.LinkId AND Goal = upper(old.GoalId::text)", "old"),
                Enter("LinkGoals_insert", "INSERT ON LinkGoals", "LinkId = new.LinkId AND Goal = upper(new.GoalId::text)"),
                Leave("LinkPrinciples_delete", "DELETE ON LinkPrinciples", "LinkId = old.LinkId AND Principle = upper(old.PrincipleId::text)", "old"),
                Enter("LinkPrinciples_insert", "INSERT ON LinkPrinciples", "LinkId = new.LinkId AND Principle = upper(new.PrincipleId::text)"));

        /// <summary>Its triggers' functions fill it, and mean nothing to any other table.</summary>
        public const string Drop = "DROP VIEW LinkLists; DROP TABLE ListedLinks;";

        /// <summary>Everything of a link that the lists are made of.</summary>
        private const string Copied = "TenantId, ContainerId, Message_ChatId, Message_ChannelId, OccurredAt, Why, TaggedById, TaggedAt";

        /// <summary>Before something changes, the link leaves the lists that are made of it…</summary>
        private static string Leave(string name, string change, string which, string goesOn) =>
            $"""
            CREATE OR REPLACE FUNCTION ListedLinks_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              DELETE FROM ListedLinks WHERE (TenantId, List, PlaceId, Position) IN (SELECT TenantId, List, PlaceId, Position FROM LinkLists WHERE {which});
              RETURN {goesOn};
            END $$;
            CREATE TRIGGER ListedLinks_{name} BEFORE {change} FOR EACH ROW EXECUTE FUNCTION ListedLinks_{name}();

            """;

        /// <summary>…and afterwards it stands in those that it is in now.</summary>
        private static string Enter(string name, string change, string which) =>
            $"""
            CREATE OR REPLACE FUNCTION ListedLinks_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              INSERT INTO ListedLinks SELECT TenantId, List, PlaceId, Position FROM LinkLists WHERE {which};
              RETURN NULL;
            END $$;
            CREATE TRIGGER ListedLinks_{name} AFTER {change} FOR EACH ROW EXECUTE FUNCTION ListedLinks_{name}();

            """;
    }
}
