namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <summary>
    /// The lists that links stand in: LinkLists says which those are, and ListedLinks keeps it, by triggers, in the
    /// order that pages read. A migration that makes Links, LinkGoals or LinkPrinciples anew drops these first and
    /// makes them again.
    /// </summary>
    internal static class LinkListTables
    {
        public static string Create { get; } =
            """
            CREATE VIEW LinkLists AS
            SELECT
              link.TenantId, tag.GoalId || tag.PrincipleId || why.Sign AS List, link.PlaceId, printf('%019d', link.OccurredAt) || link.Id AS Position,
              tag.LinkId, tag.GoalId, tag.PrincipleId
            FROM (
              SELECT LinkId, GoalId, '' AS PrincipleId FROM LinkGoals
              UNION ALL SELECT LinkId, '', PrincipleId FROM LinkPrinciples
              UNION ALL SELECT goal.LinkId, goal.GoalId, principle.PrincipleId
                FROM LinkGoals AS goal JOIN LinkPrinciples AS principle ON principle.LinkId = goal.LinkId
            ) AS tag
            CROSS JOIN Links AS link ON link.Id = tag.LinkId
            CROSS JOIN (SELECT '' AS Sign UNION ALL SELECT '+') AS why ON why.Sign = '' OR link.Why IS NOT NULL
            UNION ALL
            SELECT TenantId, TaggedById, PlaceId, printf('%019d', TaggedAt) || Id, Id, '', '' FROM Links;

            CREATE TABLE ListedLinks (
              TenantId TEXT NOT NULL, List TEXT NOT NULL, PlaceId TEXT NOT NULL, Position TEXT NOT NULL,
              PRIMARY KEY (TenantId, List, PlaceId, Position)
            ) WITHOUT ROWID;
            INSERT INTO ListedLinks SELECT TenantId, List, PlaceId, Position FROM LinkLists ORDER BY 1, 2, 3, 4;

            """ + string.Concat(
                Enter("Links_insert", "INSERT ON Links", "LinkId = new.Id"),
                Leave("Links_update", $"UPDATE OF {Copied} ON Links", "LinkId = old.Id"),
                Enter("Links_updated", $"UPDATE OF {Copied} ON Links", "LinkId = new.Id"),
                Leave("Links_delete", "DELETE ON Links", "LinkId = old.Id"),
                Enter("LinkGoals_insert", "INSERT ON LinkGoals", "LinkId = new.LinkId AND GoalId = new.GoalId"),
                Leave("LinkGoals_delete", "DELETE ON LinkGoals", "LinkId = old.LinkId AND GoalId = old.GoalId"),
                Enter("LinkPrinciples_insert", "INSERT ON LinkPrinciples", "LinkId = new.LinkId AND PrincipleId = new.PrincipleId"),
                Leave("LinkPrinciples_delete", "DELETE ON LinkPrinciples", "LinkId = old.LinkId AND PrincipleId = old.PrincipleId"));

        public const string Drop =
            """
            DROP TRIGGER ListedLinks_Links_insert;
            DROP TRIGGER ListedLinks_Links_update;
            DROP TRIGGER ListedLinks_Links_updated;
            DROP TRIGGER ListedLinks_Links_delete;
            DROP TRIGGER ListedLinks_LinkGoals_insert;
            DROP TRIGGER ListedLinks_LinkGoals_delete;
            DROP TRIGGER ListedLinks_LinkPrinciples_insert;
            DROP TRIGGER ListedLinks_LinkPrinciples_delete;
            DROP TABLE ListedLinks;
            DROP VIEW LinkLists;
            """;

        /// <summary>Everything of a link that the lists are made of.</summary>
        private const string Copied = "TenantId, ContainerId, Message_ChatId, Message_ChannelId, OccurredAt, Why, TaggedById, TaggedAt";

        /// <summary>Before something changes, the link leaves the lists that are made of it…</summary>
        private static string Leave(string name, string change, string which) =>
            $"""
            CREATE TRIGGER ListedLinks_{name} BEFORE {change} BEGIN
              DELETE FROM ListedLinks WHERE (TenantId, List, PlaceId, Position) IN (SELECT TenantId, List, PlaceId, Position FROM LinkLists WHERE {which});
            END;

            """;

        /// <summary>…and afterwards it stands in those that it is in now.</summary>
        private static string Enter(string name, string change, string which) =>
            $"""
            CREATE TRIGGER ListedLinks_{name} AFTER {change} BEGIN
              INSERT INTO ListedLinks SELECT TenantId, List, PlaceId, Position FROM LinkLists WHERE {which};
            END;

            """;
    }
}
