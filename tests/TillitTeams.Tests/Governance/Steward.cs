using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Tests.Harness;
using TillitTeams.Tests.Tagging.InTab;
using Xunit;

namespace TillitTeams.Tests.Governance;

/// <summary>Karin at the governance model.</summary>
public sealed class Steward(LocalTenant vadstena)
{
    public const string Person = "karin";

    private static readonly string[] Tables =
        ["Goals", "Principles", "ModelChanges", "Links", "LinkGoals", "LinkPrinciples", "InitiativeGoal", "InitiativePrinciple", "DigestGoal"];

    /// <summary>Where Vadstena lies, which is also where the tests' clock is read.</summary>
    public static DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm")).DateTime);

    public static string Day(int fromToday) => Today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A decision and what is decided, as somebody would fill it in.</summary>
    public static (string, string[])[] Filled(string name, int validFrom = -400) =>
    [
        ("NameSv", [name]), ("NameEn", [$"{name} in English"]), ("DescriptionSv", [$"Det här är {name}."]), ("DescriptionEn", [$"This is {name}."]),
        ("DecisionReference", ["Kommunfullmäktige § 91"]), ("DecidedOn", [Day(-500)]), ("ValidFrom", [Day(validFrom)]),
    ];

    public Task<TabForm> OpenAsync(string view, string language = "sv") => TabForm.OpenViewAsync(vadstena, Person, view, language);

    public Task<TabForm> ModelAsync(string language = "sv") => OpenAsync("model", language);

    public Task<TabForm> EditAsync(string kind, string code) => OpenAsync($"model/item?kind={kind}&code={code}");

    /// <returns>The code of what is new.</returns>
    public async Task<string> AddAsync(string kind, string name, int validFrom = -400)
    {
        var before = await CodesAsync(kind);
        var page = await (await OpenAsync($"model/item?kind={kind}")).PressAsync("Spara", Filled(name, validFrom));
        Assert.Null(page.Problem);
        return Assert.Single((await CodesAsync(kind)).Except(before));
    }

    public async Task<TabForm> PreviewEndAsync(string kind, string code, string lastDay, string? into = null, bool follow = false) =>
        await (await OpenAsync($"model/end?kind={kind}&code={code}")).PressAsync(
            "Se vad som händer",
            ("lastDay", [lastDay]), ("reference", ["Kommunfullmäktige § 102"]), ("decidedOn", [Day(-3)]), ("into", [into ?? ""]), ("links", [follow ? "follow" : "stay"]));

    /// <summary>The whole way, from the form to what is said afterwards.</summary>
    public async Task<TabForm> MergeAsync(string kind, string code, string into, bool follow)
    {
        var preview = await PreviewEndAsync(kind, code, Day(-1), into, follow);
        return await preview.PressAsync(Button(preview));
    }

    /// <summary>The one that does what was said.</summary>
    public static string Button(TabForm preview) => preview.Page.QuerySelector("button.primary")!.TextContent.Trim();

    public static string Said(TabForm page) => page.Page.QuerySelector("[role=status]")!.TextContent.Trim();

    public Task<GovernanceItem> ItemAsync(string kind, string code) => vadstena.InDatabase(async db =>
        kind == "goal" ? (GovernanceItem)await db.Goals.AsNoTracking().SingleAsync(item => item.Code == code) : await db.Principles.AsNoTracking().SingleAsync(item => item.Code == code));

    public Task<List<string>> CodesAsync(string kind) => vadstena.InDatabase(db =>
        kind == "goal" ? db.Goals.OrderBy(item => item.Order).Select(item => item.Code).ToListAsync() : db.Principles.OrderBy(item => item.Order).Select(item => item.Code).ToListAsync());

    public Task<List<ModelChange>> HistoryAsync(Guid item) => vadstena.InDatabase(db =>
        db.ModelChanges.AsNoTracking().Where(change => change.ItemId == item).OrderBy(change => change.At).ThenBy(change => change.Kind).ThenBy(change => change.Field).ToListAsync());

    public Task<List<AuditEvent>> AuditsAsync(Guid item) => vadstena.InDatabase(db =>
        db.AuditEvents.AsNoTracking().Where(audit => audit.RowId == item).OrderBy(audit => audit.At).ToListAsync());

    /// <summary>The model, its history and what points at it, row by row: nothing of it changes by itself.</summary>
    public async Task<IReadOnlyList<string>> StoredAsync() => [.. (await vadstena.StoredRowsAsync()).Where(row => Tables.Any(table => row.StartsWith($"{table}: ", StringComparison.OrdinalIgnoreCase)))];

    /// <summary>What somebody's client is answered with, whatever its status.</summary>
    public async Task<(HttpStatusCode Status, string Text)> AskAsync(string person, HttpMethod method, string path, params (string, string)[] fields)
    {
        using var viewer = vadstena.AppClient(person);
        using var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        }

        using var answer = await viewer.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
