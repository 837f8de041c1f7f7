using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Model : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Colour",
                table: "Principles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Icon",
                table: "Principles",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Principles",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Principles",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<int>(
                name: "Colour",
                table: "Goals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Icon",
                table: "Goals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "MergedIntoId",
                table: "Goals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Goals",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            // As goals have looked until now, by their order.
            migrationBuilder.Sql("UPDATE Goals SET Colour = \"Order\" % 6 + 1, Icon = \"Order\" % 6 + 1;");

            migrationBuilder.CreateTable(
                name: "ModelChanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Actor = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemKind = table.Column<int>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Field = table.Column<int>(type: "INTEGER", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true),
                    DecisionReference = table.Column<string>(type: "TEXT", nullable: true),
                    DecidedOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelChanges", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ModelChanges_TenantId_At",
                table: "ModelChanges",
                columns: new[] { "TenantId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ModelChanges");

            migrationBuilder.DropColumn(
                name: "Colour",
                table: "Principles");

            migrationBuilder.DropColumn(
                name: "Icon",
                table: "Principles");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Principles");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Principles");

            migrationBuilder.DropColumn(
                name: "Colour",
                table: "Goals");

            migrationBuilder.DropColumn(
                name: "Icon",
                table: "Goals");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Goals");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Goals");
        }
    }
}
