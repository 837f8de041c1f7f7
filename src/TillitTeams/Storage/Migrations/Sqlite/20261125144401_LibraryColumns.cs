using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LibraryColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditEvents",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Action = table.Column<int>(type: "INTEGER", nullable: false),
                    RowId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SharePointSites",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    WritesColumns = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    GoalColumn = table.Column<string>(type: "TEXT", nullable: true),
                    PrincipleColumn = table.Column<string>(type: "TEXT", nullable: true),
                    Choices = table.Column<string>(type: "TEXT", nullable: true),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SharePointSites", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SiteLibraries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SharePointSiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DriveId = table.Column<string>(type: "TEXT", nullable: false),
                    ListId = table.Column<string>(type: "TEXT", nullable: false),
                    TeamId = table.Column<string>(type: "TEXT", nullable: true),
                    PlaceName = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    DeltaLink = table.Column<string>(type: "TEXT", nullable: true),
                    SeenUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    RoundBeganAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SubscriptionId = table.Column<string>(type: "TEXT", nullable: true),
                    ClientState = table.Column<string>(type: "TEXT", nullable: false),
                    SubscriptionEndsAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteLibraries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SiteLibraries_SharePointSites_SharePointSiteId",
                        column: x => x.SharePointSiteId,
                        principalTable: "SharePointSites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "LibraryItems",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteLibraryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SourceKey = table.Column<string>(type: "TEXT", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    AgreedGoals = table.Column<string>(type: "TEXT", nullable: true),
                    AgreedPrinciples = table.Column<string>(type: "TEXT", nullable: true),
                    IsWriting = table.Column<bool>(type: "INTEGER", nullable: false),
                    LinkVersion = table.Column<Guid>(type: "TEXT", nullable: true),
                    ETag = table.Column<string>(type: "TEXT", nullable: true),
                    NextTryAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LibraryItems", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LibraryItems_SiteLibraries_SiteLibraryId",
                        column: x => x.SiteLibraryId,
                        principalTable: "SiteLibraries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Links_Document_DriveId",
                table: "Links",
                column: "Document_DriveId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEvents_TenantId_RowId_At",
                table: "AuditEvents",
                columns: new[] { "TenantId", "RowId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_LibraryItems_SiteLibraryId",
                table: "LibraryItems",
                column: "SiteLibraryId");

            migrationBuilder.CreateIndex(
                name: "IX_LibraryItems_TenantId_NextTryAt",
                table: "LibraryItems",
                columns: new[] { "TenantId", "NextTryAt" },
                filter: "NextTryAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LibraryItems_TenantId_SourceKey",
                table: "LibraryItems",
                columns: new[] { "TenantId", "SourceKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SharePointSites_TenantId_SiteId",
                table: "SharePointSites",
                columns: new[] { "TenantId", "SiteId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SiteLibraries_SharePointSiteId",
                table: "SiteLibraries",
                column: "SharePointSiteId");

            migrationBuilder.CreateIndex(
                name: "IX_SiteLibraries_SubscriptionId",
                table: "SiteLibraries",
                column: "SubscriptionId");

            migrationBuilder.CreateIndex(
                name: "IX_SiteLibraries_TenantId_DriveId",
                table: "SiteLibraries",
                columns: new[] { "TenantId", "DriveId" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEvents");

            migrationBuilder.DropTable(
                name: "LibraryItems");

            migrationBuilder.DropTable(
                name: "SiteLibraries");

            migrationBuilder.DropTable(
                name: "SharePointSites");

            migrationBuilder.DropIndex(
                name: "IX_Links_Document_DriveId",
                table: "Links");
        }
    }
}
