using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Storage;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>Where SQLite's file cannot grow any more, what there is can be read, and nobody is told that something was saved that was not.</summary>
public sealed class FullDiskTests(FullDiskTests.Full vadstena) : IClassFixture<FullDiskTests.Full>
{
    /// <summary>PostgreSQL says it with a code of its own, in <see cref="DatabaseAwayTests"/>.</summary>
    public sealed class Full : SqliteTenant
    {
        public FullDisk Disk { get; } = new();

        protected override SandboxSettings Settings => base.Settings with { ConfigureApp = builder => builder.Services.ConfigureDbContext<TillitDb>(db => db.AddInterceptors(Disk)) };
    }

    /// <summary>SQLite itself refuses to let the file grow, as it does when the disk does not.</summary>
    public sealed class FullDisk : DbConnectionInterceptor
    {
        public bool IsFull { get; set; }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Limit(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Limit(connection);
            return Task.CompletedTask;
        }

        private void Limit(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            // Never below what there is.
            command.CommandText = IsFull ? "PRAGMA max_page_count=1" : "PRAGMA max_page_count=1000000";
            command.ExecuteNonQuery();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task People_are_told_that_it_passes_and_what_was_acknowledged_stays()
    {
        var cancel = TestContext.Current.CancellationToken;
        var acknowledged = new List<string>();
        var lena = new Tagger(vadstena, "lena");
        Dialog answer;
        vadstena.Disk.IsFull = true;
        do
        {
            cancel.ThrowIfCancellationRequested();
            var spot = vadstena.Write("omsorg/hemtjansten", "lena", "<p>Snart fullt</p>");
            answer = await lena.TagAsync(spot, ("goals", "hallbar"), ("why", new string('å', 900)), ("tell", "false"));
            if (answer.Text.Contains("Kopplat!", StringComparison.Ordinal))
            {
                acknowledged.Add(spot.Message.Id);
            }
        }
        while (answer.Title != "Det gick inte");

        Assert.Contains("Ett tillfälligt fel hos oss", answer.Text, StringComparison.Ordinal);
        using var viewer = vadstena.AppClient("lena");
        using var read = await viewer.GetAsync("views/goal/hallbar", cancel);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        HttpResponseMessage refused;
        do
        {
            using var form = new FormUrlEncodedContent(
                [new("key", Guid.NewGuid().ToString()), new("title", "Får inte plats"), new("what", new string('å', 1900)), new("state", "Ongoing"), new("home", SeedIds.Channel("omsorg/hemtjansten"))]);
            refused = await viewer.PostAsync("views/initiative-form", form, cancel);
        }
        while (refused.StatusCode == HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta!.Value));
        refused.Dispose();

        vadstena.Disk.IsFull = false;
        var after = vadstena.Write("omsorg/hemtjansten", "lena", "<p>Plats igen</p>");
        Assert.Contains("Kopplat!", (await lena.TagAsync(after, ("goals", "hallbar"), ("tell", "false"))).Text, StringComparison.Ordinal);
        var stored = await vadstena.InDatabase(db => db.Links.Where(link => link.Message != null).Select(link => link.Message!.MessageId).ToListAsync(cancel));
        Assert.Equal(acknowledged.Append(after.Message.Id).Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Equal("ok", await vadstena.InDatabase(db => db.Database.SqlQuery<string>($"SELECT integrity_check AS Value FROM pragma_integrity_check").SingleAsync(cancel)));
    }
}
