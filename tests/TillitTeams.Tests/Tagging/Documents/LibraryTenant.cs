using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using TillitTeams.Model;
using TillitTeams.Sandbox;
using TillitTeams.Sandbox.Seed;
using TillitTeams.Sandbox.Tenant.Documents;
using TillitTeams.Tests.Tagging.InTab;
using TillitTeams.Tests.Tagging.Live;
using Xunit;

namespace TillitTeams.Tests.Tagging.Documents;

/// <summary>Vadstena with its files, where Karin is the governance lead and the app looks after its libraries when a test says so.</summary>
public class LibraryTenant : LiveTenant
{
    public string AppId => Host.App.ClientId.ToString();

    protected override SandboxSettings Settings => base.Settings with
    {
        AppSettings = new Dictionary<string, string?>(base.Settings.AppSettings) { ["Live:ColumnsLimit"] = "00:00:15" },
    };

    public Site Site(string key) => Tenant.Read(content => content.Sites.Single(site => site.Key == key));

    public void Grant(string site, SiteRole role = SiteRole.Owner) => Tenant.GrantSite(site, AppId, role);

    /// <summary>A file that no other test knows.</summary>
    public LibraryFile NewFile(string site, string person, string? name = null, string folder = "root") =>
        new(this, site, Tenant.UploadFile(SeedIds.Drive(site), folder, name ?? $"{Guid.NewGuid():N}.docx", Person(person).Id).Id);

    public async Task<TabForm> LinkAsync(LibraryFile file, string person, string[] goals, params string[] principles)
    {
        var form = await TabForm.OpenAsync(this, person, file.Url);
        Assert.Null(form.Problem);
        return await form.PressAsync(form.Page.QuerySelector("input[name=version]")!.GetAttribute("value") is { Length: > 0 } ? "Spara" : "Koppla", ("goals", goals), ("principles", principles));
    }

    /// <summary>A file with a link, on a site that is granted and turned on.</summary>
    public async Task<LibraryFile> LinkedAsync(string site, string person, params string[] goals)
    {
        Grant(site);
        var file = NewFile(site, person);
        await LinkAsync(file, person, goals);
        await TurnAsync(site);
        await WorkAsync();
        Assert.Equal(LibraryState.Ready, (await file.RowAsync()).State);
        Clock.Advance(TimeSpan.FromMinutes(1));
        return file;
    }

    public Task<IHtmlDocument> TurnAsync(string site, string act = "on") => PostAsync("karin", $"views/sites/{act}", ("site", Site(site).GraphId));

    public async Task<IHtmlDocument> SitesAsync(string person)
    {
        using var viewer = AppClient(person);
        return await new HtmlParser().ParseDocumentAsync(await viewer.GetStringAsync(new Uri("views/sites", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    public async Task<IHtmlDocument> PostAsync(string person, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync(person, path, fields);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task<HttpResponseMessage> SendAsync(string person, string path, params (string Name, string Value)[] fields)
    {
        using var viewer = AppClient(person);
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await viewer.PostAsync(new Uri(path, UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    /// <summary>What the page says of a site.</summary>
    public string Said(IHtmlDocument page, string site) =>
        page.QuerySelector($"[data-site='{Site(site).GraphId}'] > p")?.TextContent ?? "";

    /// <summary>What was noted of SharePoint's side; what people did to the link in the app is noted too.</summary>
    public Task<List<AuditEvent>> AuditsAsync(Guid row) => InDatabase(db => db.AuditEvents.AsNoTracking()
        .Where(audit => audit.RowId == row && audit.Action != AuditAction.LinkMade && audit.Action != AuditAction.LinkChanged)
        .OrderBy(audit => audit.At)
        .ToListAsync());
}

/// <summary>A file in a library, on SharePoint's side and on the app's.</summary>
public sealed record LibraryFile(LibraryTenant Vadstena, string Site, string ItemId)
{
    public string DriveId => SeedIds.Drive(Site);

    public string Url => Read(document => document.PathUrl());

    public int Version => Read(document => document.Item.Version);

    public IReadOnlyList<string> Goals => Values("TillitGoals");

    public IReadOnlyList<string> Principles => Values("TillitPrinciples");

    /// <summary>Somebody ticks boxes in the library's view.</summary>
    public void SetGoals(string person, params string[] goals) => Vadstena.Tenant.SetColumn(
        DriveId, ItemId, "TillitGoals", new System.Text.Json.Nodes.JsonArray([.. goals.Select(goal => (System.Text.Json.Nodes.JsonNode)goal)]), Vadstena.Person(person).Id);

    public async Task<Link?> LinkAsync() => (await Vadstena.Links()).SingleOrDefault(link => link.Document?.ItemId == ItemId);

    public async Task<IReadOnlyList<string>> LinkedGoalsAsync()
    {
        var link = await LinkAsync();
        return link is null ? [] : await Vadstena.InDatabase(db => db.Goals
            .Where(goal => db.LinkGoals.Any(tag => tag.LinkId == link.Id && tag.GoalId == goal.Id)).OrderBy(goal => goal.Order).Select(goal => goal.Name.Sv).ToListAsync());
    }

    public Task<LibraryItem> RowAsync() => Vadstena.InDatabase(db => db.LibraryItems.AsNoTracking().SingleAsync(row => row.ItemId == ItemId));

    private List<string> Values(string column) => Read(document =>
        document.Item.Fields.TryGetValue(column, out var value) ? [.. value.AsArray().Select(each => (string)each!)] : new List<string>());

    private T Read<T>(Func<Document, T> read) => Vadstena.Tenant.Read(content => read(content.FindDocument(DriveId, ItemId)!));
}
