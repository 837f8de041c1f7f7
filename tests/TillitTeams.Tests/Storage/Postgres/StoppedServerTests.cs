using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Hosting.Operations;
using TillitTeams.Tests.Initiatives;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>The whole PostgreSQL server stops, as when it is updated or its machine loses power, and starts again while the app runs on.</summary>
public sealed class StoppedServerTests : IClassFixture<StoppedServerTests.WithOwnServer>
{
    private readonly WithOwnServer vadstena;

    public StoppedServerTests(WithOwnServer vadstena)
    {
        Assert.SkipUnless(vadstena.HasServer, PostgresServer.Missing);
        this.vadstena = vadstena;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task What_was_acknowledged_is_stored_and_the_app_goes_on_by_itself(string mode)
    {
        await new TagOn(vadstena).AssertKeptAsync(async () =>
        {
            for (var time = 0; time < 2; time++)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(700), TimeProvider.System, Cancel);
                vadstena.Server.Stop(mode);
                Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await HealthAsync("live"), await HealthAsync("ready")));
                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);
                vadstena.Server.Start();
            }
        });

        Assert.Equal(HttpStatusCode.OK, await HealthAsync("ready"));
        var initiative = await TagOn.AgainAsync(() => vadstena.StartAsync("karin", "kansli/allmant", $"Efter {mode}"));
        while (!await vadstena.InStorage(db => db.Deliveries.AnyAsync(row => row.InitiativeId == initiative.Id && row.State == DeliveryState.Delivered, Cancel)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
        }
    }

    [Fact]
    public async Task The_tokens_that_instances_share_are_gone_after_a_power_cut_and_nobody_notices()
    {
        await AssertAnsweredAsync();
        Assert.NotEqual(0, await SharedTokensAsync());

        vadstena.Server.Stop("immediate");
        vadstena.Server.Start();
        NpgsqlConnection.ClearAllPools();

        Assert.Equal(0, await SharedTokensAsync());
        await AssertAnsweredAsync();
    }

    private async Task AssertAnsweredAsync()
    {
        using var karin = vadstena.AppClient("karin");
        using var page = await TagOn.AgainAsync(async () => (await karin.GetAsync("views/goal/hallbar", Cancel)).EnsureSuccessStatusCode());
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private Task<int> SharedTokensAsync() => vadstena.InStorage(db => db.Database.SqlQueryRaw<int>("SELECT count(*)::int AS \"Value\" FROM SharedTokens").SingleAsync(Cancel));

    private async Task<HttpStatusCode> HealthAsync(string what)
    {
        using var nobody = vadstena.AppClient(null);
        using var answer = await nobody.GetAsync($"healthz/{what}", Cancel);
        return answer.StatusCode;
    }

    public sealed class WithOwnServer : LocalTenant
    {
        private readonly OwnPostgres? server = OwnPostgres.Create();

        public bool HasServer => server is not null;

        internal OwnPostgres Server => server!;

        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?>
            {
                ["Storage:TokenKey"] = InstancesWithKey.Key, ["Outbox:Interval"] = "00:00:00.500", ["Logging:LogLevel:TillitTeams"] = "None",
            },
        };

        protected override IReadOnlyDictionary<string, string?> Store => TestStore.InPostgres(Folder, Server.ConnectionString);

        public override async ValueTask InitializeAsync()
        {
            if (HasServer)
            {
                Server.Start();
                await base.InitializeAsync();
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            server?.Dispose();
        }
    }
}
