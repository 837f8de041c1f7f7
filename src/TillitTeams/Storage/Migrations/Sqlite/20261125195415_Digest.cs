using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Digest : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Links_TenantId_ContainerId_PlaceId",
                table: "Links");

            migrationBuilder.AddColumn<long>(
                name: "NotAfter",
                table: "Deliveries",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DigestAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Week = table.Column<string>(type: "TEXT", nullable: false),
                    WasUseful = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestAnswers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DigestSubscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Weekday = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", nullable: false),
                    PausesOverHolidays = table.Column<bool>(type: "INTEGER", nullable: false),
                    NextWeek = table.Column<string>(type: "TEXT", nullable: false),
                    NextAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestSubscriptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DigestGoal",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GoalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestGoal", x => new { x.SubscriptionId, x.GoalId });
                    table.ForeignKey(
                        name: "FK_DigestGoal_DigestSubscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "DigestSubscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DigestGoal_Goals_GoalId",
                        column: x => x.GoalId,
                        principalTable: "Goals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DigestTeam",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<string>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DigestTeam", x => new { x.SubscriptionId, x.TeamId });
                    table.ForeignKey(
                        name: "FK_DigestTeam_DigestSubscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "DigestSubscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MissedDigests",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Week = table.Column<string>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MissedDigests", x => new { x.SubscriptionId, x.Week });
                    table.ForeignKey(
                        name: "FK_MissedDigests_DigestSubscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "DigestSubscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Links_TenantId_ContainerId_PlaceId_TaggedAt",
                table: "Links",
                columns: new[] { "TenantId", "ContainerId", "PlaceId", "TaggedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DigestAnswers_TenantId_Week",
                table: "DigestAnswers",
                columns: new[] { "TenantId", "Week" });

            migrationBuilder.CreateIndex(
                name: "IX_DigestGoal_GoalId",
                table: "DigestGoal",
                column: "GoalId");

            migrationBuilder.CreateIndex(
                name: "IX_DigestSubscriptions_TenantId_NextAt",
                table: "DigestSubscriptions",
                columns: new[] { "TenantId", "NextAt" },
                filter: "EndedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DigestSubscriptions_TenantId_Target",
                table: "DigestSubscriptions",
                columns: new[] { "TenantId", "Target" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DigestAnswers");

            migrationBuilder.DropTable(
                name: "DigestGoal");

            migrationBuilder.DropTable(
                name: "DigestTeam");

            migrationBuilder.DropTable(
                name: "MissedDigests");

            migrationBuilder.DropTable(
                name: "DigestSubscriptions");

            migrationBuilder.DropIndex(
                name: "IX_Links_TenantId_ContainerId_PlaceId_TaggedAt",
                table: "Links");

            migrationBuilder.DropColumn(
                name: "NotAfter",
                table: "Deliveries");

            migrationBuilder.CreateIndex(
                name: "IX_Links_TenantId_ContainerId_PlaceId",
                table: "Links",
                columns: new[] { "TenantId", "ContainerId", "PlaceId" });
        }
    }
}
