using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChannelTabs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Links_TenantId_ContainerId",
                table: "Links");

            migrationBuilder.CreateIndex(
                name: "IX_Links_TenantId_ContainerId_OccurredAt_Id",
                table: "Links",
                columns: new[] { "TenantId", "ContainerId", "OccurredAt", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Links_TenantId_ContainerId_OccurredAt_Id",
                table: "Links");

            migrationBuilder.CreateIndex(
                name: "IX_Links_TenantId_ContainerId",
                table: "Links",
                columns: new[] { "TenantId", "ContainerId" });
        }
    }
}
