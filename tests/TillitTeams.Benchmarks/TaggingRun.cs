using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Sandbox.Graph;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant;

namespace TillitTeams.Benchmarks;

/// <summary>
/// Messages are tagged as Teams would have them tagged, as many at once as there are people at it, in turns with bare Kestrel
/// that puts one row into a database of the same kind for every request. Each is a process of its own; the local tenant,
/// which answers the product's questions to Graph, is in this one and takes of the same processors.
/// </summary>
internal sealed class TaggingRun : IAsyncDisposable
{
    private const int AtOnce = 16;
    private const int Rounds = 6;

    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    private readonly SandboxHost tenant;
    private readonly ProductBeside product;
    private readonly BareInsert bare;
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });
    private readonly string token;
    private readonly Person person;
    private readonly string channel = SeedIds.Channel("omsorg/hemtjansten");
    private int next;

    private TaggingRun(SandboxHost tenant, ProductBeside product, BareInsert bare)
    {
        this.tenant = tenant;
        this.product = product;
        this.bare = bare;
        token = tenant.Bot.Mint(new TokenFlaws());
        person = tenant.Tenant.Read(content => content.FindPerson(SeedIds.Person("karin")))!;
    }

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var figures = new List<Figure>();
        foreach (var store in BenchmarkStore.All)
        {
            figures.AddRange(await MeasureAsync(store));
        }

        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        bare.Dispose();
        product.Dispose();
        await tenant.DisposeAsync();
    }

    /// <param name="store">What both keep their rows in.</param>
    private static async Task<IReadOnlyList<Figure>> MeasureAsync(BenchmarkStore store)
    {
        var folder = Directory.CreateTempSubdirectory("tillit-benchmark-").FullName;
        try
        {
            await using var run = await StartAsync(store, folder);
            return await run.MeasureAsync(store.Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TaggingRun> StartAsync(BenchmarkStore store, string folder)
    {
        var tenant = await SandboxHost.StartAsync(
            new SandboxSettings
            {
                ClientPort = 0,
                AppPort = 0,
                CloudPort = 0,
                GraphLimits = GraphLimits.None,
                AppSettings = new Dictionary<string, string?>(LinkedTenant.Unlimited.Concat(store.SettingsFor(folder)))
                {
                    // Nobody follows what is tagged here.
                    ["Tab:PublicUrl"] = null,
                    // The first requests wait for the compiler.
                    ["Bot:InvokeLimit"] = "00:00:10",
                },
            },
            CancellationToken.None);
        await tenant.StopAppAsync(CancellationToken.None);
        return new TaggingRun(tenant, await ProductBeside.StartAsync(tenant), await BareInsert.StartAsync(store, folder));
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync(string store)
    {
        Console.WriteLine($"Tagging, {store}…");
        List<double> tagged = [], inserted = [];
        List<double> tagTimes = [], insertTimes = [];
        for (var round = -1; round < Rounds; round++)
        {
            var tagging = await LoadAsync(Tag);
            var inserting = await LoadAsync(() => new HttpRequestMessage(HttpMethod.Post, bare.Address) { Content = new StringContent("{}") });
            if (round >= 0)
            {
                tagged.Add(tagging.Count / Turn.TotalSeconds);
                inserted.Add(inserting.Count / Turn.TotalSeconds);
                tagTimes.AddRange(tagging);
                insertTimes.AddRange(inserting);
            }
        }

        return
        [
            new Figure($"tagging, {store}", Figure.Median(tagged), "/s"),
            new Figure($"bare Kestrel with one insert, {store}", Figure.Median(inserted), "/s"),
            new Figure($"tagging against the bare insert, {store}", 100 * Figure.Median(tagged.Zip(inserted, (tag, insert) => tag / insert)), "%", Least: 50),
            new Figure($"tagging, 99 of 100 within, {store}", Figure.Quantile(tagTimes, 0.99), "ms"),
            new Figure($"bare insert, 99 of 100 within, {store}", Figure.Quantile(insertTimes, 0.99), "ms"),
        ];
    }

    /// <returns>How many milliseconds each request took that was answered within the turn.</returns>
    private async Task<List<double>> LoadAsync(Func<HttpRequestMessage> ask)
    {
        var start = Stopwatch.GetTimestamp();
        var each = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            var times = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < Turn)
            {
                using var request = ask();
                var asked = Stopwatch.GetTimestamp();
                using var answer = await http.SendAsync(request);
                var body = await answer.Content.ReadAsStringAsync();
                times.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
                // A dialog with a problem in it is 200, too.
                if (answer.StatusCode != HttpStatusCode.OK || (body.Length > 0 && !body.Contains("hallbar", StringComparison.Ordinal)))
                {
                    throw new InvalidOperationException($"Not stored: {answer.StatusCode}.");
                }
            }

            return times;
        })));
        return [.. each.SelectMany(times => times)];
    }

    /// <summary>A message that nobody has tagged yet.</summary>
    private HttpRequestMessage Tag()
    {
        var message = tenant.Tenant.Post(channel, null, person.Id, string.Create(CultureInfo.InvariantCulture, $"<p>Samma ansikten {Interlocked.Increment(ref next)}</p>"), null);
        var activity = tenant.Activities.SubmitAction(
            person, channel, message.Id, "linkToGoal", new JsonObject { ["goals"] = "hallbar", ["principles"] = "tillit", ["why"] = "Fler känner igen den som kommer." });
        return new HttpRequestMessage(HttpMethod.Post, new Uri(tenant.AppUrl, "api/messages"))
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }
}
