using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Storage;

namespace TillitTeams.Benchmarks;

/// <summary>A public record of everything there is, gathered and fetched: a hundred times as much takes longer, but no more memory.</summary>
internal static partial class RecordsRun
{
    private const int Links = 100_000;
    private const int Few = 1_000;
    private const string Steward = "karin";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        Console.WriteLine($"Linking {Links} messages…");
        await using var tenant = await LinkedTenant.StartAsync(Links, openTo: Steward);
        await tenant.Host.StopAppAsync(CancellationToken.None);
        var since = await DayOfAsync(tenant, Few);
        using var product = await ProductBeside.StartAsync(tenant.Host, ("Records:Interval", "00:00:00.200"), ("Logging:LogLevel:Default", "Error"));
        using var client = tenant.Host.CreateAppClient(tenant.Person(Steward));
        var file = Path.GetTempFileName();
        try
        {
            // More than once: what a first export loads and compiles is the same for few links as for many.
            var few = 0L;
            for (var round = 0; round < 3; round++)
            {
                few = (await TakeOutAsync(client, product, since, file)).Most;
            }

            Console.WriteLine($"Taking out {Links} links…");
            var (most, gathered, fetched) = await TakeOutAsync(client, product, "2000-01-01", file);
            return
            [
                new Figure($"{Links} links, gathered for an export", gathered.TotalSeconds, "s"),
                new Figure("and fetched", fetched.TotalSeconds, "s"),
                new Figure("as a ZIP", new FileInfo(file).Length / 1024.0 / 1024.0, "MB"),
                new Figure($"memory, more than with about {Few} links", (most - few) / 1024.0 / 1024.0, "MB", 50),
                new Figure("links too many or too few in it", Math.Abs(await RowsAsync(file) - Links), "", 0),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <returns>The most memory that the product was seen to hold, and how long it took.</returns>
    private static async Task<(long Most, TimeSpan Gathered, TimeSpan Fetched)> TakeOutAsync(HttpClient client, ProductBeside product, string from, string file)
    {
        var most = product.Memory;
        var start = Stopwatch.GetTimestamp();
        using var form = new FormUrlEncodedContent([new("scope", "Period"), new("from", from), new("to", "2100-01-01")]);
        using var ordered = await client.PostAsync("views/records", form);
        string list;
        while (Pending().IsMatch(list = await client.GetStringAsync("views/records/progress")))
        {
            await Task.Delay(Look);
            most = Math.Max(most, product.Memory);
        }

        var gathered = Stopwatch.GetElapsedTime(start);
        var download = FetchAsync(client, Address().Match(list).Value, file);
        while (!download.IsCompleted)
        {
            await Task.WhenAny(download, Task.Delay(Look));
            most = Math.Max(most, product.Memory);
        }

        await download;
        return (most, gathered, Stopwatch.GetElapsedTime(start) - gathered);
    }

    private static async Task FetchAsync(HttpClient client, string address, string file)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var saved = File.Create(file);
        await answer.Content.CopyToAsync(saved);
    }

    /// <summary>The day on which so many of the latest links begin.</summary>
    private static async Task<string> DayOfAsync(LinkedTenant tenant, int latest)
    {
        var caller = new Caller();
        caller.Identify(tenant.Host.Tenant.Id, Guid.Empty);
        await using var db = new TillitDb(new DbContextOptionsBuilder<TillitDb>().UseSqlite(tenant.Host.ProductSettings["Storage:ConnectionString"]).Options, caller);
        var at = await db.Links.OrderByDescending(link => link.TaggedAt).Skip(latest).Select(link => link.TaggedAt).FirstAsync();
        return at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static async Task<int> RowsAsync(string file)
    {
        await using var archive = await ZipFile.OpenReadAsync(file);
        using var lines = new StreamReader(await archive.GetEntry("kopplingar.csv")!.OpenAsync());
        var rows = -1;
        while (await lines.ReadLineAsync() is not null)
        {
            rows++;
        }

        return rows;
    }

    [GeneratedRegex("data-pending", RegexOptions.None, 1000)]
    private static partial Regex Pending();

    [GeneratedRegex("views/records/[0-9a-f-]+/file", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
