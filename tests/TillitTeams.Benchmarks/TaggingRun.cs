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
    private const int WarmUps = 4;
    private const int Rounds = 6;
    private const int Tags = 1_000;

    private readonly SandboxHost tenant;
    private readonly ProductBeside product;
    private readonly BareInsert bare;
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce.People });
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
        // Until the compiler has nothing left to do for it.
        for (var round = 0; round < WarmUps; round++)
        {
            await LoadAsync(NewTags());
            await LoadAsync(Inserts());
        }

        List<Load> tagged = [], inserted = [];
        for (var round = 0; round < Rounds; round++)
        {
            tagged.Add(await LoadAsync(NewTags()));
            inserted.Add(await LoadAsync(Inserts()));
        }

        // Who puts a request to bare Kestrel together puts one to the product together, and the rest of this process is the tenant.
        var client = Figure.Median(inserted.Select(load => load.OwnCpu));
        return
        [
            new Figure($"tagging, {store}", Figure.Median(tagged.Select(load => load.PerSecond)), "/s"),
            new Figure($"bare Kestrel with one insert, {store}", Figure.Median(inserted.Select(load => load.PerSecond)), "/s"),
            new Figure($"tagging against the bare insert, {store}", 100 * Figure.Median(tagged.Zip(inserted, (tag, insert) => tag.PerSecond / insert.PerSecond)), "%", Least: 50),
            new Figure($"tagging, 99 of 100 within, {store}", Figure.Quantile(tagged.SelectMany(load => load.Asked.Milliseconds), 0.99), "ms"),
            new Figure($"bare insert, 99 of 100 within, {store}", Figure.Quantile(inserted.SelectMany(load => load.Asked.Milliseconds), 0.99), "ms"),
            new Figure($"processor time of a tag, product, {store}", Figure.Median(tagged.Select(load => load.ProductCpu)), "ms"),
            new Figure($"processor time of a tag, local tenant, {store}", Figure.Median(tagged.Select(load => load.OwnCpu)) - client, "ms"),
            new Figure($"memory of the product under load, at most, {store}", product.MostMemory / 1024.0 / 1024.0, "MB"),
        ];
    }

    private async Task<Load> LoadAsync(List<HttpRequestMessage> requests)
    {
        var (productCpu, ownCpu) = (product.Cpu, Environment.CpuUsage.TotalTime);
        var asked = await AtOnce.AskAsync([.. requests.Select(request => (Func<Task>)(() => AskAsync(request)))]);
        return new Load(
            asked,
            (product.Cpu - productCpu).TotalMilliseconds / requests.Count,
            (Environment.CpuUsage.TotalTime - ownCpu).TotalMilliseconds / requests.Count);
    }

    private async Task AskAsync(HttpRequestMessage request)
    {
        using var _ = request;
        using var answer = await http.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        // A dialog with a problem in it is 200, too.
        if (answer.StatusCode != HttpStatusCode.OK || (body.Length > 0 && !body.Contains("hallbar", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"Not stored: {answer.StatusCode}.");
        }
    }

    /// <summary>Of messages that nobody has tagged yet. Those of the last time are gone: a long channel would cost the tenant, not the product.</summary>
    private List<HttpRequestMessage> NewTags()
    {
        tenant.Tenant.Change(content =>
        {
            content.FindConversation(channel)!.Messages.Clear();
            return null;
        });
        return [.. Enumerable.Range(0, Tags).Select(_ => Tag())];
    }

    private List<HttpRequestMessage> Inserts() =>
        [.. Enumerable.Range(0, Tags * 4).Select(_ => new HttpRequestMessage(HttpMethod.Post, bare.Address) { Content = new StringContent("{}") })];

    private HttpRequestMessage Tag()
    {
        var message = tenant.Tenant.Post(channel, null, person.Id, string.Create(CultureInfo.InvariantCulture, $"<p>Samma ansikten {++next}</p>"), null);
        var activity = tenant.Activities.SubmitAction(
            person, channel, message.Id, "linkToGoal", new JsonObject { ["goals"] = "hallbar", ["principles"] = "tillit", ["why"] = "Fler känner igen den som kommer." });
        return new HttpRequestMessage(HttpMethod.Post, new Uri(tenant.AppUrl, "api/messages"))
        {
            Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
    }

    /// <param name="ProductCpu">Milliseconds of processor time for each request.</param>
    /// <param name="OwnCpu">The same of this process, where the client and the tenant are.</param>
    private sealed record Load(AtOnce Asked, double ProductCpu, double OwnCpu)
    {
        public double PerSecond => Asked.PerSecond;
    }
}
