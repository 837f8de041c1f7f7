using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>
/// Three instances share the cards of sixty channels, and their clocks differ by a sixth of a lease: the ten seconds of
/// a minute that docs/operations.md allows. Many posts take nearly as long as an instance waits for them.
/// </summary>
public sealed class ClocksApartTests : IClassFixture<ClocksApartTests.SixtyChannels>
{
    private const int Cards = 60;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Apart = Lease / 6;

    private readonly SixtyChannels vadstena;

    public ClocksApartTests(SixtyChannels vadstena)
    {
        PostgresServer.Need();
        this.vadstena = vadstena;
    }

    [Fact(Timeout = 300_000)]
    public async Task No_card_comes_twice_and_none_is_lost()
    {
        vadstena.Host.Faults.Slow(CloudService.Connector, Cards / 2, Lease * 0.75);
        vadstena.Host.Faults.Storm(CloudService.Connector, new Random(4711), 0.2, FaultKind.Throttle, FaultKind.LoseAnswer, FaultKind.Drop);
        await using (var instances = new OtherInstances(vadstena))
        {
            await Task.WhenAll(((TimeSpan[])[-Apart / 2, TimeSpan.Zero, Apart / 2]).Select(ahead =>
                instances.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(new SetClock { Ahead = ahead }))));
            while (await WaitingAsync() > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }

        Assert.All(vadstena.Channels, channel => Assert.Equal(["Först own"], vadstena.SaidIn(channel)));
        Assert.True(vadstena.Host.GraphRecord.LetIn.Any(use => use.Call.EndsWith("/messages/delta", StringComparison.Ordinal)), "No channel was looked at for a card of which nobody knew whether it was posted.");
    }

    private Task<int> WaitingAsync() => vadstena.InStorage(async db =>
    {
        Assert.False(await db.Deliveries.AnyAsync(row => row.State == DeliveryState.Failed, TestContext.Current.CancellationToken));
        return await db.Deliveries.CountAsync(row => row.State == DeliveryState.Waiting, TestContext.Current.CancellationToken);
    });

    public sealed class SixtyChannels : ManyChannels
    {
        protected override int Size => Cards;

        protected override IReadOnlyDictionary<string, string?> Store => TestStore.InPostgres(Folder);

        protected override SandboxSettings Settings => base.Settings with
        {
            AppSettings = new Dictionary<string, string?>(base.Settings.AppSettings) { ["Outbox:Lease"] = $"{Lease}", ["Outbox:Parallel"] = "6", ["Outbox:TenantPerSecond"] = "15" },
        };

        public override async ValueTask InitializeAsync()
        {
            if (PostgresServer.ConnectionString is not null)
            {
                await base.InitializeAsync();
            }
        }
    }
}
