using System.IO.Compression;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox.Entra;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance.Records;

/// <summary>Karin takes out public records, as the tab's script does it for her.</summary>
internal sealed class Registrar(LocalTenant vadstena, string language = "sv") : IDisposable
{
    private const string Person = Steward.Person;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient client = Speaking(vadstena.AppClient(Person), language);

    public static (string, string)[] OfGoal(string code, string from = "", string to = "") => [("scope", "Goal"), ("goal", code), ("from", from), ("to", to)];

    public static (string, string)[] OfInitiative(Guid id) => [("scope", "Initiative"), ("initiative", id.ToString())];

    public static (string, string)[] OfPeriod(string from, string to) => [("scope", "Period"), ("from", from), ("to", to)];

    /// <summary>Everything that there is.</summary>
    public static (string, string)[] Always => OfPeriod("2000-01-01", "2100-01-01");

    public Task<TabForm> OpenAsync(string query = "") => TabForm.OpenViewAsync(vadstena, Person, $"records{query}", language);

    public async Task<IHtmlDocument> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await client.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ParseAsync(answer);
    }

    public async Task<Guid> OrderAsync(params (string, string)[] fields)
    {
        var before = await ListAsync();
        var page = await SendAsync("views/records", fields);
        Assert.Null(page.QuerySelector(".form-problem"));
        return Assert.Single((await ListAsync()).Except(before));
    }

    /// <summary>The list, as the open page asks for it.</summary>
    public async Task<IHtmlDocument> LookAsync()
    {
        using var answer = await client.GetAsync(new Uri("views/records/progress", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ParseAsync(answer);
    }

    /// <summary>With the token that the page sends from now on.</summary>
    public void HoldToken(TokenFlaws flaws) => client.DefaultRequestHeaders.Authorization = new("Bearer", vadstena.Host.Tokens.MintTabToken(vadstena.Person(Person), flaws));

    /// <summary>The page is open until it says so.</summary>
    public async Task WaitForAsync(Guid id, Func<AngleSharp.Dom.IElement, bool> says)
    {
        var start = TimeProvider.System.GetTimestamp();
        while ((await LookAsync()).QuerySelector($"#export-{id}") is not { } row || !says(row))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "It never came so far.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public Task WaitForAsync(Guid id, RecordState state) => WaitForAsync(id, row => row.GetAttribute("data-export") == state.ToString());

    public async Task<(HttpStatusCode Status, byte[] Body)> FetchAsync(Guid id)
    {
        using var answer = await client.GetAsync(new Uri($"views/records/{id}/file", UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The whole way: ordered, gathered and fetched.</summary>
    public async Task<Zip> TakeOutAsync(params (string, string)[] fields)
    {
        var id = await OrderAsync(fields);
        return await TakeAsync(id);
    }

    public async Task<Zip> TakeAsync(Guid id)
    {
        await WaitForAsync(id, RecordState.Ready);
        var (status, body) = await FetchAsync(id);
        Assert.Equal(HttpStatusCode.OK, status);
        return Zip.Read(body);
    }

    public void Dispose() => client.Dispose();

    private Task<List<Guid>> ListAsync() => vadstena.InStorage(db => db.RecordExports.Select(row => row.Id).ToListAsync());

    private static HttpClient Speaking(HttpClient client, string language)
    {
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    private static async Task<IHtmlDocument> ParseAsync(HttpResponseMessage answer) =>
        await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}

/// <summary>A fetched export, unpacked.</summary>
internal sealed record Zip(IReadOnlyDictionary<string, byte[]> Files)
{
    /// <summary>Everything that stands in it, as it is read.</summary>
    public string All => string.Join('\n', Files.Keys.Select(Text));

    /// <summary>All that is to be read in a browser, on however many pages.</summary>
    public string Pages => string.Join('\n', Files.Keys.Where(file => file.EndsWith(".html", StringComparison.Ordinal)).Select(Text));

    public string Text(string name) => Encoding.UTF8.GetString(Files[name]);

    public IHtmlDocument Page(string name = "index.html") => new HtmlParser().ParseDocument(Text(name));

    public System.Text.Json.Nodes.JsonNode Json(string name) => System.Text.Json.Nodes.JsonNode.Parse(Text(name))!;

    /// <summary>The table's rows, the heads of its columns first.</summary>
    public IReadOnlyList<string[]> Table(string name)
    {
        using var csv = new CsvHelper.CsvParser(new StringReader(Text(name).TrimStart('\uFEFF')), System.Globalization.CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add(csv.Record!);
        }

        return rows;
    }

    public static Zip Read(byte[] bytes)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes));
        return new Zip(archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        }));
    }
}
