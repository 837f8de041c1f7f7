using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TillitTeams.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "auditevents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    personid = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    rowid = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: true),
                    personproof = table.Column<byte[]>(type: "bytea", nullable: true),
                    personsalt = table.Column<Guid>(type: "uuid", nullable: true),
                    covers = table.Column<byte[]>(type: "bytea", nullable: true),
                    hash = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auditevents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "auditheads",
                columns: table => new
                {
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    sequence = table.Column<long>(type: "bigint", nullable: false),
                    hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_auditheads", x => x.tenantid);
                });

            migrationBuilder.CreateTable(
                name: "channelinstallations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    conversationid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    personid = table.Column<Guid>(type: "uuid", nullable: true),
                    teamid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    teamname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    channelname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    serviceurl = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    installedat = table.Column<long>(type: "bigint", nullable: false),
                    closedat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_channelinstallations", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "classifiedlabels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    labelid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_classifiedlabels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "digestanswers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    week = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    wasuseful = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digestanswers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "digestsubscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    personid = table.Column<Guid>(type: "uuid", nullable: true),
                    weekday = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    pausesoverholidays = table.Column<bool>(type: "boolean", nullable: false),
                    nextweek = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    nextat = table.Column<long>(type: "bigint", nullable: false),
                    startedat = table.Column<long>(type: "bigint", nullable: false),
                    endedat = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digestsubscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "goals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    description_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description_sv = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_sv = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decisionreference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decidedon = table.Column<DateOnly>(type: "date", nullable: false),
                    validfrom = table.Column<DateOnly>(type: "date", nullable: false),
                    validto = table.Column<DateOnly>(type: "date", nullable: true),
                    order = table.Column<int>(type: "integer", nullable: false),
                    colour = table.Column<int>(type: "integer", nullable: false),
                    icon = table.Column<int>(type: "integer", nullable: false),
                    mergedintoid = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_goals", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "graphsubscriptions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    conversationid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    teamid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    subscriptionid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    clientstate = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    expiresat = table.Column<long>(type: "bigint", nullable: true),
                    seenuntil = table.Column<long>(type: "bigint", nullable: false),
                    mustcatchup = table.Column<bool>(type: "boolean", nullable: false),
                    nexttryat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_graphsubscriptions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "initiatives",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    what = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    residentsgain = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    learned = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    supportasked = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    supportaskedat = table.Column<long>(type: "bigint", nullable: true),
                    state = table.Column<int>(type: "integer", nullable: false),
                    startedbyid = table.Column<Guid>(type: "uuid", nullable: false),
                    startedat = table.Column<long>(type: "bigint", nullable: false),
                    changedat = table.Column<long>(type: "bigint", nullable: false),
                    contactid = table.Column<Guid>(type: "uuid", nullable: true),
                    contactname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_initiatives", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "modelchanges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    actor = table.Column<int>(type: "integer", nullable: false),
                    itemkind = table.Column<int>(type: "integer", nullable: false),
                    itemid = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    field = table.Column<int>(type: "integer", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    after = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decisionreference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decidedon = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_modelchanges", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "principles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    description_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    description_sv = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_en = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name_sv = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decisionreference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decidedon = table.Column<DateOnly>(type: "date", nullable: false),
                    validfrom = table.Column<DateOnly>(type: "date", nullable: false),
                    validto = table.Column<DateOnly>(type: "date", nullable: true),
                    order = table.Column<int>(type: "integer", nullable: false),
                    colour = table.Column<int>(type: "integer", nullable: false),
                    icon = table.Column<int>(type: "integer", nullable: false),
                    mergedintoid = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_principles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recordexports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    scope = table.Column<int>(type: "integer", nullable: false),
                    goalid = table.Column<Guid>(type: "uuid", nullable: true),
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: true),
                    from = table.Column<DateOnly>(type: "date", nullable: true),
                    to = table.Column<DateOnly>(type: "date", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    orderedbyid = table.Column<Guid>(type: "uuid", nullable: false),
                    orderedat = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<Guid>(type: "uuid", nullable: true),
                    parts = table.Column<int>(type: "integer", nullable: false),
                    total = table.Column<int>(type: "integer", nullable: false),
                    passed = table.Column<int>(type: "integer", nullable: false),
                    leftout = table.Column<bool>(type: "boolean", nullable: false),
                    nexttryat = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    leaseduntil = table.Column<long>(type: "bigint", nullable: true),
                    readyat = table.Column<long>(type: "bigint", nullable: true),
                    expiresat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recordexports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retentionrules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: true),
                    decisionreference = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    decidedon = table.Column<DateOnly>(type: "date", nullable: false),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retentionrules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retentionruns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    days = table.Column<int>(type: "integer", nullable: false),
                    decisionreference = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    decidedon = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retentionruns", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "sharepointsites",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    siteid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    writescolumns = table.Column<bool>(type: "boolean", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    goalcolumn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    principlecolumn = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    choices = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    nexttryat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sharepointsites", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "digestteam",
                columns: table => new
                {
                    subscriptionid = table.Column<Guid>(type: "uuid", nullable: false),
                    teamid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digestteam", x => new { x.subscriptionid, x.teamid });
                    table.ForeignKey(
                        name: "fk_digestteam_digestsubscriptions_subscriptionid",
                        column: x => x.subscriptionid,
                        principalTable: "digestsubscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "misseddigests",
                columns: table => new
                {
                    subscriptionid = table.Column<Guid>(type: "uuid", nullable: false),
                    week = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    dueat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_misseddigests", x => new { x.subscriptionid, x.week });
                    table.ForeignKey(
                        name: "fk_misseddigests_digestsubscriptions_subscriptionid",
                        column: x => x.subscriptionid,
                        principalTable: "digestsubscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "digestgoal",
                columns: table => new
                {
                    subscriptionid = table.Column<Guid>(type: "uuid", nullable: false),
                    goalid = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_digestgoal", x => new { x.subscriptionid, x.goalid });
                    table.ForeignKey(
                        name: "fk_digestgoal_digestsubscriptions_subscriptionid",
                        column: x => x.subscriptionid,
                        principalTable: "digestsubscriptions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_digestgoal_goals_goalid",
                        column: x => x.goalid,
                        principalTable: "goals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    purpose = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    personid = table.Column<Guid>(type: "uuid", nullable: true),
                    viaconversationid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    conversationid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: true),
                    card = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    summary = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    revision = table.Column<int>(type: "integer", nullable: false),
                    sentrevision = table.Column<int>(type: "integer", nullable: false),
                    messageid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<int>(type: "integer", nullable: true),
                    createdat = table.Column<long>(type: "bigint", nullable: false),
                    dueat = table.Column<long>(type: "bigint", nullable: false),
                    notafter = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    lease = table.Column<Guid>(type: "uuid", nullable: true),
                    leaseduntil = table.Column<long>(type: "bigint", nullable: true),
                    indoubtsince = table.Column<long>(type: "bigint", nullable: true),
                    triedsince = table.Column<long>(type: "bigint", nullable: true),
                    failedat = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "fk_deliveries_initiatives_initiativeid",
                        column: x => x.initiativeid,
                        principalTable: "initiatives",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "initiativechannels",
                columns: table => new
                {
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: false),
                    channelid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    teamid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    placename = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ishome = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_initiativechannels", x => new { x.initiativeid, x.channelid });
                    table.ForeignKey(
                        name: "fk_initiativechannels_initiatives_initiativeid",
                        column: x => x.initiativeid,
                        principalTable: "initiatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "initiativeevents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    byid = table.Column<Guid>(type: "uuid", nullable: false),
                    byname = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    field = table.Column<int>(type: "integer", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    after = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_initiativeevents", x => x.id);
                    table.ForeignKey(
                        name: "fk_initiativeevents_initiatives_initiativeid",
                        column: x => x.initiativeid,
                        principalTable: "initiatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "initiativefollowers",
                columns: table => new
                {
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: false),
                    userid = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    since = table.Column<long>(type: "bigint", nullable: false),
                    toldat = table.Column<long>(type: "bigint", nullable: true),
                    nexttryat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_initiativefollowers", x => new { x.initiativeid, x.userid });
                    table.ForeignKey(
                        name: "fk_initiativefollowers_initiatives_initiativeid",
                        column: x => x.initiativeid,
                        principalTable: "initiatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "initiativegoal",
                columns: table => new
                {
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: false),
                    goalid = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_initiativegoal", x => new { x.initiativeid, x.goalid });
                    table.ForeignKey(
                        name: "fk_initiativegoal_goals_goalid",
                        column: x => x.goalid,
                        principalTable: "goals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_initiativegoal_initiatives_initiativeid",
                        column: x => x.initiativeid,
                        principalTable: "initiatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    sourcekey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    message_teamid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message_channelid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message_chatid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message_messageid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    message_rootmessageid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_driveid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_itemid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_siteid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_listid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_listitemid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    document_teamid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    weburl = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    placename = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    containerid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    placeid = table.Column<string>(type: "text", nullable: false, computedColumnSql: "COALESCE(Message_ChatId, Message_ChannelId, ContainerId)", stored: true, collation: "C"),
                    occurredat = table.Column<long>(type: "bigint", nullable: false),
                    why = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true, collation: "C"),
                    whybyid = table.Column<Guid>(type: "uuid", nullable: true),
                    taggedbyid = table.Column<Guid>(type: "uuid", nullable: false),
                    taggedat = table.Column<long>(type: "bigint", nullable: false),
                    changedat = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<int>(type: "integer", nullable: false),
                    checkat = table.Column<long>(type: "bigint", nullable: true),
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: true),
                    version = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_links_initiatives_initiativeid",
                        column: x => x.initiativeid,
                        principalTable: "initiatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "initiativeprinciple",
                columns: table => new
                {
                    initiativeid = table.Column<Guid>(type: "uuid", nullable: false),
                    principleid = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    how = table.Column<string>(type: "text", maxLength: 300, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_initiativeprinciple", x => new { x.initiativeid, x.principleid });
                    table.ForeignKey(
                        name: "fk_initiativeprinciple_initiatives_initiativeid",
                        column: x => x.initiativeid,
                        principalTable: "initiatives",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_initiativeprinciple_principles_principleid",
                        column: x => x.principleid,
                        principalTable: "principles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recordexportparts",
                columns: table => new
                {
                    exportid = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    stage = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recordexportparts", x => new { x.exportid, x.number });
                    table.ForeignKey(
                        name: "fk_recordexportparts_recordexports_exportid",
                        column: x => x.exportid,
                        principalTable: "recordexports",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sitelibraries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    sharepointsiteid = table.Column<Guid>(type: "uuid", nullable: false),
                    driveid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    listid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    teamid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    placename = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    deltalink = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    seenuntil = table.Column<long>(type: "bigint", nullable: false),
                    roundbeganat = table.Column<long>(type: "bigint", nullable: true),
                    readat = table.Column<long>(type: "bigint", nullable: false),
                    subscriptionid = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    clientstate = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    subscriptionendsat = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sitelibraries", x => x.id);
                    table.ForeignKey(
                        name: "fk_sitelibraries_sharepointsites_sharepointsiteid",
                        column: x => x.sharepointsiteid,
                        principalTable: "sharepointsites",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "linkgoals",
                columns: table => new
                {
                    linkid = table.Column<Guid>(type: "uuid", nullable: false),
                    goalid = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_linkgoals", x => new { x.linkid, x.goalid });
                    table.ForeignKey(
                        name: "fk_linkgoals_goals_goalid",
                        column: x => x.goalid,
                        principalTable: "goals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_linkgoals_links_linkid",
                        column: x => x.linkid,
                        principalTable: "links",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "linkprinciples",
                columns: table => new
                {
                    linkid = table.Column<Guid>(type: "uuid", nullable: false),
                    principleid = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_linkprinciples", x => new { x.linkid, x.principleid });
                    table.ForeignKey(
                        name: "fk_linkprinciples_links_linkid",
                        column: x => x.linkid,
                        principalTable: "links",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_linkprinciples_principles_principleid",
                        column: x => x.principleid,
                        principalTable: "principles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "libraryitems",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    tenantid = table.Column<Guid>(type: "uuid", nullable: false),
                    sitelibraryid = table.Column<Guid>(type: "uuid", nullable: false),
                    sourcekey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    itemid = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    state = table.Column<int>(type: "integer", nullable: false),
                    agreedgoals = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    agreedprinciples = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    iswriting = table.Column<bool>(type: "boolean", nullable: false),
                    linkversion = table.Column<Guid>(type: "uuid", nullable: true),
                    etag = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    nexttryat = table.Column<long>(type: "bigint", nullable: true),
                    attempts = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_libraryitems", x => x.id);
                    table.ForeignKey(
                        name: "fk_libraryitems_sitelibraries_sitelibraryid",
                        column: x => x.sitelibraryid,
                        principalTable: "sitelibraries",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_auditevents_tenantid_at_id",
                table: "auditevents",
                columns: new[] { "tenantid", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_auditevents_tenantid_rowid_at",
                table: "auditevents",
                columns: new[] { "tenantid", "rowid", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_auditevents_tenantid_sequence",
                table: "auditevents",
                columns: new[] { "tenantid", "sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channelinstallations_tenantid_conversationid",
                table: "channelinstallations",
                columns: new[] { "tenantid", "conversationid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_channelinstallations_tenantid_teamid",
                table: "channelinstallations",
                columns: new[] { "tenantid", "teamid" });

            migrationBuilder.CreateIndex(
                name: "ix_classifiedlabels_tenantid_labelid",
                table: "classifiedlabels",
                columns: new[] { "tenantid", "labelid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_initiativeid",
                table: "deliveries",
                column: "initiativeid");

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_tenantid_initiativeid",
                table: "deliveries",
                columns: new[] { "tenantid", "initiativeid" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_tenantid_state_dueat",
                table: "deliveries",
                columns: new[] { "tenantid", "state", "dueat" });

            migrationBuilder.CreateIndex(
                name: "ix_deliveries_tenantid_target_purpose_key",
                table: "deliveries",
                columns: new[] { "tenantid", "target", "purpose", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_digestanswers_tenantid_week",
                table: "digestanswers",
                columns: new[] { "tenantid", "week" });

            migrationBuilder.CreateIndex(
                name: "ix_digestgoal_goalid",
                table: "digestgoal",
                column: "goalid");

            migrationBuilder.CreateIndex(
                name: "ix_digestsubscriptions_tenantid_nextat",
                table: "digestsubscriptions",
                columns: new[] { "tenantid", "nextat" },
                filter: "EndedAt IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_digestsubscriptions_tenantid_target",
                table: "digestsubscriptions",
                columns: new[] { "tenantid", "target" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_goals_tenantid_code",
                table: "goals",
                columns: new[] { "tenantid", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_graphsubscriptions_subscriptionid",
                table: "graphsubscriptions",
                column: "subscriptionid");

            migrationBuilder.CreateIndex(
                name: "ix_graphsubscriptions_tenantid_conversationid",
                table: "graphsubscriptions",
                columns: new[] { "tenantid", "conversationid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_initiativechannels_tenantid_teamid",
                table: "initiativechannels",
                columns: new[] { "tenantid", "teamid" });

            migrationBuilder.CreateIndex(
                name: "ix_initiativeevents_initiativeid",
                table: "initiativeevents",
                column: "initiativeid");

            migrationBuilder.CreateIndex(
                name: "ix_initiativeevents_tenantid_initiativeid_at",
                table: "initiativeevents",
                columns: new[] { "tenantid", "initiativeid", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_initiativefollowers_tenantid_nexttryat",
                table: "initiativefollowers",
                columns: new[] { "tenantid", "nexttryat" });

            migrationBuilder.CreateIndex(
                name: "ix_initiativegoal_goalid",
                table: "initiativegoal",
                column: "goalid");

            migrationBuilder.CreateIndex(
                name: "ix_initiativeprinciple_principleid",
                table: "initiativeprinciple",
                column: "principleid");

            migrationBuilder.CreateIndex(
                name: "ix_initiatives_tenantid_changedat_id",
                table: "initiatives",
                columns: new[] { "tenantid", "changedat", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_initiatives_tenantid_state",
                table: "initiatives",
                columns: new[] { "tenantid", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_libraryitems_sitelibraryid",
                table: "libraryitems",
                column: "sitelibraryid");

            migrationBuilder.CreateIndex(
                name: "ix_libraryitems_tenantid_nexttryat",
                table: "libraryitems",
                columns: new[] { "tenantid", "nexttryat" },
                filter: "NextTryAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_libraryitems_tenantid_sourcekey",
                table: "libraryitems",
                columns: new[] { "tenantid", "sourcekey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_linkgoals_goalid",
                table: "linkgoals",
                column: "goalid");

            migrationBuilder.CreateIndex(
                name: "ix_linkprinciples_principleid",
                table: "linkprinciples",
                column: "principleid");

            migrationBuilder.CreateIndex(
                name: "ix_links_document_driveid",
                table: "links",
                column: "document_driveid");

            migrationBuilder.CreateIndex(
                name: "ix_links_document_siteid",
                table: "links",
                column: "document_siteid",
                filter: "Document_SiteId IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_links_initiativeid",
                table: "links",
                column: "initiativeid");

            migrationBuilder.CreateIndex(
                name: "ix_links_tenantid_checkat",
                table: "links",
                columns: new[] { "tenantid", "checkat" },
                filter: "CheckAt IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_links_tenantid_containerid_placeid_taggedat",
                table: "links",
                columns: new[] { "tenantid", "containerid", "placeid", "taggedat" });

            migrationBuilder.CreateIndex(
                name: "ix_links_tenantid_sourcekey",
                table: "links",
                columns: new[] { "tenantid", "sourcekey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_modelchanges_tenantid_at",
                table: "modelchanges",
                columns: new[] { "tenantid", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_principles_tenantid_code",
                table: "principles",
                columns: new[] { "tenantid", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_recordexports_tenantid_orderedbyid_orderedat",
                table: "recordexports",
                columns: new[] { "tenantid", "orderedbyid", "orderedat" });

            migrationBuilder.CreateIndex(
                name: "ix_recordexports_tenantid_state_expiresat",
                table: "recordexports",
                columns: new[] { "tenantid", "state", "expiresat" });

            migrationBuilder.CreateIndex(
                name: "ix_retentionrules_tenantid_kind",
                table: "retentionrules",
                columns: new[] { "tenantid", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retentionruns_tenantid_at_id",
                table: "retentionruns",
                columns: new[] { "tenantid", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_sharepointsites_tenantid_siteid",
                table: "sharepointsites",
                columns: new[] { "tenantid", "siteid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_sitelibraries_sharepointsiteid",
                table: "sitelibraries",
                column: "sharepointsiteid");

            migrationBuilder.CreateIndex(
                name: "ix_sitelibraries_subscriptionid",
                table: "sitelibraries",
                column: "subscriptionid");

            migrationBuilder.CreateIndex(
                name: "ix_sitelibraries_tenantid_driveid",
                table: "sitelibraries",
                columns: new[] { "tenantid", "driveid" },
                unique: true);

            migrationBuilder.Sql(WordIndexes.Create);
            migrationBuilder.Sql(LinkListTables.Create);
            migrationBuilder.Sql(AuditTriggers.Create);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(LinkListTables.Drop);

            migrationBuilder.DropTable(
                name: "auditevents");

            migrationBuilder.DropTable(
                name: "auditheads");

            migrationBuilder.DropTable(
                name: "channelinstallations");

            migrationBuilder.DropTable(
                name: "classifiedlabels");

            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "digestanswers");

            migrationBuilder.DropTable(
                name: "digestgoal");

            migrationBuilder.DropTable(
                name: "digestteam");

            migrationBuilder.DropTable(
                name: "graphsubscriptions");

            migrationBuilder.DropTable(
                name: "initiativechannels");

            migrationBuilder.DropTable(
                name: "initiativeevents");

            migrationBuilder.DropTable(
                name: "initiativefollowers");

            migrationBuilder.DropTable(
                name: "initiativegoal");

            migrationBuilder.DropTable(
                name: "initiativeprinciple");

            migrationBuilder.DropTable(
                name: "libraryitems");

            migrationBuilder.DropTable(
                name: "linkgoals");

            migrationBuilder.DropTable(
                name: "linkprinciples");

            migrationBuilder.DropTable(
                name: "misseddigests");

            migrationBuilder.DropTable(
                name: "modelchanges");

            migrationBuilder.DropTable(
                name: "recordexportparts");

            migrationBuilder.DropTable(
                name: "retentionrules");

            migrationBuilder.DropTable(
                name: "retentionruns");

            migrationBuilder.DropTable(
                name: "sitelibraries");

            migrationBuilder.DropTable(
                name: "goals");

            migrationBuilder.DropTable(
                name: "links");

            migrationBuilder.DropTable(
                name: "principles");

            migrationBuilder.DropTable(
                name: "digestsubscriptions");

            migrationBuilder.DropTable(
                name: "recordexports");

            migrationBuilder.DropTable(
                name: "sharepointsites");

            migrationBuilder.DropTable(
                name: "initiatives");
        }
    }
}
