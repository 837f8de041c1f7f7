using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <summary>
    /// The words of initiatives, kept by triggers as those of links are: see <see cref="Search"/>. A migration that
    /// rebuilds the table of initiatives makes the triggers anew.
    /// </summary>
    public partial class InitiativeWords : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                DROP TRIGGER InitiativeTexts_update;
                DROP TRIGGER InitiativeTexts_delete;
                DROP TRIGGER InitiativeTexts_insert;
                DROP TABLE InitiativeTexts;
                """);
        }
    }
}
