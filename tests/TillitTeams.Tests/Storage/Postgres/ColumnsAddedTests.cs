using Microsoft.EntityFrameworkCore;
using Npgsql;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>An instance runs on while a newer version adds columns to what its statements, prepared by then, read and write.</summary>
public sealed class ColumnsAddedTests : IClassFixture<ColumnsAddedTests.Prepared>
{
    private readonly Prepared vadstena;

    public ColumnsAddedTests(Prepared vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
    }

    [Fact]
    public async Task An_older_version_reads_and_tags_on_when_a_newer_one_has_added_columns()
    {
        var cancel = TestContext.Current.CancellationToken;
        await UseAsync("Före");
        await UseAsync("Ännu före");

        var tables = await vadstena.InStorage(db => db.Database
            .SqlQuery<string>($"""SELECT tablename AS "Value" FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'qrtz%'""")
            .ToListAsync(cancel));
        foreach (var table in tables)
        {
#pragma warning disable EF1002 // The database's own names.
            await vadstena.InStorage(db => db.Database.ExecuteSqlRawAsync($"ALTER TABLE \"{table}\" ADD COLUMN addedlater text", cancel));
#pragma warning restore EF1002
        }

        await UseAsync("Efter");
    }

    private async Task UseAsync(string said)
    {
        var karin = new Tagger(vadstena, "karin");
        using var viewer = vadstena.AppClient("karin");
        var spot = vadstena.Write("kansli/allmant", "karin", $"<p>{said}</p>");
        foreach (var why in (string[])["Grannarna möts.", "Grannarna möts på torget."])
        {
            Assert.Contains("Hållbar", (await karin.TagAsync(spot, ("goals", "hallbar"), ("principles", "tillit"), ("why", why), ("tell", "false"))).Text, StringComparison.Ordinal);
        }

        foreach (var page in (string[])["goals", "goal/hallbar", "goal/hallbar?q=torget", "principle/tillit", "mine"])
        {
            Assert.Contains(page is "goals" ? "Hållbar" : said, await viewer.ReadAsync($"views/{page}"), StringComparison.Ordinal);
        }

        await vadstena.InDatabase(async db =>
        {
            db.RemoveRange(await db.Links.Where(link => link.Message!.MessageId == spot.Message.Id).ToListAsync());
            return await db.SaveChangesAsync();
        });
    }

    /// <summary>Whose statements are prepared when they are said for the first time.</summary>
    public sealed class Prepared : PostgresTenant
    {
        protected override IReadOnlyDictionary<string, string?> Store => new Dictionary<string, string?>(base.Store)
        {
            [TestStore.ConnectionString] = new NpgsqlConnectionStringBuilder(base.Store[TestStore.ConnectionString]) { AutoPrepareMinUsages = 1 }.ToString(),
        };
    }
}
