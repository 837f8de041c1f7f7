using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TillitTeams.Sandbox.Seed;

namespace TillitTeams.Benchmarks;

/// <summary>
/// A goal's page over HTTP, with few links and with many: composed anew, and opened again while nothing has changed, beside bare
/// Kestrel that returns the same bytes.
/// </summary>
internal static class GoalPageOnServer
{
    private const int Few = 1_000;
    private const int Some = 100_000;
    private const int Many = 1_000_000;
    private const int WarmUps = 40;
    private const int Rounds = 200;
    private const int WarmUpTurns = 60;
    private const int Turns = 9;
    private const int AtOnceEach = 1_000;

    private static readonly (string Name, string View)[] Views =
    [
        ("goal page", "views/goal/hallbar"),
        ("goal page, one principle", "views/goal/hallbar?principle=tillit"),
        ("principle page", "views/principle/tillit"),
        ("overview", "views/goals"),
        ("channel tab", $"views/channel?team={SeedIds.Team("omsorg")}&channel={Uri.EscapeDataString(SeedIds.Channel("omsorg/hemtjansten"))}&goal=hallbar&goal=vaxande"),
        ("search, a word of every sixth link", $"views/goal/hallbar?q={InsertLinks.CommonWord}"),
        ("search, a word of nine links", $"views/goal/hallbar?q={InsertLinks.RareWord}"),
    ];

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var figures = new List<Figure>();
        foreach (var store in BenchmarkStore.All)
        {
            figures.AddRange(await MeasureAsync(store));
        }

        return figures;
    }

    /// <param name="store">Where the links lie.</param>
    private static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkStore store)
    {
        await using var few = await LinkedTenant.StartAsync(Few, store: store);
        await using var some = await LinkedTenant.StartAsync(Some, store: store);
        Console.WriteLine($"Writing {Many} links, {store.Name}…");
        await using var many = await LinkedTenant.StartAsync(Many, store: store);
        using var fewClient = few.Host.CreateAppClient(few.Person("karin"));
        using var someClient = some.Host.CreateAppClient(some.Person("karin"));
        using var manyClient = many.Host.CreateAppClient(many.Person("karin"));

        var figures = new List<Figure>();
        foreach (var (name, view) in Views)
        {
            var (a, b) = await InTurnsAsync(() => ComposeAsync(few, fewClient, view), () => ComposeAsync(many, manyClient, view));
            figures.Add(new Figure($"{name} composed, {Few} links, {store.Name}", a, "ms"));
            figures.Add(new Figure($"{name} composed, {Many} links, {store.Name}", b, "ms"));
            figures.Add(new Figure($"{name} composed, {Many} links against {Few}, {store.Name}", b / a, "×", 1.5));
        }

        var (goal, address) = Views[0];
        // Until the compiler has nothing left to do for it.
        await AgainstBareAsync(goal, fewClient, address);
        return
        [
            .. figures,
            await AgainstBareAsync($"{goal} opened again, {Few} links, {store.Name}", fewClient, address),
            await AgainstBareAsync($"{goal} opened again, {Some} links, {store.Name}", someClient, address),
            await AgainstBareAsync($"{goal} opened again, {Many} links, {store.Name}", manyClient, address),
        ];
    }

    /// <summary>How much of it is answered, in turns with bare Kestrel in the same process, which knows nobody and looks nothing up.</summary>
    private static async Task<Figure> AgainstBareAsync(string what, HttpClient client, string view)
    {
        await using var bare = await BareAsync(await client.GetByteArrayAsync(view));
        using var bareClient = new HttpClient { BaseAddress = new Uri(bare.Urls.First()) };
        var shares = new List<double>();
        for (var turn = -WarmUpTurns; turn < Turns; turn++)
        {
            var pages = await AtOnce.AskAsync([.. Enumerable.Repeat(() => client.GetByteArrayAsync(view), AtOnceEach)]);
            var bytes = await AtOnce.AskAsync([.. Enumerable.Repeat(() => bareClient.GetByteArrayAsync(""), AtOnceEach)]);
            if (turn >= 0)
            {
                shares.Add(100 * pages.PerSecond / bytes.PerSecond);
            }
        }

        return new Figure($"{what}, against bare Kestrel with the same bytes", Figure.Median(shares), "%", Least: 40);
    }

    /// <summary>So that what else the machine does meets both.</summary>
    private static async Task<(double, double)> InTurnsAsync(params Func<Task<double>>[] each)
    {
        var times = each.Select(_ => new List<double>(Rounds)).ToList();
        for (var round = -WarmUps; round < Rounds; round++)
        {
            for (var at = 0; at < each.Length; at++)
            {
                var time = await each[at]();
                if (round >= 0)
                {
                    times[at].Add(time);
                }
            }
        }

        return (Figure.Median(times[0]), Figure.Median(times[1]));
    }

    /// <summary>Anew: a page that is kept since the last time says nothing of how many links there are.</summary>
    private static async Task<double> ComposeAsync(LinkedTenant tenant, HttpClient client, string address)
    {
        await tenant.TouchAsync();
        var start = Stopwatch.GetTimestamp();
        await client.GetByteArrayAsync(address);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task<WebApplication> BareAsync(byte[] bytes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/", () => Results.Bytes(bytes, "text/html; charset=utf-8"));
        await app.StartAsync();
        return app;
    }
}
