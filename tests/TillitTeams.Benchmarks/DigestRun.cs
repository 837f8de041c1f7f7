using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;

namespace TillitTeams.Benchmarks;

/// <summary>The weekly letters of a whole tenant, at the limits that Microsoft documents.</summary>
internal static class DigestRun
{
    private const int Channels = 10_000;
    private const int Few = 500;

    /// <summary>"The global limit per app per tenant is 50 requests per second": <em>Optimize your bot with rate limiting in Teams</em>.</summary>
    private const double PerSecond = 50;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        await using var tenant = await LetterTenant.StartAsync(Channels);
        return [.. await ComposeAsync(tenant), .. await SendAsync(tenant)];
    }

    /// <summary>With an outbox that does not send meanwhile.</summary>
    private static async Task<IReadOnlyList<Figure>> ComposeAsync(LetterTenant tenant)
    {
        Console.WriteLine($"Composing {Channels} letters…");
        using var product = await ProductBeside.StartAsync(tenant.Host, ("Outbox:Interval", "00:10:00"));
        await Task.Delay(TimeSpan.FromSeconds(5));
        var before = product.Cpu;
        await tenant.MakeDueAsync(Channels);
        await WaitAsync(tenant, product, Channels, row => true);
        var spent = product.Cpu - before;
        await tenant.RestAsync();
        return [new Figure("composing, processor time a channel", spent.TotalMilliseconds / Channels, "ms", 5)];
    }

    private static async Task<IReadOnlyList<Figure>> SendAsync(LetterTenant tenant)
    {
        Console.WriteLine($"Sending {Channels} letters…");
        using var product = await ProductBeside.StartAsync(tenant.Host);
        // A few first: what a first letter loads and compiles is the same for one channel as for all.
        await tenant.MakeDueAsync(Few);
        var before = await WaitAsync(tenant, product, Few, row => row.State == DeliveryState.Delivered);
        await tenant.RestAsync();
        await tenant.MakeDueAsync(Channels);
        var start = Stopwatch.GetTimestamp();
        var most = await WaitAsync(tenant, product, Channels, row => row.State == DeliveryState.Delivered);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var letters = tenant.Host.Tenant.Read(content => content.Teams.Sum(team => team.Channels.Sum(channel =>
            channel.Messages.Count(message => message.CardJson?.Contains("digest.answer", StringComparison.Ordinal) == true))));
        return
        [
            new Figure($"{Channels} letters, written and sent", seconds, "s"),
            new Figure("against the time that the limits dictate", seconds / (Channels / PerSecond), "×", 1.1),
            new Figure($"memory, more than with {Few} letters", (most - before) / 1024.0 / 1024.0, "MB", 50),
            new Figure("letters too many or too few", Math.Abs(letters - Channels - Few), "", 0),
        ];
    }

    /// <returns>The most memory that the product was seen to hold.</returns>
    private static async Task<long> WaitAsync(LetterTenant tenant, ProductBeside product, int letters, System.Linq.Expressions.Expression<Func<Delivery, bool>> counts)
    {
        var most = product.Memory;
        while (await tenant.InStorageAsync(db => db.Deliveries.AsNoTracking().CountAsync(counts)) < letters)
        {
            await Task.Delay(Look);
            most = Math.Max(most, product.Memory);
        }

        return most;
    }
}
