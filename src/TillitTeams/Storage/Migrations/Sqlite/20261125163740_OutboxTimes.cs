using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OutboxTimes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FailedAt",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TriedSince",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "FailedAt",
                table: "Deliveries");

            migrationBuilder.DropColumn(
                name: "TriedSince",
                table: "Deliveries");
        }
    }
}
