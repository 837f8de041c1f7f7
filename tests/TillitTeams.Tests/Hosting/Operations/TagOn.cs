using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging;
using Xunit;

namespace TillitTeams.Tests.Hosting.Operations;

/// <summary>People who link on while the database comes and goes: each is told that it is saved, or to come again.</summary>
internal sealed class TagOn(LocalTenant vadstena)
{
    private const int People = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Whatever somebody was told is saved is stored afterwards, once.</summary>
    /// <param name="outage">What the database goes through meanwhile; it is back at its end.</param>
    public async Task AssertKeptAsync(Func<Task> outage)
    {
        var acknowledged = new ConcurrentBag<string>();
        using var enough = new CancellationTokenSource();
        var tagging = Task.WhenAll(Enumerable.Range(0, People).Select(async number =>
        {
            for (var round = 0; !enough.IsCancellationRequested; round++)
            {
                var spot = vadstena.Write("omsorg/hemtjansten", "lena", $"<p>{number}.{round}</p>");
                if (await TagAsync(spot))
                {
                    acknowledged.Add(spot.Message.Id);
                }
            }
        }));
        try
        {
            await outage();
            // The app finds back by itself.
            for (var before = acknowledged.Count; acknowledged.Count == before && !tagging.IsFaulted;)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancel);
            }
        }
        finally
        {
            await enough.CancelAsync();
            await tagging;
        }

        TestStore.ForgetConnections(vadstena.Host.ProductSettings);
        var stored = await vadstena.InStorage(db => db.Links.Where(link => link.Message != null).Select(link => link.Message!.MessageId).ToListAsync(Cancel));
        Assert.Superset(acknowledged.ToHashSet(StringComparer.Ordinal), stored.ToHashSet(StringComparer.Ordinal));
        Assert.Distinct(stored);
    }

    /// <summary>The first to come after an outage may still meet what it left of the pool.</summary>
    public static async Task<TResult> AgainAsync<TResult>(Func<Task<TResult>> act)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                return await act();
            }
            catch (Exception) when (time < 10)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
            }
        }
    }

    private async Task<bool> TagAsync(Spot spot)
    {
        var lena = new Tagger(vadstena, "lena");
        var dialog = await lena.OpenAsync(spot);
        var done = dialog.Title == "Det gick inte" ? dialog : await lena.PressAsync(spot, dialog, dialog.Buttons[0], ("goals", "hallbar"), ("tell", "false"));
        if (done.Text.Contains("Kopplat!", StringComparison.Ordinal))
        {
            return true;
        }

        Assert.Contains("Ett tillfälligt fel hos oss", done.Text, StringComparison.Ordinal);
        return false;
    }
}
