using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <summary>
    /// The lists that links stand in: LinkLists says which those are, and ListedLinks keeps it, by triggers, in the
    /// order that pages read. Whoever makes Links, LinkGoals or LinkPrinciples anew drops view and triggers first and
    /// makes them again.
    /// </summary>
    public partial class Lists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_Links_TenantId_ContainerId_OccurredAt_Id", table: "Links");
            migrationBuilder.DropIndex(name: "IX_Links_TenantId_TaggedById_TaggedAt", table: "Links");
            migrationBuilder.DropIndex(name: "IX_LinkPrinciples_TenantId_PrincipleId_Kind_OccurredAt_LinkId_ContainerId", table: "LinkPrinciples");
            migrationBuilder.DropIndex(name: "IX_LinkPrinciples_TenantId_PrincipleId_OccurredAt_LinkId_ContainerId", table: "LinkPrinciples");
            migrationBuilder.DropIndex(name: "IX_LinkGoals_TenantId_GoalId_Kind_OccurredAt_LinkId_ContainerId", table: "LinkGoals");
            migrationBuilder.DropIndex(name: "IX_LinkGoals_TenantId_GoalId_OccurredAt_LinkId_ContainerId", table: "LinkGoals");

            // As statements of their own: EF would make the tables anew at the very end, and the triggers below be lost.
            migrationBuilder.Sql(
                """
                ALTER TABLE LinkPrinciples DROP COLUMN ContainerId;
                ALTER TABLE LinkPrinciples DROP COLUMN Kind;
                ALTER TABLE LinkPrinciples DROP COLUMN OccurredAt;
                ALTER TABLE LinkGoals DROP COLUMN ContainerId;
                ALTER TABLE LinkGoals DROP COLUMN Kind;
                ALTER TABLE LinkGoals DROP COLUMN OccurredAt;
                """);

            migrationBuilder.AddColumn<string>(
                name: "PlaceId",
                table: "Links",
                type: "TEXT",
                nullable: false,
                computedColumnSql: "COALESCE(Message_ChatId, Message_ChannelId, ContainerId)",
                stored: false);

            migrationBuilder.CreateIndex(
                name: "IX_Links_Document_SiteId",
                table: "Links",
                column: "Document_SiteId",
                filter: "Document_SiteId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Links_TenantId_ContainerId_PlaceId",
                table: "Links",
                columns: new[] { "TenantId", "ContainerId", "PlaceId" });

            migrationBuilder.Sql(
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
                    Leave("LinkPrinciples_delete", "DELETE ON LinkPrinciples", "LinkId = old.LinkId AND PrincipleId = old.PrincipleId")));
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            foreach (var trigger in new[]
            {
                "Links_insert", "Links_update", "Links_updated", "Links_delete",
                "LinkGoals_insert", "LinkGoals_delete", "LinkPrinciples_insert", "LinkPrinciples_delete",
            })
            {
                migrationBuilder.Sql($"DROP TRIGGER ListedLinks_{trigger};");
            }

            migrationBuilder.Sql("DROP TABLE ListedLinks; DROP VIEW LinkLists;");
            migrationBuilder.DropIndex(name: "IX_Links_Document_SiteId", table: "Links");
            migrationBuilder.DropIndex(name: "IX_Links_TenantId_ContainerId_PlaceId", table: "Links");
            migrationBuilder.Sql("ALTER TABLE Links DROP COLUMN PlaceId;");
            foreach (var table in new[] { "LinkPrinciples", "LinkGoals" })
            {
                migrationBuilder.AddColumn<string>(name: "ContainerId", table: table, type: "TEXT", nullable: false, defaultValue: "");
                migrationBuilder.AddColumn<int>(name: "Kind", table: table, type: "INTEGER", nullable: false, defaultValue: 0);
                migrationBuilder.AddColumn<long>(name: "OccurredAt", table: table, type: "INTEGER", nullable: false, defaultValue: 0L);
                migrationBuilder.Sql(
                    $"UPDATE {table} SET (ContainerId, Kind, OccurredAt) = (SELECT ContainerId, Kind, OccurredAt FROM Links WHERE Links.Id = {table}.LinkId);");
            }

            migrationBuilder.CreateIndex(
                name: "IX_Links_TenantId_ContainerId_OccurredAt_Id",
                table: "Links",
                columns: new[] { "TenantId", "ContainerId", "OccurredAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Links_TenantId_TaggedById_TaggedAt",
                table: "Links",
                columns: new[] { "TenantId", "TaggedById", "TaggedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LinkPrinciples_TenantId_PrincipleId_Kind_OccurredAt_LinkId_ContainerId",
                table: "LinkPrinciples",
                columns: new[] { "TenantId", "PrincipleId", "Kind", "OccurredAt", "LinkId", "ContainerId" });

            migrationBuilder.CreateIndex(
                name: "IX_LinkPrinciples_TenantId_PrincipleId_OccurredAt_LinkId_ContainerId",
                table: "LinkPrinciples",
                columns: new[] { "TenantId", "PrincipleId", "OccurredAt", "LinkId", "ContainerId" });

            migrationBuilder.CreateIndex(
                name: "IX_LinkGoals_TenantId_GoalId_Kind_OccurredAt_LinkId_ContainerId",
                table: "LinkGoals",
                columns: new[] { "TenantId", "GoalId", "Kind", "OccurredAt", "LinkId", "ContainerId" });

            migrationBuilder.CreateIndex(
                name: "IX_LinkGoals_TenantId_GoalId_OccurredAt_LinkId_ContainerId",
                table: "LinkGoals",
                columns: new[] { "TenantId", "GoalId", "OccurredAt", "LinkId", "ContainerId" });
        }

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
