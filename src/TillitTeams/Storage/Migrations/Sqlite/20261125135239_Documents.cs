using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Documents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Document_DriveId",
                table: "Links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Document_ItemId",
                table: "Links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Document_ListId",
                table: "Links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Document_ListItemId",
                table: "Links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Document_SiteId",
                table: "Links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Document_TeamId",
                table: "Links",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "LinkPrinciples",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "LinkGoals",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ClassifiedLabels",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LabelId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClassifiedLabels", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_LinkPrinciples_TenantId_PrincipleId_Kind_OccurredAt_LinkId_ContainerId",
                table: "LinkPrinciples",
                columns: new[] { "TenantId", "PrincipleId", "Kind", "OccurredAt", "LinkId", "ContainerId" });

            migrationBuilder.CreateIndex(
                name: "IX_LinkGoals_TenantId_GoalId_Kind_OccurredAt_LinkId_ContainerId",
                table: "LinkGoals",
                columns: new[] { "TenantId", "GoalId", "Kind", "OccurredAt", "LinkId", "ContainerId" });

            migrationBuilder.CreateIndex(
                name: "IX_ClassifiedLabels_TenantId_LabelId",
                table: "ClassifiedLabels",
                columns: new[] { "TenantId", "LabelId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ClassifiedLabels");

            migrationBuilder.DropIndex(
                name: "IX_LinkPrinciples_TenantId_PrincipleId_Kind_OccurredAt_LinkId_ContainerId",
                table: "LinkPrinciples");

            migrationBuilder.DropIndex(
                name: "IX_LinkGoals_TenantId_GoalId_Kind_OccurredAt_LinkId_ContainerId",
                table: "LinkGoals");

            migrationBuilder.DropColumn(
                name: "Document_DriveId",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Document_ItemId",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Document_ListId",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Document_ListItemId",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Document_SiteId",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Document_TeamId",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "LinkPrinciples");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "LinkGoals");
        }
    }
}
