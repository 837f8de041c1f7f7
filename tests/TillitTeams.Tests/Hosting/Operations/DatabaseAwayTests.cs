using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TillitTeams.Hosting;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Tests.Goals;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>The database goes and comes back while the app runs on: whoever asks meanwhile is told to come again, and nothing that was acknowledged is lost.</summary>
public sealed class DatabaseAwayTests : IClassFixture<DatabaseAwayTests.Cabled>
{
    private readonly Cabled vadstena;

    public DatabaseAwayTests(Cabled vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
    }

    /// <summary>Its database is at the other end of a cable.</summary>
    public sealed class Cabled : LocalTenant
    {
        private readonly CutConnection? cable = PostgresServer.ConnectionString is { } server ? new CutConnection(new NpgsqlConnectionStringBuilder(server).Port) : null;

        public CutConnection Cable => cable!;

        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?> { ["Outbox:Interval"] = "00:00:00.500", ["Logging:LogLevel:TillitTeams"] = "None" },
        };

        protected override IReadOnlyDictionary<string, string?> Store
        {
            get
            {
                var store = new Dictionary<string, string?>(TestStore.InPostgres(Folder));
                store["Storage:ConnectionString"] = new NpgsqlConnectionStringBuilder(store["Storage:ConnectionString"]) { Port = Cable.Port }.ToString();
                return store;
            }
        }

        public override async ValueTask InitializeAsync()
        {
            if (cable is not null)
            {
                await base.InitializeAsync();
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (cable is not null)
            {
                await cable.DisposeAsync();
            }
        }
    }

    [Theory]
    [InlineData("sv", "Ett tillfälligt fel hos oss gör att vi inte når det som är sparat.")]
    [InlineData("en", "A temporary fault on our side keeps us from what is stored.")]
    public async Task Everybody_is_told_to_come_again_with_a_reference_that_the_log_has_too(string language, string said)
    {
        var spot = vadstena.Write("kansli/allmant", "karin", $"<p>Före {language}</p>");
        var karin = new Tagger(vadstena, "karin", language);
        var dialog = await karin.OpenAsync(spot);
        await vadstena.Cable.CutAsync();
        try
        {
            await AssertAwayAsync(HttpMethod.Get, "views/goals", null, language, said);
            await AssertAwayAsync(HttpMethod.Post, "views/initiative-form", new FormUrlEncodedContent([new("title", "Sparas inte"), new("home", SeedIds.Channel("kansli/allmant"))]), language, said);
            await AssertAwayAsync(HttpMethod.Post, "api/notifications", new StringContent("""{"value":[{"subscriptionId":"1","clientState":"x","resource":"y"}]}""", Encoding.UTF8, "application/json"), language, "");
            Assert.Contains(said, (await karin.PressAsync(spot, dialog, dialog.Buttons[0], ("goals", "hallbar"))).Text, StringComparison.Ordinal);
            var told = await vadstena.Host.Bot.SendAsync(vadstena.Host.Activities.TeamEvent("teamRenamed", vadstena.Tenant.Read(content => content.FindTeam(SeedIds.Team("kansli"))!)), Cancel);
            Assert.Equal(503, told.Status);
        }
        finally
        {
            vadstena.Cable.Mend();
        }

        Assert.DoesNotContain("Det gick inte", (await TagOn.AgainAsync(() => karin.TagAsync(spot, ("goals", "hallbar")))).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_it_is_back_cards_go_out_again_without_a_restart()
    {
        await vadstena.Cable.CutAsync();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancel);
        vadstena.Cable.Mend();

        var initiative = await TagOn.AgainAsync(() => vadstena.StartAsync("karin", "kansli/allmant", "Efter avbrottet"));
        while (!await vadstena.InDatabase(db => db.Deliveries.AnyAsync(row => row.InitiativeId == initiative.Id && row.State == DeliveryState.Delivered)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    [Fact]
    public async Task What_was_acknowledged_while_connections_broke_is_stored()
    {
        await new TagOn(vadstena).AssertKeptAsync(async () =>
        {
            for (var time = 0; time < 4; time++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(400), TimeProvider.System, Cancel);
                await TestStore.BreakConnectionsAsync(vadstena.Host.ProductSettings);
                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);
                await vadstena.Cable.CutAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancel);
                vadstena.Cable.Mend();
            }
        });
    }

    [Fact]
    public async Task While_its_disk_is_full_people_are_told_that_it_passes_and_nothing_is_said_to_be_saved_that_is_not()
    {
        var lena = new Tagger(vadstena, "lena");
        var (spot, title) = (vadstena.Write("omsorg/hemtjansten", "lena", "<p>Fullt</p>"), "Får inte plats");
        TestStore.ForgetConnections(vadstena.Host.ProductSettings);
        await vadstena.InStorage(db => db.Database.ExecuteSqlRawAsync(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''could not extend file'' USING ERRCODE = ''disk_full''; END';
            CREATE TRIGGER full_links BEFORE INSERT ON Links EXECUTE FUNCTION refuse();
            CREATE TRIGGER full_initiatives BEFORE INSERT ON Initiatives EXECUTE FUNCTION refuse();
            """,
            Cancel));
        try
        {
            Assert.Contains("Ett tillfälligt fel hos oss", (await lena.TagAsync(spot, ("goals", "hallbar"), ("tell", "false"))).Text, StringComparison.Ordinal);
            using var viewer = vadstena.AppClient("lena");
            using var form = new FormUrlEncodedContent([new("key", Guid.NewGuid().ToString()), new("title", title), new("state", "Ongoing"), new("home", SeedIds.Channel("omsorg/hemtjansten"))]);
            using var refused = await viewer.PostAsync("views/initiative-form", form, Cancel);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta!.Value));
            using var read = await viewer.GetAsync("views/goal/hallbar", Cancel);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
        finally
        {
            await vadstena.InStorage(db => db.Database.ExecuteSqlRawAsync("DROP FUNCTION refuse CASCADE", Cancel));
        }

        Assert.Contains("Kopplat!", (await lena.TagAsync(spot, ("goals", "hallbar"), ("tell", "false"))).Text, StringComparison.Ordinal);
        Assert.False(await vadstena.InStorage(db => db.Initiatives.AnyAsync(row => row.Title == title, Cancel)));
    }

    [Theory]
    [InlineData("53100", true)]
    [InlineData("53300", true)]
    [InlineData("57P01", true)]
    [InlineData("08006", true)]
    [InlineData("25006", true)]
    [InlineData("23505", false)]
    [InlineData("42P01", false)]
    [InlineData("57014", false)]
    public void A_full_disk_or_a_server_that_stops_passes_and_a_fault_of_the_app_s_own_does_not(string code, bool passes) =>
        Assert.Equal(passes, DatabaseOutage.Is(new DbUpdateException("", new PostgresException("", "", "", code))));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task AssertAwayAsync(HttpMethod method, string address, HttpContent? content, string language, string said)
    {
        using var karin = vadstena.AppClient("karin");
        karin.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        using var request = new HttpRequestMessage(method, address) { Content = content };
        using var answer = await karin.SendAsync(request, Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        var reference = answer.Headers.GetValues("X-Correlation-Id").Single();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta!.Value));
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains(vadstena.Watched.Lines, line => line.Contains("failed; ", StringComparison.Ordinal) && line.Contains(reference, StringComparison.Ordinal));
    }
}
