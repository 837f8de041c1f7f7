using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initiatives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ChangedAt",
                table: "Initiatives",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "ContactId",
                table: "Initiatives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactName",
                table: "Initiatives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Learned",
                table: "Initiatives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StartedAt",
                table: "Initiatives",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<Guid>(
                name: "StartedById",
                table: "Initiatives",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "SupportAsked",
                table: "Initiatives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SupportAskedAt",
                table: "Initiatives",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "Version",
                table: "Initiatives",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.AddColumn<string>(
                name: "What",
                table: "Initiatives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PersonId",
                table: "ChannelInstallations",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Deliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<int>(type: "INTEGER", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ViaConversationId = table.Column<string>(type: "TEXT", nullable: false),
                    ConversationId = table.Column<string>(type: "TEXT", nullable: true),
                    InitiativeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Card = table.Column<string>(type: "TEXT", nullable: false),
                    Summary = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    SentRevision = table.Column<int>(type: "INTEGER", nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Lease = table.Column<Guid>(type: "TEXT", nullable: true),
                    LeasedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    InDoubtSince = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Deliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Deliveries_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "InitiativeChannels",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ChannelId = table.Column<string>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<string>(type: "TEXT", nullable: false),
                    PlaceName = table.Column<string>(type: "TEXT", nullable: false),
                    IsHome = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativeChannels", x => new { x.InitiativeId, x.ChannelId });
                    table.ForeignKey(
                        name: "FK_InitiativeChannels_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InitiativeEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    InitiativeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    ByName = table.Column<string>(type: "TEXT", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Field = table.Column<int>(type: "INTEGER", nullable: true),
                    Before = table.Column<string>(type: "TEXT", nullable: true),
                    After = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativeEvents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InitiativeEvents_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InitiativeFollowers",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UntoldSince = table.Column<long>(type: "INTEGER", nullable: true),
                    ToldAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativeFollowers", x => new { x.InitiativeId, x.UserId });
                    table.ForeignKey(
                        name: "FK_InitiativeFollowers_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InitiativeGoal",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    GoalId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativeGoal", x => new { x.InitiativeId, x.GoalId });
                    table.ForeignKey(
                        name: "FK_InitiativeGoal_Goals_GoalId",
                        column: x => x.GoalId,
                        principalTable: "Goals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_InitiativeGoal_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "InitiativePrinciple",
                columns: table => new
                {
                    InitiativeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PrincipleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    How = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InitiativePrinciple", x => new { x.InitiativeId, x.PrincipleId });
                    table.ForeignKey(
                        name: "FK_InitiativePrinciple_Initiatives_InitiativeId",
                        column: x => x.InitiativeId,
                        principalTable: "Initiatives",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_InitiativePrinciple_Principles_PrincipleId",
                        column: x => x.PrincipleId,
                        principalTable: "Principles",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Initiatives_TenantId_ChangedAt_Id",
                table: "Initiatives",
                columns: new[] { "TenantId", "ChangedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_InitiativeId",
                table: "Deliveries",
                column: "InitiativeId");

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_TenantId_InitiativeId",
                table: "Deliveries",
                columns: new[] { "TenantId", "InitiativeId" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_TenantId_State_DueAt",
                table: "Deliveries",
                columns: new[] { "TenantId", "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Deliveries_TenantId_Target_Purpose_Key",
                table: "Deliveries",
                columns: new[] { "TenantId", "Target", "Purpose", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeChannels_TenantId_TeamId",
                table: "InitiativeChannels",
                columns: new[] { "TenantId", "TeamId" });

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeEvents_InitiativeId",
                table: "InitiativeEvents",
                column: "InitiativeId");

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeEvents_TenantId_InitiativeId_At",
                table: "InitiativeEvents",
                columns: new[] { "TenantId", "InitiativeId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeFollowers_TenantId_UntoldSince",
                table: "InitiativeFollowers",
                columns: new[] { "TenantId", "UntoldSince" },
                filter: "UntoldSince IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_InitiativeGoal_GoalId",
                table: "InitiativeGoal",
                column: "GoalId");

            migrationBuilder.CreateIndex(
                name: "IX_InitiativePrinciple_PrincipleId",
                table: "InitiativePrinciple",
                column: "PrincipleId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Deliveries");

            migrationBuilder.DropTable(
                name: "InitiativeChannels");

            migrationBuilder.DropTable(
                name: "InitiativeEvents");

            migrationBuilder.DropTable(
                name: "InitiativeFollowers");

            migrationBuilder.DropTable(
                name: "InitiativeGoal");

            migrationBuilder.DropTable(
                name: "InitiativePrinciple");

            migrationBuilder.DropIndex(
                name: "IX_Initiatives_TenantId_ChangedAt_Id",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "ContactId",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "ContactName",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "Learned",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "StartedAt",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "StartedById",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "SupportAsked",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "SupportAskedAt",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "What",
                table: "Initiatives");

            migrationBuilder.DropColumn(
                name: "PersonId",
                table: "ChannelInstallations");
        }
    }
}
