using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <summary>
    /// What followers have been told, and the words of initiatives, kept by triggers as those of links are: see
    /// <see cref="Search"/>. A migration that rebuilds the table of initiatives makes the triggers anew.
    /// </summary>
    public partial class FoundInitiatives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_InitiativeFollowers_TenantId_UntoldSince",
                table: "InitiativeFollowers");

            migrationBuilder.DropColumn(
                name: "UntoldSince",
                table: "InitiativeFollowers");

            migrationBuilder.AddColumn<long>(
                name: "NextTryAt",
                table: "InitiativeFollowers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "Since",
                table: "InitiativeFollowers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeFollowers_TenantId_NextTryAt",
                table: "InitiativeFollowers",
                columns: new[] { "TenantId", "NextTryAt" });

            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE InitiativeTexts USING fts5(Title, What, ResidentsGain, Learned, SupportAsked, content='Initiatives', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
                INSERT INTO InitiativeTexts(InitiativeTexts) VALUES('rebuild');
                CREATE TRIGGER InitiativeTexts_insert AFTER INSERT ON Initiatives BEGIN
                  INSERT INTO InitiativeTexts(rowid, Title, What, ResidentsGain, Learned, SupportAsked) VALUES (new.rowid, new.Title, new.What, new.ResidentsGain, new.Learned, new.SupportAsked);
                END;
                CREATE TRIGGER InitiativeTexts_delete AFTER DELETE ON Initiatives BEGIN
                  INSERT INTO InitiativeTexts(InitiativeTexts, rowid, Title, What, ResidentsGain, Learned, SupportAsked) VALUES ('delete', old.rowid, old.Title, old.What, old.ResidentsGain, old.Learned, old.SupportAsked);
                END;
                CREATE TRIGGER InitiativeTexts_update AFTER UPDATE OF Title, What, ResidentsGain, Learned, SupportAsked ON Initiatives BEGIN
                  INSERT INTO InitiativeTexts(InitiativeTexts, rowid, Title, What, ResidentsGain, Learned, SupportAsked) VALUES ('delete', old.rowid, old.Title, old.What, old.ResidentsGain, old.Learned, old.SupportAsked);
                  INSERT INTO InitiativeTexts(rowid, Title, What, ResidentsGain, Learned, SupportAsked) VALUES (new.rowid, new.Title, new.What, new.ResidentsGain, new.Learned, new.SupportAsked);
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER InitiativeTexts_update;
                DROP TRIGGER InitiativeTexts_delete;
                DROP TRIGGER InitiativeTexts_insert;
                DROP TABLE InitiativeTexts;
                """);

            migrationBuilder.DropIndex(
                name: "IX_InitiativeFollowers_TenantId_NextTryAt",
                table: "InitiativeFollowers");

            migrationBuilder.DropColumn(
                name: "NextTryAt",
                table: "InitiativeFollowers");

            migrationBuilder.DropColumn(
                name: "Since",
                table: "InitiativeFollowers");

            migrationBuilder.AddColumn<long>(
                name: "UntoldSince",
                table: "InitiativeFollowers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeFollowers_TenantId_UntoldSince",
                table: "InitiativeFollowers",
                columns: new[] { "TenantId", "UntoldSince" },
                filter: "UntoldSince IS NOT NULL");
        }
    }
}
