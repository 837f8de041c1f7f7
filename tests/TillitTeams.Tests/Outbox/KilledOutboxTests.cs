using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Outbox;

/// <summary>
/// One card to five hundred channels, at every limit that Microsoft has, while requests are throttled, refused and cut
/// off by chance and the process is killed four times; then an edit of it, likewise.
/// </summary>
public sealed class KilledOutboxTests(ManyChannels vadstena) : IClassFixture<ManyChannels>
{
    private const int Kills = 4;

    private static readonly FaultKind[] Weather = [FaultKind.Throttle, FaultKind.Unavailable, FaultKind.Drop, FaultKind.LoseAnswer];

    private readonly Random random = new(1384);

    [Fact(Timeout = 900_000)]
    public async Task Every_channel_ends_with_exactly_one_card_and_with_the_last_edit_of_it()
    {
        vadstena.Host.Faults.Storm(CloudService.Connector, new Random(1384), 0.08, Weather);

        await DeliverAsync(sent: 1);
        Assert.All(vadstena.Channels, channel => Assert.Equal(["Först own"], vadstena.SaidIn(channel)));

        await vadstena.InStorage(async db =>
        {
            await foreach (var row in db.Deliveries.AsAsyncEnumerable())
            {
                row.Show(ManyChannels.Card(row.Id, "Sedan"), "Sedan", TimeProvider.System.GetUtcNow());
            }

            return await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await DeliverAsync(sent: 2);
        Assert.All(vadstena.Channels, channel => Assert.Equal(["Sedan own"], vadstena.SaidIn(channel)));
    }

    /// <summary>The product is started, killed in the middle of its work, started again, and at last left to finish.</summary>
    private async Task DeliverAsync(int sent)
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            using var product = ProductProcess.Start(vadstena.Host);
            var before = await SentAsync(sent);
            while (await SentAsync(sent) == before)
            {
                await WaitAsync(product, 50);
            }

            await WaitAsync(product, random.Next(10, 500));
            product.Kill();
            Assert.InRange(await SentAsync(sent), before + 1, ManyChannels.Count - 1);
        }

        using var last = ProductProcess.Start(vadstena.Host);
        while (await SentAsync(sent) < ManyChannels.Count)
        {
            await WaitAsync(last, 200);
        }
    }

    private Task<int> SentAsync(int revision) => vadstena.InStorage(async db =>
    {
        Assert.False(await db.Deliveries.AnyAsync(row => row.State == DeliveryState.Failed, TestContext.Current.CancellationToken));
        return await db.Deliveries.CountAsync(row => row.State == DeliveryState.Delivered && row.SentRevision == revision, TestContext.Current.CancellationToken);
    });

    private static async Task WaitAsync(ProductProcess product, int milliseconds)
    {
        Assert.True(product.IsRunning);
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
