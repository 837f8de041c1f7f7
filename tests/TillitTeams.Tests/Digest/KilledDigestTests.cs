using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Tests.Harness;
using Xunit;

namespace TillitTeams.Tests.Digest;

/// <summary>
/// The letters of a thousand channels are written and sent, at every limit that Microsoft has, while requests are
/// throttled, refused and cut off by chance and the processes that send them are killed four times.
/// </summary>
public sealed class KilledDigestTests
{
    private const int Kills = 4;

    private static readonly FaultKind[] Weather = [FaultKind.Throttle, FaultKind.Unavailable, FaultKind.Drop, FaultKind.LoseAnswer];

    private readonly Random random = new(1523);

    [Theory(Timeout = 900_000)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_channel_ends_with_one_letter_and_waits_for_the_next_week_s(int instances)
    {
        await using var vadstena = new ManyLetters();
        await vadstena.InitializeAsync();
        vadstena.Host.Faults.Storm(CloudService.Connector, new Random(1523), 0.08, Weather);
        var products = Enumerable.Range(0, instances).Select(instance => ProductProcess.Start(vadstena.Host, instance)).ToList();
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                var before = await ProgressAsync(vadstena);
                while (await ProgressAsync(vadstena) == before)
                {
                    await WaitAsync(products, 50);
                }

                await WaitAsync(products, random.Next(10, 500));
                var killed = random.Next(instances);
                products[killed].Kill();
                products[killed].Dispose();
                Assert.InRange((await ProgressAsync(vadstena)).Delivered, 0, ManyLetters.Count - 1);
                products[killed] = ProductProcess.Start(vadstena.Host, killed);
            }

            while ((await ProgressAsync(vadstena)).Delivered < ManyLetters.Count)
            {
                await WaitAsync(products, 200);
            }
        }
        finally
        {
            products.ForEach(product => product.Dispose());
        }

        Assert.All(vadstena.Channels, channel => Assert.Equal(1, vadstena.LettersIn(channel)));
        var next = await vadstena.InStorage(db => db.DigestSubscriptions.AsNoTracking().Select(row => row.NextWeek).Distinct().ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal([vadstena.Week.Next.ToString()], next);
    }

    private static Task<(int Written, int Delivered)> ProgressAsync(ManyLetters vadstena) => vadstena.InStorage(async db =>
    {
        Assert.False(await db.Deliveries.AnyAsync(row => row.State == DeliveryState.Failed, TestContext.Current.CancellationToken));
        return (
            await db.Deliveries.CountAsync(TestContext.Current.CancellationToken),
            await db.Deliveries.CountAsync(row => row.State == DeliveryState.Delivered, TestContext.Current.CancellationToken));
    });

    private static async Task WaitAsync(List<ProductProcess> products, int milliseconds)
    {
        Assert.All(products, product => Assert.True(product.IsRunning));
        await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
