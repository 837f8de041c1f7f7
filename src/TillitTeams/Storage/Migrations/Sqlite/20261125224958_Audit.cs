using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <summary>What the numbers were that actions were stored as.</summary>
        private const string Names =
            """
            CASE Action WHEN 0 THEN 'SiteTurnedOn' WHEN 1 THEN 'SiteTurnedOff' WHEN 2 THEN 'LabelAdded' WHEN 3 THEN 'LabelRemoved'
                WHEN 4 THEN 'LinkedInLibrary' WHEN 5 THEN 'ChangedInLibrary' WHEN 6 THEN 'ClearedInLibrary' WHEN 7 THEN 'LibraryStood'
                WHEN 8 THEN 'LibraryGaveWay' WHEN 9 THEN 'LinkStood' WHEN 10 THEN 'LinkGaveWay' ELSE 'CardRetried' END
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A new table, because SQLite cannot change a column, and EF would do so outside the transaction.
            migrationBuilder.DropIndex(name: "IX_AuditEvents_TenantId_RowId_At", table: "AuditEvents");
            migrationBuilder.RenameTable(name: "AuditEvents", newName: "NumberedAuditEvents");
            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    RowId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: true),
                    PersonProof = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PersonSalt = table.Column<Guid>(type: "TEXT", nullable: true),
                    Covers = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table => table.PrimaryKey("PK_AuditEvents", x => x.Id));
            migrationBuilder.Sql($"INSERT INTO AuditEvents (Id, TenantId, At, PersonId, Action, RowId) SELECT Id, TenantId, At, PersonId, {Names}, RowId FROM NumberedAuditEvents;");
            migrationBuilder.DropTable(name: "NumberedAuditEvents");
            migrationBuilder.CreateIndex(name: "IX_AuditEvents_TenantId_RowId_At", table: "AuditEvents", columns: ["TenantId", "RowId", "At"]);
            migrationBuilder.CreateIndex(name: "IX_AuditEvents_TenantId_At_Id", table: "AuditEvents", columns: ["TenantId", "At", "Id"]);
            migrationBuilder.CreateIndex(name: "IX_AuditEvents_TenantId_Sequence", table: "AuditEvents", columns: ["TenantId", "Sequence"], unique: true);
            migrationBuilder.CreateTable(
                name: "AuditHeads",
                columns: table => new
                {
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table => table.PrimaryKey("PK_AuditHeads", x => x.TenantId));
            migrationBuilder.Sql(AuditTriggers.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("What was sealed in the audit trail is not taken apart again; restore a backup instead.");
    }
}
