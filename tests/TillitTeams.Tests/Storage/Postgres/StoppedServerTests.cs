using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Hosting.Operations;
using TillitTeams.Tests.Initiatives;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Storage.Postgres;

/// <summary>The whole PostgreSQL server stops, as when it is updated or breaks down, and starts again while the app runs on.</summary>
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
                try
                {
                    Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (await HealthAsync("live"), await HealthAsync("ready")));
                    await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Cancel);
                }
                finally
                {
                    vadstena.Server.Start();
                }
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
    public async Task The_tokens_that_instances_share_are_gone_after_a_crash_and_nobody_notices()
    {
        await AssertSeesAsync("amina", "skola/elevhalsa");
        Assert.NotEqual(0, await SharedTokensAsync());

        vadstena.Server.Stop("immediate");
        vadstena.Server.Start();
        TestStore.ForgetConnections(vadstena.Host.ProductSettings);

        Assert.Equal(0, await SharedTokensAsync());
        await TagOn.AgainAsync(async () =>
        {
            await AssertSeesAsync("lena", "omsorg/hemtjansten");
            return true;
        });
        Assert.NotEqual(0, await SharedTokensAsync());
    }

    /// <summary>Entra is asked for the person, who has not been here before.</summary>
    private async Task AssertSeesAsync(string person, string place)
    {
        await new Tagger(vadstena, person).TagAsync(vadstena.Root(place), ("goals", "hallbar"), ("why", InstancesWithKey.WhyOf(person)));
        using var viewer = vadstena.AppClient(person);
        Assert.Contains(InstancesWithKey.WhyOf(person), await viewer.GetStringAsync("views/goal/hallbar", Cancel), StringComparison.Ordinal);
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
        private readonly OwnPostgres? server = OwnPostgres.Create(isDurable: true);

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
            try
            {
                await base.DisposeAsync();
            }
            finally
            {
                server?.Dispose();
            }
        }
    }
}
