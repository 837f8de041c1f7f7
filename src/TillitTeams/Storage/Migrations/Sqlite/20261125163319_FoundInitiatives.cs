using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
