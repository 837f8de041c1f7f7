using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <summary>
    /// The words of links, kept by triggers. The index holds no text of its own; it follows Links by rowid, so after a
    /// VACUUM, which may number rows anew, it is made again: INSERT INTO LinkTexts(LinkTexts) VALUES('rebuild').
    /// </summary>
    public partial class Search : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            CREATE VIRTUAL TABLE LinkTexts USING fts5(Title, Why, PlaceName, content='Links', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
            INSERT INTO LinkTexts(LinkTexts) VALUES('rebuild');
            CREATE TRIGGER LinkTexts_insert AFTER INSERT ON Links BEGIN
              INSERT INTO LinkTexts(rowid, Title, Why, PlaceName) VALUES (new.rowid, new.Title, new.Why, new.PlaceName);
            END;
            CREATE TRIGGER LinkTexts_delete AFTER DELETE ON Links BEGIN
              INSERT INTO LinkTexts(LinkTexts, rowid, Title, Why, PlaceName) VALUES ('delete', old.rowid, old.Title, old.Why, old.PlaceName);
            END;
            CREATE TRIGGER LinkTexts_update AFTER UPDATE OF Title, Why, PlaceName ON Links BEGIN
              INSERT INTO LinkTexts(LinkTexts, rowid, Title, Why, PlaceName) VALUES ('delete', old.rowid, old.Title, old.Why, old.PlaceName);
              INSERT INTO LinkTexts(rowid, Title, Why, PlaceName) VALUES (new.rowid, new.Title, new.Why, new.PlaceName);
            END;
            """);

        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
            """
            DROP TRIGGER LinkTexts_update;
            DROP TRIGGER LinkTexts_delete;
            DROP TRIGGER LinkTexts_insert;
            DROP TABLE LinkTexts;
            """);
    }
}
